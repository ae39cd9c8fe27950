/** Certificates of proofs, answered by z3; and certificates with a fault in them, which must be noticed. */
import assert from 'node:assert/strict';
import { design as corrected } from '../../../designs/corrected.ts';
import { spinLock } from '../../../examples/spin-lock.ts';
import { addEffect, addGuard, dropAction, dropEffect, dropGuard, vary, type Variation } from '../../../checker/model/variation.ts';
import { and, at, FALSE, ne, ref } from '../../../checker/model/expression.ts';
import { choose, each } from '../../../checker/model/system.ts';
import type { Family } from '../../../checker/model/design.ts';
import { labelsFor } from '../../../checker/prove/labels.ts';
import { prove } from '../../../checker/prove/prove.ts';
import { split } from '../../../checker/prove/split.ts';
import { Certificate, script } from '../../../checker/prove/smt/certificate.ts';
import { askZ3 } from '../../../checker/prove/smt/z3.ts';
import { cli } from '../../cli/in-process.ts';
import { closedSet } from '../containment.ts';
import { children } from '../hands.ts';

const lock: Family = { sort: 'process', system: (n) => spinLock('owner', n) };
const changed = (f: Family, ...by: Variation[]): Family => ({ ...f, system: (n) => vary(f.system(n), 'changed', ...by) });
const fails = async (c: Certificate, tasks: ReturnType<typeof closedSet>['subject']['tasks']): Promise<string[]> => (await askZ3(script({ certificate: c, asked: tasks }))).filter((a) => a.answer !== 'unsat').map((a) => a.name);

