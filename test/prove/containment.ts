/** The projections of enumerated states: every state of a size must be in the abstract set, whoever looks on. */
import { compose } from '../../checker/compile/compose.ts';
import { enabledActions, initialState, step } from '../../checker/ir/interpret.ts';
import type { Family } from '../../checker/model/design.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { Fixpoint } from '../../checker/prove/fixpoint.ts';
import { Subject } from '../../checker/prove/attempt.ts';

export interface Contained {
  readonly states: number;
  readonly views: number;
  /** The first state that some value sees and the set lacks. */
  readonly missing: string | undefined;
}

export interface SetOptions {
  readonly fixed?: number;
  /** Default: all. */
  readonly components?: (s: Subject) => readonly string[];
  /** Each value knows how many others name it. */
  readonly namesCounted?: boolean;
}

/** The closed set of a family with so many values looked at. */
export const closedSet = (family: Family, { fixed = 1, components, namesCounted = false }: SetOptions = {}): { readonly subject: Subject; readonly fixpoint: Fixpoint } => {
  const plain = new Subject(family, fixed, () => true);
  const subject = namesCounted ? plain.withBackReferences()! : plain;
  const fixpoint = new Fixpoint(subject.labels, { components: new Set(components?.(subject) ?? subject.components) });
  fixpoint.run();
  return { subject, fixpoint };
};

export interface Prefix {
  /** At most so many states. Default: all. */
  readonly limit?: number;
  /** `depth`: what lies far from the start comes early. Default `breadth`. */
  readonly order?: 'breadth' | 'depth';
}

/**
 * Enumerate the family with `size` values, by the interpreter, and look every state up as each of its values sees it. Names of local
 * states are what the two have in common: the enumeration shares no code with the labels.
 */
export const contained = (family: Family, size: number, { subject, fixpoint }: ReturnType<typeof closedSet>, { limit = Infinity, order = 'breadth' }: Prefix = {}): Contained => {
  const ir = compose({ ...family.system(size), properties: [] });
  const { labels } = subject;
  const { space } = fixpoint;
  const views = Array.from({ length: size }, (_, v) => (v === 0 ? [] : seenBy(v, ir, labels, family.sort)));
  const counts = Array.from({ length: size }, (_, v) => (v === 0 ? [] : countsOf(v, ir, labels)));
  const seen = new Int32Array(labels.ir.instances.length);
  const known = new Set<string>();
  const queue: number[][] = [];
  const add = (s: number[]): void => {
    const text = s.join();
    if (known.has(text) || known.size >= limit) return;
    known.add(text);
    queue.push(s);
  };
  add(initialState(ir));
  let looked = 0;
  for (let k = 0; order === 'breadth' ? k < queue.length : queue.length > 0; k++) {
    const s = order === 'breadth' ? queue[k]! : queue.pop()!;
    for (let v = 1; v < size; v++) {
      looked++;
      seen.fill(-1);
      for (const { from, to, states } of views[v]!) seen[to] = states(s[from]!);
      for (const { to, naming } of counts[v]!) seen[to] = Math.min(2, naming.filter(({ from, names }) => names(s[from]!)).length);
      const key = space.knownKey(labels.viewer, seen) ?? -1;
      const local = space.localSeenBy(labels.viewer, space.own[labels.viewer]!.map((i) => seen[i]!));
      if (space.triple(key, local) < 0) return { states: known.size, views: looked, missing: `value ${v}: ${s.map((x, i) => `${ir.instances[i]!.name}=${ir.tables[ir.instances[i]!.table]!.states[x]!}`).join(' ')}` };
    }
    for (const a of enabledActions(ir, s)) add(step(ir, a, s));
  }
  return { states: known.size, views: looked, missing: undefined };
};

/** Where the instances that value `v` sees stand among the labels, and which of their states is which. */
const seenBy = (v: number, ir: Ir, labels: Subject['labels'], sort: string): { readonly from: number; readonly to: number; readonly states: (s: number) => number }[] => {
  const at = new Map(labels.ir.instances.map((x, i) => [x.name, i]));
  return ir.instances.flatMap((x, from) => {
    const table = ir.tables[x.table]!;
    const value = x.index[table.index.indexOf(sort)];
    if (value !== undefined && value !== 0 && value !== v) return [];
    const index = x.index.map((n, d) => (table.index[d] === sort && n === v ? labels.viewer : n));
    const to = at.get(index.length ? `${table.component}[${index.join()}]` : x.name);
    if (to === undefined || labels.unknown.includes(to)) return [];
    const known: number[] = [];
    return [{ from, to, states: (s: number): number => (known[s] ??= stateNamed(labels, to, table.states[s]!, (n) => (n === 0 ? 0 : n === v ? labels.viewer : labels.other))) }];
  });
};

/** What counts the names of `v` and of value 0 (which is never counted), and the instances that may name it. */
const countsOf = (v: number, ir: Ir, labels: Subject['labels']): { readonly to: number; readonly naming: readonly { readonly from: number; readonly names: (s: number) => boolean }[] }[] =>
  labels.ir.tables.flatMap(({ component }, t) => {
    if (!component.startsWith('named by ')) return [];
    const of = labels.ir.tables.findIndex((x) => component === `named by ${x.component}`);
    const any = labels.ir.instances.findIndex((x) => x.table === of);
    const naming = ir.instances.flatMap((x, from) => {
      const table = ir.tables[x.table]!;
      if (table.component !== labels.ir.tables[of]!.component) return [];
      return [{ from, names: (s: number): boolean => labels.named[of]![stateNamed(labels, any, table.states[s]!, (n) => (n === 0 ? 0 : n === v ? labels.viewer : labels.other))] === labels.viewer }];
    });
    return labels.ir.instances.flatMap((x, to) => (x.table === t && x.index[0]! <= labels.viewer ? [{ to, naming: x.index[0] === 0 ? [] : naming }] : []));
  });

/** A state of the labels' table by its name in another size: what is named there is renamed. */
const stateNamed = (labels: Subject['labels'], instance: number, name: string, to: (value: number) => number): number => {
  const { states } = labels.ir.tables[labels.ir.instances[instance]!.table]!;
  const here = states.indexOf(name);
  if (here >= 0) return labels.relabel(instance, here, to);
  // It names a value that the labels do not reach: the same name with the label of all the rest.
  const named = states.find((_, s) => labels.named[labels.ir.instances[instance]!.table]![s] === labels.other && name.replace(/\d+/, String(labels.other)) === states[s]);
  return named === undefined ? -2 : states.indexOf(named);
};
