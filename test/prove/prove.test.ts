import assert from 'node:assert/strict';
import { spinLock } from '../../examples/spin-lock.ts';
import type { Family } from '../../checker/model/design.ts';
import { createMachine } from 'xstate';
import { at, forall, implies, lt, ref, type Expr } from '../../checker/model/expression.ts';
import { send, type Component, type System } from '../../checker/model/system.ts';
import { prove } from '../../checker/prove/prove.ts';
import type { PropertyProof } from '../../checker/prove/proof.ts';

const lock = (way: 'owner' | 'bit' | 'broken'): Family => ({ sort: 'process', system: (n) => spinLock(way, n) });
const verdicts = (ps: readonly PropertyProof[]) => Object.fromEntries(ps.map((p) => [p.id, p.verdict]));

describe('prove', () => {
  it('a lock that names its owner, with one value', async () => {
    const { proof } = await prove('owner', lock('owner'));
    assert.deepEqual(proof.properties.map((p) => [p.verdict, p.values]), [['proved', 1], ['proved', 1], ['proved', 1]]);
  });
  it('a lock of one bit, with two', async () => {
    const { proof } = await prove('bit', lock('bit'));
    assert.deepEqual(proof.properties.map((p) => [p.verdict, p.values]), [['proved', 2], ['proved', 2], ['proved', 1]]);
  });
  it('finds what is violated, at a size, with a trace', async () => {
    const { proof } = await prove('broken', lock('broken'));
    assert.deepEqual(verdicts(proof.properties), { MutualExclusion: 'violated', LockIsHeldInside: 'violated', OnlyLeavingFrees: 'proved' });
    const [first] = proof.properties;
    assert.equal(first?.concrete?.size, 2);
    assert.deepEqual(first.concrete.actions, ['process[0].look', 'process[1].look', 'process[0].enter', 'process[1].enter']);
  });
  it('says what it lost and by which rule, where it gives up', async () => {
    const { proof } = await prove('bit', lock('bit'), { pairs: 1 });
    const [first] = proof.properties;
    assert.equal(first?.verdict, 'unknown');
    assert.match(first.spurious?.rule ?? '', /^(pair|bystander|partner)/);
    assert.equal(first.spurious?.steps[0]?.action, '');
    assert.ok((first.spurious?.steps.length ?? 0) > 1);
  });
  it('enumerates first what is suspected, and proves the rest', async () => {
    const { proof } = await prove('broken', lock('broken'), { suspects: ['MutualExclusion', 'LockIsHeldInside'] });
    assert.deepEqual(verdicts(proof.properties), { MutualExclusion: 'violated', LockIsHeldInside: 'violated', OnlyLeavingFrees: 'proved' });
    assert.deepEqual(proof.closed.map((c) => c.components), [[]]);
    // A suspicion decides nothing.
    const sound = await prove('owner', lock('owner'), { suspects: ['MutualExclusion'] });
    assert.deepEqual(Object.values(verdicts(sound.proof.properties)), ['proved', 'proved', 'proved']);
  });
  it('looks at observers with the components that most properties hang on', async () => {
    const watched = (n: number): System => {
      const s = spinLock('owner', n);
      const seen: Component = { name: 'seen', doc: '', source: '', index: ['process'], observer: true, file: '', machine: () => createMachine({ initial: 'no', states: { no: { on: { enters: 'yes' } }, yes: { on: { enters: 'yes' } } } }), joins: [{ action: 'process.enter', effects: [send(ref('seen', ['p']), 'enters')] }] };
      return { ...s, components: [...s.components, seen], properties: [...s.properties, { id: 'InsideIsSeen', text: '', source: '', kind: 'always', expr: forall('p', 'process', implies(at('process', ['p'], 'critical'), at('seen', ['p'], 'yes'))) }] };
    };
    const { proof } = await prove('watched', { sort: 'process', system: watched });
    assert.equal(verdicts(proof.properties)['InsideIsSeen'], 'proved');
    assert.deepEqual(proof.closed.map((c) => c.components), [['lock', 'process', 'seen']]);
  });
  it('only of what is asked', async () => {
    const { proof } = await prove('owner', lock('owner'), { properties: ['LockIsHeldInside'] });
    assert.deepEqual(proof.properties.map((p) => p.id), ['LockIsHeldInside']);
  });

  /** A process may enter only when those before it are outside: their order decides. */
  const ordered = (n: number) => {
    const s = spinLock('bit', n);
    const before: Expr = forall('q', 'process', implies(lt('q', 'p'), at('process', ['q'], 'outside')));
    return { ...s, actions: s.actions.map((a) => (a.event === 'enter' ? { ...a, when: { outside: at('process', ['p'], 'outside'), before } } : a)) };
  };
  it('forgets the order of the values, and says that it lost something', async () => {
    const { proof } = await prove('ordered', { sort: 'process', system: ordered });
    // Two of them are inside when the second one comes before the first.
    assert.equal(verdicts(proof.properties)['MutualExclusion'], 'violated');
  });
  it('refuses a family in which values are told apart', async () => {
    const partial = (n: number) => {
      const s = spinLock('owner', n);
      return { ...s, actions: s.actions.map((a) => (a.event === 'enter' ? { ...a, when: { ...a.when, first: at('process', [1], 'outside') } } : a)) };
    };
    await assert.rejects(prove('partial', { sort: 'process', system: partial }), { code: 'E_NOT_PARAMETRIC' });
  });
  it('refuses an action that is written otherwise for another size', async () => {
    const sized = (n: number) => ({ ...spinLock('bit', n), actions: spinLock('bit', n).actions.map((a) => ({ ...a, when: { ...a.when, [`of${n}`]: at('lock', [], 'free') } })) });
    await assert.rejects(prove('sized', { sort: 'process', system: sized }), { code: 'E_NOT_PARAMETRIC', message: /action process\.enter is another one/ });
  });
  it('leaves out what counts the values, and refuses a condition that reads it', async () => {
    const counter = (n: number): Component => ({
      name: 'counter', doc: '', source: '', index: [], file: '',
      machine: () => createMachine({ initial: '0', states: Object.fromEntries(Array.from({ length: n + 1 }, (_, k) => [String(k), { on: { up: String(Math.min(k + 1, n)), down: String(Math.max(k - 1, 0)) } }])) }),
      joins: [{ action: 'process.enter', effects: [send(ref('counter'), 'up')] }, { action: 'process.leave', effects: [send(ref('counter'), 'down')] }],
    });
    const counted = (n: number): System => ({ ...spinLock('owner', n), components: [...spinLock('owner', n).components, counter(n)], properties: [...spinLock('owner', n).properties, { id: 'Low', text: '', source: '', kind: 'always', expr: at('counter', [], '0', '1') }] });
    const { proof } = await prove('counted', { sort: 'process', system: counted });
    assert.deepEqual([proof.leftOut, verdicts(proof.properties)['Low'], verdicts(proof.properties)['MutualExclusion']], [['counter'], 'unknown', 'proved']);
    const { spurious } = proof.properties.at(-1)!;
    assert.match(spurious?.rule ?? '', /^counter: counter counts the values/);
    assert.equal(spurious?.steps[0]?.action, '');
    const read = (n: number): System => ({ ...counted(n), actions: counted(n).actions.map((a) => ({ ...a, when: { ...a.when, low: at('counter', [], '0') } })) });
    await assert.rejects(prove('read', { sort: 'process', system: read }), { code: 'E_NOT_PARAMETRIC', message: /component counter counts/ });
  });
});