describe('certificate', () => {
  const { subject, fixpoint } = closedSet(lock);
  it('of a lock', async () => assert.deepEqual(await fails(new Certificate(fixpoint.space), subject.tasks), []));
  it('without any one of its abstract states', async () => {
    for (let t = 0; t < fixpoint.space.size; t++) assert.notDeepEqual(await fails(new Certificate(fixpoint.space, { drop: (x) => x === t }), subject.tasks), [], `triple ${t}`);
  });
  it('of a system without one of its actions', async () => {
    for (const action of ['process.enter']) {
      const set = closedSet(changed(lock, addGuard(action, 'never', FALSE)));
      const found = await fails(new Certificate(set.fixpoint.space, { of: subject.labels }), subject.tasks);
      assert.ok(found.some((n) => n.startsWith(`preserved by ${action}`)), `${action}: ${found}`);
    }
  });
  it('of a system with a guard more', async () => {
    const weaker = closedSet(changed(lock, dropGuard('process.enter', 'free'))).subject;
    assert.deepEqual(await fails(new Certificate(fixpoint.space, { of: weaker.labels }), subject.tasks), ['preserved by process.enter(p=*)']);
  });
  it('of a property that does not hold', async () => {
    const broken = closedSet({ sort: 'process', system: (n) => spinLock('broken', n) });
    assert.deepEqual((await fails(new Certificate(broken.fixpoint.space), broken.subject.tasks)).sort(), ['property LockIsHeldInside', 'property MutualExclusion']);
  });

  describe('with two values, of a lock of one bit', () => {
    const bit: Family = { sort: 'process', system: (n) => spinLock('bit', n) };
    const { subject, fixpoint } = closedSet(bit, { fixed: 2 });
    it('every property', async () => assert.deepEqual(await fails(new Certificate(fixpoint.space), subject.tasks), []));
    it('without any one of its abstract states', async () => {
      for (let t = 0; t < fixpoint.space.size; t++) assert.notDeepEqual(await fails(new Certificate(fixpoint.space, { drop: (x) => x === t }), []), [], `triple ${t}`);
    });
    it('of a system with an action or a condition that the proof did not see', async () => {
      const locked = closedSet(changed(bit, addGuard('process.enter', 'never', FALSE)), { fixed: 2 }).fixpoint;
      assert.deepEqual(await fails(new Certificate(locked.space, { of: subject.labels }), []), ['preserved by process.enter(p=*)']);
      const weaker = closedSet(changed(bit, dropGuard('process.enter', 'free')), { fixed: 2 }).subject;
      assert.deepEqual(await fails(new Certificate(fixpoint.space, { of: weaker.labels }), []), ['preserved by process.enter(p=*)']);
    });
    it('of a property that does not hold', async () => {
      const broken = closedSet({ sort: 'process', system: (n) => spinLock('broken', n) }, { fixed: 2 });
      assert.deepEqual(await fails(new Certificate(broken.fixpoint.space), broken.subject.tasks), ['property MutualExclusion', 'property LockIsHeldInside']);
    });
  });

  describe('with names counted, of children that hold hands', () => {
    const { subject, fixpoint } = closedSet(children(), { namesCounted: true });
    it('every property', async () => assert.deepEqual(await fails(new Certificate(fixpoint.space), subject.tasks), []));
    it('without any one of its abstract states', async () => {
      const { space } = fixpoint;
      const { ir, viewer } = subject.labels;
      const shown = (tuple: readonly number[], of: readonly number[]): string => tuple.map((s, k) => `${ir.instances[of[k]!]!.name}=${ir.tables[ir.instances[of[k]!]!.table]!.states[s]!}`).join(' ');
      const unnoticed: string[] = [];
      for (let t = 0; t < space.size; t++)
        if ((await fails(new Certificate(space, { drop: (x) => x === t }), subject.tasks)).length === 0) unnoticed.push(`${shown(space.keys[space.keyOf[t]!]!, space.shared)} ${shown(space.locals[space.localOf[t]!]!, space.own[viewer]!)}`);
      // One is held by child 0 and not counted: no state is like that, and the certificate says so.
      assert.deepEqual(unnoticed, ['mood[0]=awake hand[0]=on-1 named by hand[0]=0 mood[1]=awake hand[1]=free named by hand[1]=0']);
    });
    it('of a system with an action or a condition that the proof did not see', async () => {
      const awake = closedSet(changed(children(), dropAction('mood.doze')), { namesCounted: true }).fixpoint;
      assert.deepEqual(await fails(new Certificate(awake.space, { of: subject.labels }), []), ['preserved by mood.doze(p=*)']);
      const weaker = closedSet(children({ asleep: false }), { namesCounted: true }).subject;
      assert.deepEqual(await fails(new Certificate(fixpoint.space, { of: weaker.labels }), []), ['preserved by hand.take(p=* q=*)']);
    });
    it('of a system in which a name comes that nobody counts', async () => {
      // Everybody else takes that hand too, and only one of them is counted.
      const all = choose(ref('hand', ['r']), { when: and(ne('r', 'q'), at('hand', ['r'], 'free')), event: 'take {q}' });
      const crowd = changed(children(), dropEffect('hand.take', 'hand'), addEffect('hand.take', each('r', 'child', all)));
      const labels = Object.assign(Object.create(Object.getPrototypeOf(subject.labels)) as typeof subject.labels, subject.labels, { concrete: crowd.system(labelsFor(1)) });
      const found = await fails(new Certificate(fixpoint.space, { of: labels }), []);
      assert.ok(found.includes('names counted after hand.take(p=* q=*)'), found.join());
    });
  });

  describe('with a global component split, of a lock of one bit', () => {
    const bit = split({ sort: 'process', system: (n) => spinLock('bit', n) }, 'lock');
    const { subject, fixpoint } = closedSet(bit);
    it('every property', async () => assert.deepEqual(await fails(new Certificate(fixpoint.space), subject.tasks), []));
    it('without any one of its abstract states', async () => {
      for (let t = 0; t < fixpoint.space.size; t++) assert.notDeepEqual(await fails(new Certificate(fixpoint.space, { drop: (x) => x === t }), []), [], `triple ${t}`);
    });
  });

  it('of a proof by several sets', async () => {
    const { proof, support } = await prove('bit', { sort: 'process', system: (n) => spinLock('bit', n) });
    assert.deepEqual(proof.properties.map((p) => [p.verdict, p.values]), [['proved', 2], ['proved', 2], ['proved', 1]]);
    const parts = support.map(({ fixpoint, tasks }) => ({ certificate: new Certificate(fixpoint.space), asked: tasks }));
    assert.deepEqual(parts.map((p) => p.asked.map((t) => t.property)).flat().sort(), ['LockIsHeldInside', 'MutualExclusion', 'OnlyLeavingFrees']);
    const answers = await askZ3(script(...parts));
    assert.equal(answers.filter((a) => a.name === 'start').length, parts.length);
    assert.deepEqual(answers.filter((a) => a.answer !== 'unsat'), []);
  });

  describe('of corrected, boot+cold-documented', () => {
    const { family } = corrected.configurations.find((c) => c.id === 'boot+cold-documented')!;
    it('every property', async () => {
      const set = closedSet(family!);
      assert.deepEqual(await fails(new Certificate(set.fixpoint.space), set.subject.tasks), []);
      // A triple in the middle, and one near the end.
      for (const t of [set.fixpoint.space.size >> 1, set.fixpoint.space.size - 7]) assert.notDeepEqual(await fails(new Certificate(set.fixpoint.space, { drop: (x) => x === t }), []), [], `triple ${t}`);
    });
    it('with an action or a guard that the proof did not see', async () => {
      const { subject } = closedSet(family!);
      const without = closedSet(changed(family!, dropAction('vcpu.CPU_OFF'))).fixpoint;
      assert.ok((await fails(new Certificate(without.space, { of: subject.labels }), [])).some((n) => n.startsWith('preserved by vcpu.CPU_OFF')));
      const strong = closedSet(family!).fixpoint;
      const weak = closedSet(changed(family!, dropGuard('vcpu.run', 'poweredOn'))).subject;
      assert.ok((await fails(new Certificate(strong.space, { of: weak.labels }), [])).some((n) => n.startsWith('preserved by vcpu.run')));
    });
  });

  it('from the command line', async () => {
    const { status, out } = await cli(['prove', 'examples/spin-lock.ts', 'owner', '--z3']);
    assert.equal(status, 0);
    assert.match(out, /certificate of 3 properties checked by z3: 6 questions, all unsat/);
    assert.match((await cli(['prove', 'examples/spin-lock.ts', 'bit', '--z3'])).out, /certificate of 3 properties checked by z3: 9 questions, all unsat/);
  });
});
