/** Random systems through our engine, SPIN and Rumur: equal counts, verdicts and depths. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import { randomSystem } from '../oracle/random-system.ts';
import { assertEnginesAgree, exportsOf } from './agreement.ts';
import { number } from './draw.ts';
import { getOptions } from './options.ts';

const { random: runs, seed, record } = getOptions();

/** Larger ones say little more, and the engines' time is for compiling. */
const MOST_STATES = 20_000;
/** Most random systems stop at once. */
const FEWEST_STATES = 4;
/** Shrinking compiles, too. */
const MOST_MINUTES = 9;

/** So often a system is drawn until one is as wanted: the rarest come up once in a few hundred. */
const MOST_DRAWS = 300;

/** Each is drawn for, since most random systems have none of the rarer ones, and the agreement would say little of them. */
const WANTED = ['defect', 'violated', 'held', 'reached', 'step violated', 'dead', 'deep', 'terminal'] as const;

describe('random systems and the engines', function () {
  this.timeout(0);
  if (runs === 0 || record) return;

  it(`agree (--random ${runs} --seed ${seed})`, async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...WANTED), fc.gen(), async (wanted, draw) => {
        const found = await (async () => {
          for (let k = 0; k < MOST_DRAWS; k++) {
            const { system, features } = randomSystem(draw);
            const result = await explore(compose(system), { behind: false });
            if (result.states > MOST_STATES || (result.states < FEWEST_STATES && result.defect === undefined)) continue;
            const violated = (id: string): boolean => (result.verdicts.find((v) => v.id === id)?.count ?? 0) > 0;
            const met: Record<(typeof WANTED)[number], boolean> = {
              defect: result.defect !== undefined,
              violated: violated('Always'),
              held: result.defect === undefined && !violated('Always'),
              reached: violated('Sometimes'),
              'step violated': violated('Step'),
              dead: violated('Dead'),
              deep: result.depth > 5,
              terminal: features.has('terminal'),
            };
            if (met[wanted]) return { system, result, met };
          }
          return undefined;
        })();
        fc.pre(found !== undefined);
        const { system, result, met } = found!;
        await assertEnginesAgree(system, { known: result }).catch((e: unknown) => {
          throw new Error(`${String(e)}\nThe system, in Promela:\n${exportsOf(compose(system)).promela}`, { cause: e });
        });
        for (const w of WANTED) if (met[w]) seen.set(w, (seen.get(w) ?? 0) + 1);
      }),
      { seed: number(seed), numRuns: runs, interruptAfterTimeLimit: MOST_MINUTES * 60_000, markInterruptAsFailure: true },
    );
    assert.deepEqual(WANTED.filter((w) => (seen.get(w) ?? 0) < runs * 0.02).map((w) => `${w}: ${seen.get(w) ?? 0} of ${runs}`), []);
  });
});
