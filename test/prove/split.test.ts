/** A global component split by who moved it last: what one set loses, and two values are too much for. */
import assert from 'node:assert/strict';
import { createMachine } from 'xstate';
import { spinLock } from '../../examples/spin-lock.ts';
import { compose } from '../../checker/compile/compose.ts';
import { enabledActions, initialState, step } from '../../checker/ir/interpret.ts';
import type { Family } from '../../checker/model/design.ts';
import { at, forall, not, ref } from '../../checker/model/expression.ts';
import { send, type Action, type Component, type System } from '../../checker/model/system.ts';
import { attempt, Subject } from '../../checker/prove/attempt.ts';
import { prove } from '../../checker/prove/prove.ts';
import { split, splittable } from '../../checker/prove/split.ts';
import { property } from '../compile/tiny.ts';
import { closedSet, contained } from './containment.ts';

const lock = (way: 'bit' | 'broken'): Family => ({ sort: 'process', system: (n) => spinLock(way, n) });
const WORK = 14;
/** Each process does something in its critical section, and something else outside. */
const busy: Family = {
  sort: 'process',
  system: (n): System => {
    const s = spinLock('bit', n);
    const walk = (name: string): Component => {
      const steps = Array.from({ length: WORK }, (_, k) => `s${k}`);
      return { name, doc: '', source: '', index: ['process'], file: '', machine: () => createMachine({ initial: 's0', states: Object.fromEntries(steps.map((x, k) => [x, { on: { go: steps[(k + 1) % WORK]! } }])) }) };
    };
    const go = (name: string, where: string): Action => ({ component: name, index: ['p'], event: 'go', params: [{ name: 'p', sort: 'process' }], process: 'process[{p}]', when: { there: at('process', ['p'], where) }, effects: [send(ref(name, ['p']), 'go')], fn: '', source: '' });
    const start = (a: Action): Action => (a.event === 'leave' ? { ...a, when: { ...a.when, done: at('inside', ['p'], 's0'), rested: at('outside', ['p'], 's0') } } : a);
    return { ...s, components: [...s.components, walk('inside'), walk('outside')], actions: [...s.actions.map(start), go('inside', 'critical'), go('outside', 'outside')] };
  },
};

describe('a global component split by who moved it last', () => {
  it('decides what two values are too much for', async () => {
    const { proof } = await prove('busy', busy);
    assert.deepEqual(proof.properties.map((p) => [p.id, p.verdict, p.values, p.split]), [['MutualExclusion', 'proved', 1, ['lock']], ['LockIsHeldInside', 'proved', 2, undefined], ['OnlyLeavingFrees', 'proved', 1, undefined]]);
    assert.ok(proof.closed.some((c) => c.values === 2 && !c.complete), 'two values were tried and given up');
  });
  it('proves nothing that does not hold', async () => {
    const subject = new Subject(split(lock('broken'), 'lock'), 1, () => true);
    const { lost } = await attempt(subject, subject.tasks, subject.components);
    assert.deepEqual([...lost.keys()].map((t) => t.property).sort(), ['LockIsHeldInside', 'MutualExclusion']);
  });
  it('takes no behaviour away and adds none', () => {
    /** States and steps, without the component that was added. */
    const graph = (s: System): { readonly states: Set<string>; readonly steps: Set<string> } => {
      const ir = compose({ ...s, properties: [] });
      const text = (x: readonly number[]): string => x.flatMap((v, i) => (ir.instances[i]!.name.startsWith('who moved') ? [] : [v])).join();
      const [states, steps, known, queue] = [new Set<string>(), new Set<string>(), new Set<string>(), [initialState(ir)]];
      for (const x of queue) {
        if (known.has(x.join())) continue;
        known.add(x.join());
        states.add(text(x));
        for (const a of enabledActions(ir, x)) {
          const next = step(ir, a, x);
          steps.add(`${text(x)} ${ir.actions[a]!.label} ${text(next)}`);
          queue.push(next);
        }
      }
      return { states, steps };
    };
    for (const way of ['bit', 'broken'] as const) assert.deepEqual(graph(split(lock(way), 'lock').system(3)), graph(lock(way).system(3)));
  });
  it('contains what is enumerated', () => {
    for (const family of [lock('bit'), lock('broken')]) {
      const set = closedSet(split(family, 'lock'));
      for (const size of [2, 3, 4]) assert.equal(contained(split(family, 'lock'), size, set).missing, undefined, `${size} processes`);
    }
  });
  it('leaves unknown what hangs on that there is a holder', async () => {
    // Who finds the lock held and everybody outside would break it; nobody ever does.
    const sweeper: Component = { name: 'sweeper', doc: '', source: '', index: [], file: '', machine: () => createMachine({ initial: 'idle', states: { idle: { on: { sweep: 'swept' } }, swept: { on: { sweep: 'swept' } } } }) };
    const sweep: Action = { component: 'sweeper', index: [], event: 'sweep', params: [], process: 'sweeper', when: { held: not(at('lock', [], 'free')), outside: forall('p', 'process', not(at('process', ['p'], 'critical'))) }, effects: [send(ref('sweeper'), 'sweep')], fn: '', source: '' };
    const swept = (n: number): System => ({ ...spinLock('bit', n), components: [...spinLock('bit', n).components, sweeper], actions: [...spinLock('bit', n).actions, sweep], properties: [property('NeverSwept', { kind: 'always', expr: at('sweeper', [], 'idle') })] });
    const { proof } = await prove('swept', { sort: 'process', system: swept });
    const [only] = proof.properties;
    assert.deepEqual([only?.verdict, only?.enumerated], ['unknown', [2, 3]]);
    assert.ok(proof.closed.some((c) => c.components.includes('who moved lock')) && proof.closed.some((c) => c.values === 2));
    assert.match(only?.spurious?.rule ?? '', /^condition|^bystander/);
  });
  it('is of global components that a step of a value moves', () => {
    assert.deepEqual(splittable(spinLock('bit', 2), 'process'), ['lock']);
    assert.deepEqual(splittable({ ...spinLock('bit', 2), actions: [] }, 'process'), []);
  });
});
