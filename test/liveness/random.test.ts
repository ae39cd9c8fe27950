/** Liveness of random systems: the engine against the textbook on the explicit graph, and every lasso against the interpreter and XState. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explore } from '../../checker/explore/explore.ts';
import { replay } from '../../checker/explore/replay.ts';
import type { PartVerdict, Verdict } from '../../checker/explore/result.ts';
import { accountOf, type Account } from '../../checker/liveness/account.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { isProgress } from '../../checker/model/property.ts';
import type { System } from '../../checker/model/system.ts';
import { cleanPart, verdict, judge } from '../../checker/oracle/judge.ts';
import { naive, type NaiveGraph } from '../../checker/oracle/naive.ts';
import { judgeLiveness } from '../../checker/oracle/progress.ts';
import { decide } from '../../checker/reduce/decide.ts';
import { labelsOf } from '../explore/engine-graph.ts';
import { composed, randomLiveSystem } from '../oracle/random-live-system.ts';

const runs = Number(process.env['VCPUHP_RANDOM'] ?? 1000);
const seed = Number(process.env['VCPUHP_SEED'] ?? Date.now() % 2 ** 31);
const MOST_STATES = 300;

/** Each must be met in at least 1 % of the systems, those before the bar in 5 %. */
const OFTEN = ['leadsTo violated', 'leadsTo holds', 'eventually violated', 'eventually holds', 'alwaysEventually violated', 'alwaysEventually holds', 'eventuallyAlways violated', 'eventuallyAlways holds', 'recoverable violated', 'recoverable holds', 'loop', 'strong needed', 'antecedent', 'behind', 'halt'];
const SOMETIMES = ['quiescence', 'long loop', 'dead', 'ends', 'unsatisfiable', 'implied', 'taken', 'disabled', 'holds', 'neverEnabled', 'trap entered', 'exits'];

const assertPart = (system: System, ir: Ir, v: Verdict, part: PartVerdict, k: number): Account | undefined => {
  const p = ir.properties.find((x) => x.id === v.id)!;
  if (!isProgress(p.kind) || !part.trace) return undefined;
  const lasso = { trace: part.trace, ...part.lasso! };
  const account = accountOf(ir, p.kind, p.parts[k]!, lasso);
  const states = [part.trace.initial, ...part.trace.steps.map((s) => s.state)];
  const r = replay(system, { labels: part.trace.steps.map((s) => ir.actions[s.action]!.label), states: states.map((s) => labelsOf(ir, s)) });
  assert.equal(r.divergence, undefined);
  assert.deepEqual(Object.values(r.last), labelsOf(ir, states[lasso.loop]!));
  return account;
};

/** Slices say the same, and their lassos come round in the whole system. What they do not see cannot stand before a violation. */
const assertSlices = async (ir: Ir, whole: readonly Verdict[]): Promise<void> => {
  const sliced = await decide(ir);
  const view = (v: Verdict): object => ({ id: v.id, outcome: v.outcome, parts: v.parts.map((x) => [x.outcome, x.vacuity, x.trap?.entered]) });
  assert.deepEqual(sliced.verdicts.slice(1).map(view), whole.map(view));
  sliced.verdicts.slice(1).forEach((v, n) => {
    const p = ir.properties[n]!;
    assert.ok(!v.behind || whole[n]!.behind);
    v.parts.forEach((x, k) => x.lasso && isProgress(p.kind) && accountOf(ir, p.kind, p.parts[k]!, { trace: x.trace!, ...x.lasso }));
  });
};

/** What lies behind a violation is what the textbook does not find in the clean part of the graph. */
const assertBehind = (g: NaiveGraph, ir: Ir, found: readonly Verdict[]): void => {
  const all = judge(g);
  const { states, left } = cleanPart(g, all);
  const forbidden = new Set(all.find((v) => v.id === 'NoStep')!.found);
  const edges = g.edges.filter((e, k) => left.has(e.from) && !forbidden.has(k));
  const expected = g.moves.world.system.properties.map((p, k) => p.kind !== 'always' && p.kind !== 'step' && all[k]!.count > 0 && verdict(g, p, { states, edges }).count === 0);
  assert.deepEqual(found.map((v, k) => expected[k] === (v.behind !== undefined) || v.kind === 'always' || v.kind === 'step'), ir.properties.map(() => true));
};

describe('liveness of random systems', function () {
  this.timeout(0);

  it(`agrees with the textbook (VCPUHP_RANDOM=${runs} VCPUHP_SEED=${seed})`, async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const system = randomLiveSystem(draw);
        const ir = composed(system);
        fc.pre(ir !== undefined);
        const result = await explore(ir!);
        fc.pre(result.states <= MOST_STATES && !result.defect);
        const graph = naive(system);
        const met = new Set<string>();
        const verdicts = result.verdicts.slice(1);
        verdicts.forEach((v, n) => {
          const p = system.properties[n]!;
          if (p.kind === 'always' || p.kind === 'step') return;
          const told = verdict(graph, p);
          assert.deepEqual({ id: v.id, count: v.count, vacuous: v.vacuous, ...(isProgress(v.kind) ? {} : { depth: v.depth }) }, { id: p.id, count: told.count, vacuous: told.vacuous, ...(isProgress(v.kind) ? {} : { depth: told.depth }) });
          assert.equal(v.outcome, told.count > 0 ? 'violated' : 'holds');
          assert.ok(p.kind !== 'sometimes' && p.kind !== 'whenQuiescent' && p.kind !== 'dead' && p.kind !== 'stuck' && p.kind !== 'survives');
          const parts = judgeLiveness(graph, p);
          assert.deepEqual(v.parts.map((x) => [x.count, x.vacuity]), parts.map((x) => [x.found.size, x.vacuity]));
          if (!v.vacuous) met.add(`${v.kind} ${v.outcome}`);
          if (v.behind) met.add('behind');
          v.parts.forEach((x, k) => {
            if (x.vacuity) met.add(x.vacuity);
            if (x.trap && x.trap.entered > 0) met.add('trap entered');
            if (x.trap && x.trap.exits.length > 0) met.add('exits');
            const account = assertPart(system, ir!, v, x, k);
            if (!account) return;
            met.add(account.ending === 'livelock' ? 'loop' : account.ending);
            if (x.trace!.steps.length - x.lasso!.loop > 1) met.add('long loop');
            account.fairness.forEach((f) => met.add(f.because));
          });
        });
        assertBehind(graph, ir!, verdicts);
        await assertSlices(ir!, verdicts);
        const of = (id: string) => verdicts.find((v) => v.id === id)!;
        if (of('Weak').outcome === 'violated' && of('Strong').outcome === 'holds') met.add('strong needed');
        assert.ok(of('Weak').outcome === 'violated' || of('Strong').outcome === 'holds', 'strong fairness is the stronger assumption');
        for (const m of met) seen.set(m, (seen.get(m) ?? 0) + 1);
      }),
      { seed, numRuns: runs, endOnFailure: true },
    );
    const rare = [...OFTEN.map((m) => [m, 0.05] as const), ...SOMETIMES.map((m) => [m, 0.01] as const)].filter(([m, share]) => (seen.get(m) ?? 0) < runs * share);
    assert.deepEqual(rare.map(([m]) => `${m}: ${seen.get(m) ?? 0} of ${runs}`), []);
  });
});
