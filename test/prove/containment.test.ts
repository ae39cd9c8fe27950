import assert from 'node:assert/strict';
import { spinLock } from '../../examples/spin-lock.ts';
import { design as corrected } from '../../designs/corrected.ts';
import { design as q35 } from '../../designs/rfc-v5-q35.ts';
import type { Family } from '../../checker/model/design.ts';
import { closedSet, contained } from './containment.ts';

const lock = (way: 'owner' | 'bit' | 'broken'): Family => ({ sort: 'process', system: (n) => spinLock(way, n) });

describe('the abstract set contains what is enumerated', () => {
  for (const way of ['owner', 'bit', 'broken'] as const)
    it(`spin-lock, ${way}`, () => {
      const set = closedSet(lock(way));
      for (const size of [2, 3, 4]) {
        const { missing, views } = contained(lock(way), size, set);
        assert.equal(missing, undefined);
        assert.ok(views > size);
      }
    });
  it('notices a set that lacks a state', () => {
    const full = closedSet(lock('owner'));
    const small = { ...full, fixpoint: closedSet({ sort: 'process', system: (n) => ({ ...spinLock('owner', n), actions: spinLock('owner', n).actions.filter((a) => a.event !== 'enter') }) }).fixpoint };
    assert.match(contained(lock('owner'), 2, { ...full, fixpoint: small.fixpoint }).missing ?? '', /critical/);
  });
  // The smallest families of the real machine; larger ones, of every design, in containment.spec.ts.
  for (const [design, id] of [[corrected, 'boot+cold-documented'], [q35, 'boot+cold+hot']] as const)
    it(`${design.name}, ${id}: all of 2 slots, and 1,000 states of 3 and of 4, breadth first and depth first`, () => {
      const { family } = design.configurations.find((c) => c.id === id)!;
      const set = closedSet(family!);
      assert.equal(contained(family!, 2, set).missing, undefined);
      for (const size of [3, 4]) for (const order of ['breadth', 'depth'] as const) assert.equal(contained(family!, size, set, { limit: 1000, order }).missing, undefined, `${size} slots, ${order} first`);
    }).timeout(60_000);
});
