/** As containment.test.ts, for larger families: what `npm test` has no time for. */
import assert from 'node:assert/strict';
import { design as corrected } from '../../designs/corrected.ts';
import { closedSet, contained } from './containment.ts';

/** Some thousand states each, by depth first, so that they lie far from the start. */
const STATES = 4000;

describe('the abstract set contains what is enumerated: cold and hot-pluggable slots together', () => {
  it('corrected, boot+cold+hot-documented', () => {
    const { family } = corrected.configurations.find((c) => c.id === 'boot+cold+hot-documented')!;
    const set = closedSet(family!);
    for (const size of [2, 3, 4]) assert.equal(contained(family!, size, set, STATES).missing, undefined, `${size} slots`);
  });
});
