import assert from 'node:assert/strict';
import { spinLock } from '../../examples/spin-lock.ts';
import { design as corrected } from '../../designs/corrected.ts';
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
  // The smallest family of the real machine; larger ones in containment.spec.ts.
  it('corrected, boot+cold-documented, 2 slots and a part of 3', () => {
    const { family } = corrected.configurations.find((c) => c.id === 'boot+cold-documented')!;
    const set = closedSet(family!);
    assert.equal(contained(family!, 2, set).missing, undefined);
    assert.equal(contained(family!, 3, set, 5000).missing, undefined);
    assert.equal(contained(family!, 4, set, 5000).missing, undefined);
  }).timeout(60_000);
});
