/** Certificates of proofs, answered by z3; and certificates with a fault in them, which must be noticed. */
import assert from 'node:assert/strict';
import { design as corrected } from '../../../designs/corrected.ts';
import { spinLock } from '../../../examples/spin-lock.ts';
import { addGuard, dropAction, dropGuard, vary, type Variation } from '../../../checker/model/variation.ts';
import { FALSE } from '../../../checker/model/expression.ts';
import type { Family } from '../../../checker/model/design.ts';
import { Certificate, script } from '../../../checker/prove/smt/certificate.ts';
import { askZ3 } from '../../../checker/prove/smt/z3.ts';
import { cli } from '../../cli/in-process.ts';
import { closedSet } from '../containment.ts';

const lock: Family = { sort: 'process', system: (n) => spinLock('owner', n) };
const changed = (f: Family, ...by: Variation[]): Family => ({ ...f, system: (n) => vary(f.system(n), 'changed', ...by) });
const fails = async (c: Certificate, tasks: ReturnType<typeof closedSet>['subject']['tasks']): Promise<string[]> => (await askZ3(script(c, tasks))).filter((a) => a.answer !== 'unsat').map((a) => a.name);

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
  });
});
