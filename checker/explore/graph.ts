/**
 * The explored graph seen from afar: states that look alike are one node. Data for writers of DOT, Mermaid and SVG; the raw
 * graph is too large to look at.
 */
import type { Ir, IrExpr } from '../model/ir.ts';
import { bisimulationBlocks } from './bisimulation.ts';
import type { ExploreOptions } from './options.ts';
import { Search } from './search.ts';
import { Stepper } from './stepper.ts';
import { ILL_TYPED, TERMINAL, Watch } from './watch.ts';

/** When two states look alike. */
export type View =
  /** They agree on these components (all their instances) or instances. */
  | { readonly kind: 'projection'; readonly on: readonly string[] }
  /** They agree on them, and on what can come next (branching bisimulation); with more than `most` nodes the division is not finished. */
  | { readonly kind: 'bisimulation'; readonly on: readonly string[]; readonly most: number }
  /** The same one of these conditions is the first that holds; where none does, `otherwise`. */
  | { readonly kind: 'classes'; readonly classes: readonly { readonly name: string; readonly e: IrExpr }[]; readonly otherwise: string };

export interface QuotientNode {
  /** Instance -> local state, of the instances looked at; of a class `{ '': its name }`. */
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
  /** In order of discovery; node 0 has the initial state. */
  readonly nodes: readonly QuotientNode[];
  readonly edges: readonly QuotientEdge[];
  /** False if the exploration was cut short. */
  readonly complete: boolean;
}

/** Which class each state is in, and what the class looks like. */
interface Look {
  readonly of: (codes: Int32Array) => string;
  readonly words: (codes: Int32Array) => Record<string, string>;
}

const lookOf = (ir: Ir, search: Search, view: View): Look => {
  if (view.kind === 'classes') {
    const { generator, recoder } = search.compiled;
    const tests = view.classes.map((c) => ({ name: c.name, test: generator.test(recoder.expression(c.e)) }));
    const name = (codes: Int32Array): string => tests.find((t) => t.test(codes))?.name ?? view.otherwise;
    return { of: name, words: (codes) => ({ '': name(codes) }) };
  }
  const shown = ir.instances.flatMap((inst, i) => (view.on.includes(inst.name) || view.on.includes(ir.tables[inst.table]!.component) ? [i] : []));
  return { of: (codes) => shown.map((i) => codes[i]).join(','), words: (codes) => Object.fromEntries(shown.map((i) => named(ir, search, i, codes[i]!))) };
};

/** Explore, and fold what looks alike. */
export const quotient = async (ir: Ir, view: View, options: ExploreOptions = {}): Promise<Quotient> => {
  const search = new Search(ir, options);
  await search.run();
  const look = lookOf(ir, search, view);
  const { store } = search;
  const stepper = new Stepper(search.compiled);
  const classes = new Map<string, number>();
  const classOf = new Int32Array(store.count);
  for (let s = 0; s < store.count; s++) {
    stepper.load(store.chunk(s), store.offset(s));
    const key = look.of(stepper.codes);
    let c = classes.get(key);
    if (c === undefined) classes.set(key, (c = classes.size));
    classOf[s] = c;
  }
  const nodeOf = view.kind === 'bisimulation' ? bisimulationBlocks(stepsOf(search, classOf), classOf, view.most).blocks : classOf;
  return { nodes: nodesOf(search, look, nodeOf), edges: edgesOf(search, nodeOf), complete: search.stop === undefined };
};

const nodesOf = (search: Search, look: Look, nodeOf: Int32Array): QuotientNode[] => {
  const { ir, compiled, store } = search;
  const stepper = new Stepper(compiled);
  const watch = new Watch(ir, compiled);
  const nodes: { states: Record<string, string>; count: number; violates: Set<string>; depth: number }[] = [];
  for (let s = 0; s < store.count; s++) {
    stepper.load(store.chunk(s), store.offset(s));
    const node = (nodes[nodeOf[s]!] ??= { states: look.words(stepper.codes), count: 0, violates: new Set(), depth: search.depthOf(s) });
    node.count++;
    const before = watch.tallies.perProperty.slice();
    watch.state(stepper, s, 0);
    ir.properties.forEach((p, k) => {
      if (p.kind !== 'sometimes' && watch.tallies.perProperty[k + 1]! > before[k + 1]!) node.violates.add(p.id);
    });
  }
  return nodes.map((n) => ({ ...n, violates: [...n.violates].sort() }));
};

/** Every step between states that were found, in order. Nothing goes on where the system has ended. */
const eachStep = (search: Search, visit: (from: number, to: number, action: number) => void): void => {
  const { ir, compiled, store } = search;
  const stepper = new Stepper(compiled);
  const watch = new Watch(ir, compiled);
  for (let s = 0; s < store.count; s++) {
    stepper.load(store.chunk(s), store.offset(s));
    if (watch.state(stepper, s, 0) & (TERMINAL | ILL_TYPED)) continue;
    const n = stepper.enabled();
    for (let k = 0; k < n; k++) {
      const action = stepper.actions[k]!;
      if (!stepper.apply(action)) continue;
      const to = store.find(stepper.next);
      if (to >= 0) visit(s, to, action);
    }
  }
};

/** A step that changes the class is seen, under the name of its family. */
const stepsOf = (search: Search, classOf: Int32Array) => {
  const families = new Map<string, number>();
  const [from, to, label] = [new Int32Array(classOf.length + 1), [] as number[], [] as number[]];
  eachStep(search, (s, t, action) => {
    const { name } = search.ir.actions[action]!;
    if (!families.has(name)) families.set(name, families.size + 1);
    to.push(t);
    label.push(classOf[s] === classOf[t] ? 0 : families.get(name)!);
    from[s + 1] = to.length;
  });
  for (let s = 1; s < from.length; s++) from[s] = Math.max(from[s]!, from[s - 1]!);
  return { from, to: Int32Array.from(to), label: Int32Array.from(label) };
};

const edgesOf = (search: Search, nodeOf: Int32Array): QuotientEdge[] => {
  const edges = new Map<number, { from: number; to: number; families: Record<string, number> }>();
  eachStep(search, (s, t, action) => {
    const [from, to] = [nodeOf[s]!, nodeOf[t]!];
    const key = from * 2 ** 26 + to;
    let edge = edges.get(key);
    if (!edge) edges.set(key, (edge = { from, to, families: {} }));
    const { name } = search.ir.actions[action]!;
    edge.families[name] = (edge.families[name] ?? 0) + 1;
  });
  return [...edges.values()];
};

const named = (ir: Ir, search: Search, i: number, code: number): [string, string] => {
  const inst = ir.instances[i]!;
  const local = search.compiled.layout.domains.states[i]![code]!;
  return [inst.name, ir.tables[inst.table]!.states[local] ?? `(${local})`];
};
