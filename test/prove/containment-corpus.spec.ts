/**
 * As containment.spec.ts, for the entries of the corpus that have a family, each as it is changed in a configuration of its own. A few
 * drawn by the commit's hash; VCPUHP_ENTRIES=all for every one, or names.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { corpusDesigns } from '../../checker/cli/input/designs.ts';
import { mostAsked } from '../../checker/prove/prove.ts';
import { drawn } from '../engines/draw.ts';
import { closedSet, contained } from './containment.ts';

const DRAWN = 2;
/** States looked at, breadth first and depth first. */
const LIMIT = { 2: 5000, 3: 500, 4: 500 };

const families = (await corpusDesigns()).flatMap(({ design }) => design.configurations.flatMap((c) => (c.family ? [{ name: design.name, id: c.id, family: c.family }] : [])).slice(0, 1));
const { VCPUHP_ENTRIES: asked } = process.env;
const names = families.map((f) => f.name);
const chosen = asked === 'all' ? names : asked === undefined ? drawn(names, execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim(), DRAWN) : asked.split(',');

describe('the abstract set contains what is enumerated, for entries of the corpus', () => {
  for (const { name, id, family } of families.filter((f) => chosen.includes(f.name)))
    it(`${name}, ${id}: the first states of 2, 3 and 4 slots`, () => {
      const set = closedSet(family, { components: (s) => mostAsked(s).components });
      for (const size of [2, 3, 4] as const)
        for (const order of ['breadth', 'depth'] as const) {
          const { missing, states } = contained(family, size, set, { limit: LIMIT[size], order });
          assert.equal(missing, undefined, `${size} slots, ${order} first`);
          assert.ok(states > 1);
        }
    });
});
