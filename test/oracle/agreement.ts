/** What must be equal between the engine and the oracles on one system. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import { replay } from '../../checker/explore/replay.ts';
import type { Exploration, Trace, Verdict } from '../../checker/explore/result.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { isLiveness } from '../../checker/model/property.ts';
import type { System } from '../../checker/model/system.ts';
import { cleanPart, judge, type NaiveVerdict } from '../../checker/oracle/judge.ts';
import { keyOf, naive, type NaiveGraph } from '../../checker/oracle/naive.ts';
import { differingEntries } from '../../checker/oracle/tables.ts';
import { adjacency, type KeyedGraph } from '../../checker/oracle/xstate-graph.ts';
import { engineGraph, labelsOf } from '../explore/engine-graph.ts';

const sorted = (g: KeyedGraph): [string, [string, string][]][] => [...g].map(([k, row]) => [k, [...row].sort()] as [string, [string, string][]]).sort();

const keyed = (g: NaiveGraph): KeyedGraph => {
  const out = new Map(g.states.map((s) => [keyOf(s.labels), new Map<string, string>()] as const));
  for (const e of g.edges) out.get(keyOf(g.states[e.from]!.labels))!.set(e.move.label, keyOf(g.states[e.to]!.labels));
  return out;
};

/** The engine's graph is the naive explorer's: states, steps, counts and depth. */
export const assertSameGraph = (engine: Awaited<ReturnType<typeof engineGraph>>, graph: NaiveGraph): void => {
  assert.deepEqual(sorted(engine.edges), sorted(keyed(graph)));
  assert.equal(engine.result.states, graph.states.length);
  assert.equal(engine.result.transitions, graph.edges.length);
  assert.equal(engine.result.depth, Math.max(...graph.states.map((s) => s.depth)));
};

/** Compare all; the engine's result is returned. */
export const assertAgreement = async (system: System): Promise<{ result: Exploration; graph: NaiveGraph }> => {
  const ir = compose(system);
  assert.deepEqual(differingEntries(system, ir), []);
  const engine = await engineGraph(ir);
  const graph = naive(system);
  const { result } = engine;
  if (graph.defect || result.defect) {
    assert.equal(result.reason?.code, 'defect');
    const { instance, event, localState, action, depth } = graph.defect!;
    assert.deepEqual(
      { instance: result.defect!.instance, event: result.defect!.event, localState: result.defect!.localState, action: ir.actions[result.defect!.action]!.label, depth: result.defect!.trace.steps.length },
      { instance, event, localState, action, depth },
    );
    return { result, graph };
  }
  assertSameGraph(engine, graph);
  assert.deepEqual(sorted(adjacency(system)), sorted(keyed(graph)));
  const verdicts = judge(graph);
  assert.deepEqual(result.verdicts.slice(1).map(comparable), verdicts.map(comparable));
  await assertBehind(ir, result, graph, verdicts);
  replayShortest(system, ir, result);
  await assertPackingIrrelevant(ir, result);
  await assertStoreIrrelevant(ir, result);
  await assertOrderIrrelevant(ir, result);
  return { result, graph };
};

const comparable = ({ id, count, depth, vacuous }: Verdict | NaiveVerdict): object => ({ id, count, depth, vacuous });

/** "Only behind another violation" means: nowhere in the part that is reached without passing one. */
const assertBehind = async (ir: Ir, result: Exploration, graph: NaiveGraph, verdicts: readonly NaiveVerdict[]): Promise<void> => {
  const clean = cleanPart(graph, verdicts);
  const expected = verdicts.map((v, k) => {
    const step = ir.properties[k]!.kind === 'step';
    return v.count > 0 && !v.found.some((x) => (step ? clean.left.has(graph.edges[x]!.from) : clean.states.has(x)));
  });
  assert.deepEqual(result.verdicts.slice(1).map((v) => v.behind !== undefined), expected);
  const { states } = await explore({ ...ir, properties: ir.properties.filter((p) => !isLiveness(p.kind)) }, { expandViolating: false });
  assert.equal(states, clean.states.size);
};

/** Every trace that the engine shows is a behaviour of the machines themselves. */
const replayShortest = (system: System, ir: Ir, result: Exploration): void => {
  const traces = result.verdicts.flatMap((v) => (v.trace ? [v.trace] : []));
  const longest = traces.reduce<Trace | undefined>((best, t) => (best === undefined || t.steps.length > best.steps.length ? t : best), undefined);
  if (!longest) return;
  const states = [longest.initial, ...longest.steps.map((s) => s.state)].map((s) => labelsOf(ir, s));
  const r = replay(system, { labels: longest.steps.map((s) => ir.actions[s.action]!.label), states });
  assert.equal(r.divergence, undefined);
};

/** States packed in narrow fields that must be widened, and in bundles that must be divided; the kernel from the first state on: nothing of the result depends on it. */
const assertPackingIrrelevant = async (ir: Ir, result: Exploration): Promise<void> => {
  for (const options of [{ packing: { bits: 1, many: 2 } }, { kernel: { from: 1 } }, { packing: { bits: 1, many: 2 }, kernel: { from: 1 } }]) {
    const other = await explore(ir, options);
    assert.deepEqual({ ...other, bytes: 0, elapsedMs: 0 }, { ...result, bytes: 0, elapsedMs: 0 });
  }
};

/** A set that only tells whether a state is new, with the kernel and without, decides all but what the steps of states decide. */
const assertStoreIrrelevant = async (ir: Ir, result: Exploration): Promise<void> => {
  const view = ({ verdicts, ...r }: Exploration): object => ({ ...r, bytes: 0, elapsedMs: 0, store: '', complete: true, reason: '', verdicts: verdicts.filter((v) => v.kind !== 'stuck') });
  for (const options of [{ store: 'compressed', kernel: { from: 1 } }, { store: 'bitmap', packing: { bits: 1, many: 2 }, kernel: { from: 1, pages: 1 } }] as const) {
    const other = await explore(ir, options);
    assert.equal(other.store, options.store);
    assert.deepEqual(view(other), view(result));
  }
};

/** Another order within a level changes no count, verdict or depth. */
const assertOrderIrrelevant = async (ir: Ir, result: Exploration): Promise<void> => {
  const other = await explore(ir, { order: 'reverse' });
  const view = (r: Exploration): object => ({ states: r.states, transitions: r.transitions, levels: r.levels, taken: r.taken, verdicts: r.verdicts.map((v) => ({ ...comparable(v), outcome: v.outcome })) });
  assert.deepEqual(view(other), view(result));
};
