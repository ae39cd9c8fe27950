/** Exact counts of every example, each derived apart from this checker. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import type { Exploration } from '../../checker/explore/result.ts';
import type { DesignModule } from '../../checker/model/design.ts';
import type { System } from '../../checker/model/system.ts';
import * as dieHard from '../../examples/die-hard.ts';
import * as diningPhilosophers from '../../examples/dining-philosophers.ts';
import * as hotplugSketch from '../../examples/hotplug-sketch.ts';
import * as ticketLock from '../../examples/ticket-lock.ts';
import * as twoPhaseCommit from '../../examples/two-phase-commit.ts';
import { twoPhaseByHand } from './two-phase-by-hand.ts';

const run = (system: System): Promise<Exploration> => explore(compose(system));
const counts = ({ states, transitions }: Exploration): [number, number] => [states, transitions];
const outcomes = (r: Exploration): Record<string, string> => Object.fromEntries(r.verdicts.map((v) => [v.id, v.outcome]));
const labels = (system: System, r: Exploration, id: string): string[] => {
  const { actions } = compose(system);
  return r.verdicts.find((v) => v.id === id)!.trace!.steps.map((s) => actions[s.action]!.label);
};

describe('examples', () => {
  it('die hard: 16 states, each with its six moves; solved in six', async () => {
    const system = dieHard.dieHard();
    const r = await run(system);
    assert.deepEqual(counts(r), [16, 16 * 6]);
    assert.deepEqual(outcomes(r), { TypeInvariant: 'holds', BigNeverHoldsFour: 'violated', BigCanHoldFour: 'satisfied' });
    assert.deepEqual(labels(system, r, 'BigNeverHoldsFour'), ['hero.FillBig', 'hero.BigToSmall', 'hero.EmptySmall', 'hero.BigToSmall', 'hero.FillBig', 'hero.BigToSmall']);
  });

  it('two-phase commit: 288 states with 3 resource managers, 8,832 with 5, as TLC and Stateright report', async () => {
    assert.equal((await run(twoPhaseCommit.twoPhaseCommit(3))).states, 288);
    assert.equal((await run(twoPhaseCommit.twoPhaseCommit(5))).states, 8832);
  });

  for (const n of [1, 2, 3, 4])
    it(`two-phase commit with ${n}: states and transitions of the same model by hand`, async () => {
      const r = await run(twoPhaseCommit.twoPhaseCommit(n));
      assert.deepEqual(counts(r), twoPhaseByHand(n));
      assert.deepEqual(outcomes(r), { TypeInvariant: 'holds', Consistent: 'holds', AllCanCommit: 'satisfied' });
    });

  for (const n of [1, 2, 3, 4, 5])
    it(`ticket lock with ${n}: queues counted by permutations`, async () => {
      const r = await run(ticketLock.ticketLock(n));
      assert.deepEqual(counts(r), ticketCounts(n));
      assert.deepEqual(r.verdicts.filter((v) => v.outcome === 'violated' || v.outcome === 'unreached').map((v) => v.id), n > 1 ? ['SomebodyRests'] : []);
      assert.ok(r.verdicts.every((v) => !v.vacuous));
    });

  it('ticket lock with too few tickets: two in the critical section', async () => {
    const system = ticketLock.ticketLock(3, 2);
    const r = await run(system);
    assert.equal(outcomes(r)['MutualExclusion'], 'violated');
    assert.equal(outcomes(r)['TicketsAreDistinct'], 'violated');
    assert.equal(r.verdicts.find((v) => v.id === 'MutualExclusion')!.depth, 5);
  });

  /** From SPIN, TLC and explorers by hand (N, CPU 0 may go offline: states, transitions). */
  const sketch: readonly (readonly [number, boolean, number, number])[] = [
    [2, false, 110, 240],
    [2, true, 210, 556],
    [3, false, 2064, 7276],
    [3, true, 4032, 16_856],
    [4, false, 37_956, 194_813],
    [4, true, 75_014, 443_944],
  ];
  for (const [n, boot, states, transitions] of sketch)
    it(`hotplug sketch ${n},${boot ? 1 : 0}: ${states} states, ${transitions} transitions`, async () => {
      const r = await run(hotplugSketch.hotplugSketch(n, boot));
      assert.deepEqual(counts(r), [states, transitions]);
      assert.ok(r.verdicts.every((v) => v.outcome === 'holds' && !v.vacuous));
    });

  const modules: Record<string, DesignModule> = { dieHard, diningPhilosophers, hotplugSketch, ticketLock, twoPhaseCommit };
  for (const [name, { design }] of Object.entries(modules))
    it(`${name} is a design whose quick configurations violate what it says`, async () => {
      const quick = design.configurations.filter((c) => c.tier === 'quick');
      assert.ok(quick.length > 0);
      const violated = new Set<string>();
      for (const c of quick) for (const v of (await run(c.system())).verdicts) if (v.outcome === 'violated' || v.outcome === 'unreached') violated.add(v.id);
      assert.deepEqual([...violated].sort(), [...design.violates].sort());
    });
});

/**
 * A state is the ticket served (n), and the queue: k of n processes in order, of which the first, if any, waits or is in
 * its critical section. From it each idle process may take a ticket, and the first may enter or leave.
 */
const ticketCounts = (n: number): [number, number] => {
  let states = 1;
  let transitions = n;
  for (let k = 1, orders = 1; k <= n; k++) {
    orders *= n - k + 1;
    states += 2 * orders;
    transitions += 2 * orders * (n - k + 1);
  }
  return [n * states, n * transitions];
};
