/** As containment.test.ts, for every design: what `npm test` has no time for. */
import assert from 'node:assert/strict';
import type { Design, Family } from '../../checker/model/design.ts';
import { dropEffect, vary } from '../../checker/model/variation.ts';
import { mostAsked } from '../../checker/prove/prove.ts';
import { design as corrected } from '../../designs/corrected.ts';
import { design as keepObjects } from '../../designs/proposals/keep-objects.ts';
import { design as q35 } from '../../designs/rfc-v5-q35.ts';
import { design as rfcV5 } from '../../designs/rfc-v5.ts';
import { withoutSections } from '../../designs/sections-first.ts';
import { closedSet, contained } from './containment.ts';

const familyOf = (d: Design, id: string): Family => d.configurations.find((c) => c.id === id)!.family!;
/** sections-first is too large in its own configurations: its difference, in the smallest one. */
const sectionsFirst = (f: Family): Family => ({ ...f, system: (n) => vary(f.system(n), 'sections-first', ...['main.realize', 'main.realize_fail'].flatMap(withoutSections)) });

/** A configuration each, of which 2 slots can be enumerated to the end by the interpreter; and components that are not looked at, so that the set is smaller. */
const CASES: readonly (readonly [string, string, Family, ...string[]])[] = [
  ...(
    [
      [rfcV5, 'boot+hot+hot-documented'],
      [rfcV5, 'boot+hot-secure'],
      [rfcV5, 'boot+cold+cli-no-ged'],
      [corrected, 'boot+hot+hot-documented'],
      [corrected, 'boot+cold+hot-documented'],
      [q35, 'boot+cold+hot'],
      [keepObjects, 'boot+hot+hot-documented'],
    ] as const
  ).map(([d, id]) => [d.name, id, familyOf(d, id)] as const),
  ['sections-first', 'boot+hot-secure', sectionsFirst(familyOf(rfcV5, 'boot+hot-secure')), 'inserting', 'removing', 'fwRemove', 'registers'],
];
const LIMIT = 2000;

describe('the abstract set contains what is enumerated, for every design', () => {
  for (const [design, id, family, ...without] of CASES)
    it(`${design}, ${id}${without.length ? ` without ${without.join(', ')}` : ''}: all of 2 slots, and ${LIMIT} states of 3 and of 4, breadth first and depth first`, () => {
      const set = closedSet(family, { components: (s) => mostAsked(s).components.filter((c) => !without.includes(c)) });
      const two = contained(family, 2, set);
      assert.equal(two.missing, undefined, '2 slots');
      assert.ok(two.states > 100);
      for (const size of [3, 4]) for (const order of ['breadth', 'depth'] as const) assert.equal(contained(family, size, set, { limit: LIMIT, order }).missing, undefined, `${size} slots, ${order} first`);
    });
  it(`corrected, boot+cold+hot-documented, names counted: all of 2 slots, and ${LIMIT} states of 3, breadth first and depth first`, () => {
    const family = familyOf(corrected, 'boot+cold+hot-documented');
    const set = closedSet(family, { namesCounted: true, components: (s) => [...mostAsked(s).components, 'named by eject'] });
    assert.equal(contained(family, 2, set).missing, undefined, '2 slots');
    for (const order of ['breadth', 'depth'] as const) assert.equal(contained(family, 3, set, { limit: LIMIT, order }).missing, undefined, `3 slots, ${order} first`);
  });
  it('notices a set of a machine that lacks an effect', () => {
    const family = familyOf(rfcV5, 'boot+hot-secure');
    const set = closedSet({ ...family, system: (n) => vary(family.system(n), 'lacking', dropEffect('vcpu.eject', 'gic')) }, { components: (s) => mostAsked(s).components });
    assert.match(contained(family, 2, set).missing ?? '', /^value 1/);
  });
});
