/**
 * The explored graph seen through a few components: states that agree on them are one node. Data for writers of DOT or
 * Mermaid; the raw graph is too large to look at.
 */
import type { Ir } from '../model/ir.ts';
import type { ExploreOptions } from './options.ts';
import { Search } from './search.ts';
import { Stepper } from './stepper.ts';
import { ILL_TYPED, TERMINAL, Watch } from './watch.ts';

export interface QuotientNode {
  /** Instance -> local state, of the chosen instances. */
  readonly states: Readonly<Record<string, string>>;
  /** How many states it stands for. */
  readonly count: number;
  /** Ids of properties that some of them violate. */
  readonly violates: readonly string[];
  /** Distance of the nearest of them from the initial state. */
  readonly depth: number;
}
export interface QuotientEdge {
  readonly from: number;
  readonly to: number;
  /** Action family -> how many steps. */
  readonly families: Readonly<Record<string, number>>;
}
export interface Quotient {
  readonly instances: readonly string[];
  /** In order of discovery; node 0 has the initial state. */
  readonly nodes: readonly QuotientNode[];
  readonly edges: readonly QuotientEdge[];
  /** False if the exploration was cut short. */
  readonly complete: boolean;
}

/** Explore and project. `chosen`: component names (all their instances) or instance names. */
export const quotient = async (ir: Ir, chosen: readonly string[], options: ExploreOptions = {}): Promise<Quotient> => {
  const search = new Search(ir, options);
  await search.run();
  const { compiled, store } = search;
  const shown = ir.instances.flatMap((inst, i) => (chosen.includes(inst.name) || chosen.includes(ir.tables[inst.table]!.component) ? [i] : []));
  const stepper = new Stepper(compiled);
  const watch = new Watch(ir, compiled);
  const ids = new Map<string, number>();
  const nodes: { states: Record<string, string>; count: number; violates: Set<string>; depth: number }[] = [];
  const nodeOf = new Int32Array(store.count);
  const ended = new Uint8Array(store.count);
  for (let s = 0; s < store.count; s++) {
    stepper.load(store.chunk(s), store.offset(s));
    const key = shown.map((i) => stepper.codes[i]).join(',');
    let node = ids.get(key);
    if (node === undefined) {
      node = nodes.push({ states: Object.fromEntries(shown.map((i) => named(ir, search, i, stepper.codes[i]!))), count: 0, violates: new Set(), depth: search.depthOf(s) }) - 1;
      ids.set(key, node);
    }
    nodeOf[s] = node;
    nodes[node]!.count++;
    const before = watch.tallies.perProperty.slice();
    if (watch.state(stepper.codes, s, 0) & (TERMINAL | ILL_TYPED)) ended[s] = 1;
    ir.properties.forEach((p, k) => {
      if (p.kind !== 'sometimes' && watch.tallies.perProperty[k + 1]! > before[k + 1]!) nodes[node]!.violates.add(p.id);
    });
  }
  const edges = new Map<string, { from: number; to: number; families: Record<string, number> }>();
  for (let s = 0; s < store.count; s++) {
    if (ended[s]) continue;
    stepper.load(store.chunk(s), store.offset(s));
    const n = stepper.enabled();
    for (let k = 0; k < n; k++) {
      const action = stepper.actions[k]!;
      if (!stepper.apply(action)) continue;
      const to = store.find(stepper.next);
      if (to < 0) continue;
      const key = `${nodeOf[s]} ${nodeOf[to]}`;
      let edge = edges.get(key);
      if (!edge) edges.set(key, (edge = { from: nodeOf[s]!, to: nodeOf[to]!, families: {} }));
      const { name } = ir.actions[action]!;
      edge.families[name] = (edge.families[name] ?? 0) + 1;
    }
  }
  return {
    instances: shown.map((i) => ir.instances[i]!.name),
    nodes: nodes.map((n) => ({ ...n, violates: [...n.violates].sort() })),
    edges: [...edges.values()],
    complete: search.stop === undefined,
  };
};

const named = (ir: Ir, search: Search, i: number, code: number): [string, string] => {
  const inst = ir.instances[i]!;
  const local = search.compiled.layout.domains.states[i]![code]!;
  return [inst.name, ir.tables[inst.table]!.states[local] ?? `(${local})`];
};
