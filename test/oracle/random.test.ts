/** Random systems through the engine, the naive explorer and @xstate/graph: same graph, verdicts, depths (R15). */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import { assertAgreement } from './agreement.ts';
import { randomSystem } from './random-system.ts';

const runs = Number(process.env['VCPUHP_RANDOM'] ?? 1000);
const seed = Number(process.env['VCPUHP_SEED'] ?? Date.now() % 2 ** 31);

const MOST_STATES = 1500;

/** Everything that a share of the systems must have, or the agreement says little. */
const WANTED = ['regions', 'selfTarget', 'stateIn', 'family', 'closedList', 'quantifier', 'first', 'count', 'value', 'choose', 'each', 'join', 'override', 'terminal', 'twoIndices',
  'defect', 'deadlock', 'stuck', 'deep', 'violated', 'held', 'vacuous', 'behind'] as const;

describe('random systems', function () {
  this.timeout(0);

  it(`agree between engine, naive explorer and @xstate/graph (VCPUHP_RANDOM=${runs} VCPUHP_SEED=${seed})`, async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const { system, features } = randomSystem(draw);
        // The oracles take some 0.1 ms an edge.
        fc.pre((await explore(compose(system))).states <= MOST_STATES);
        const { result } = await assertAgreement(system);
        const verdict = (id: string) => result.verdicts.find((v) => v.id === id)!;
        const met = {
          defect: result.defect !== undefined,
          deadlock: verdict('Dead').count > 0,
          stuck: verdict('Stuck').count > 0,
          deep: result.depth > 5,
          violated: verdict('Always').outcome === 'violated',
          held: verdict('Always').outcome === 'holds',
          vacuous: verdict('StepImplies').vacuous || verdict('AlwaysForAll').vacuous,
          behind: result.verdicts.some((v) => v.behind),
        };
        for (const f of [...features, ...Object.entries(met).flatMap(([k, yes]) => (yes ? [k] : []))]) seen.set(f, (seen.get(f) ?? 0) + 1);
      }),
      { seed, numRuns: runs, endOnFailure: true },
    );
    const rare = WANTED.filter((f) => (seen.get(f) ?? 0) < runs * 0.05).map((f) => `${f}: ${seen.get(f) ?? 0} of ${runs}`);
    assert.deepEqual(rare, []);
  });
});
