/** Random systems with properties of progress, through our engine and SPIN: equal verdicts, and lassos that are lassos. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explore } from '../../checker/explore/explore.ts';
import { unexportable } from '../../checker/export/program/behaviours.ts';
import { isProgress } from '../../checker/model/property.ts';
import { composed, randomLiveSystem } from '../oracle/random-live-system.ts';
import { exportsOf } from './agreement.ts';
import { number } from './draw.ts';
import { assertLivenessAgrees } from './liveness.ts';
import { getOptions } from './options.ts';

const { random, seed, record } = getOptions();

/** Each system has several formulas; gcc's time is what they cost. */
const runs = Math.ceil(random / 3);
const MOST_STATES = 2000;
const MOST_FORMULAS = 2;
/** Half of the systems are drawn for a property that holds: most random ones fail. */
const WANTED = ['holds', 'violated'] as const;

describe('random systems with properties of progress, and SPIN', function () {
  this.timeout(0);
  if (runs === 0 || record) return;

  it(`agree (${runs} systems, --seed ${seed})`, async () => {
    const seen = { broken: 0, kept: 0, bySpin: 0 };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...WANTED), fc.gen(), async (wanted, draw) => {
        const drawn = randomLiveSystem(draw);
        const ir = composed({ ...drawn, properties: drawn.properties.filter((p) => isProgress(p.kind)) });
        fc.pre(ir !== undefined);
        const found = await explore(ir!, { behind: false });
        fc.pre(found.defect === undefined && found.states >= 4 && found.states <= MOST_STATES);
        // Those that are wanted come first.
        const rank = (id: string): number => Number(!found.verdicts.some((v) => v.id === id && !v.vacuous && v.outcome === wanted));
        const asked = ir!.properties.filter((p) => unexportable(p) === undefined).sort((a, b) => rank(a.id) - rank(b.id));
        fc.pre(asked.some((p) => rank(p.id) === 0));
        const { broken, kept, bySpin } = await assertLivenessAgrees({ ...ir!, properties: asked }, { optimise: '-O0', most: MOST_FORMULAS }).catch((e: unknown) => {
          throw new Error(`${String(e)}\nThe system, in Promela:\n${exportsOf(ir!).promela}`, { cause: e });
        });
        seen.broken += broken;
        seen.kept += kept;
        seen.bySpin += bySpin;
      }),
      { seed: number(seed), numRuns: runs, interruptAfterTimeLimit: 5 * 60_000, markInterruptAsFailure: true },
    );
    assert.ok(seen.broken >= runs / 4 && seen.kept >= runs / 4 && seen.bySpin >= runs / 4, JSON.stringify(seen));
  });
});
