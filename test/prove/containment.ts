/** The projections of enumerated states: every state of a size must be in the abstract set, whoever looks on. */
import { compose } from '../../checker/compile/compose.ts';
import { enabledActions, initialState, step } from '../../checker/ir/interpret.ts';
import type { Family } from '../../checker/model/design.ts';
import { Fixpoint } from '../../checker/prove/fixpoint.ts';
import { Subject } from '../../checker/prove/attempt.ts';

export interface Contained {
  readonly states: number;
  readonly views: number;
  /** The first state that some value sees and the set lacks. */
  readonly missing: string | undefined;
}

/** The closed set of a family with so many values looked at. */
export const closedSet = (family: Family, fixed = 1): { readonly subject: Subject; readonly fixpoint: Fixpoint } => {
  const subject = new Subject(family, fixed, () => true);
  const fixpoint = new Fixpoint(subject.labels, { components: new Set(subject.components) });
  fixpoint.run();
  return { subject, fixpoint };
};

/**
 * Enumerate the family with `size` values, by the interpreter, at most `limit` states of it (breadth first), and look every state
 * up as each of its values sees it. Names of local states are what the two have in common: the enumeration shares no code with
 * the labels.
 */
export const contained = (family: Family, size: number, { subject, fixpoint }: ReturnType<typeof closedSet>, limit = Infinity): Contained => {
  const system = family.system(size);
  const ir = compose({ ...system, properties: [] });
  const { labels } = subject;
  const { space } = fixpoint;
  const at = new Map(labels.ir.instances.map((x, i) => [x.name, i]));
  const views = (state: readonly number[], v: number): [key: number, local: number] => {
    const seen = new Int32Array(labels.ir.instances.length).fill(-1);
    ir.instances.forEach((x, i) => {
      const table = ir.tables[x.table]!;
      const value = x.index[table.index.indexOf(family.sort)];
      if (value !== undefined && value !== 0 && value !== v) return;
      const index = x.index.map((n, d) => (table.index[d] === family.sort && n === v ? labels.viewer : n));
      const instance = at.get(index.length ? `${table.component}[${index.join()}]` : x.name);
      if (instance === undefined) return;
      seen[instance] = stateNamed(labels, instance, table.states[state[i]!]!, (n) => (n === 0 ? 0 : n === v ? labels.viewer : labels.other));
    });
    return [space.knownKey(labels.viewer, seen) ?? -1, space.localSeenBy(labels.viewer, space.own[labels.viewer]!.map((i) => seen[i]!))];
  };
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
  for (let s = queue.pop(); s !== undefined; s = queue.pop()) {
    for (let v = 1; v < size; v++) {
      looked++;
      const [key, local] = views(s, v);
      if (space.triple(key, local) < 0) return { states: known.size, views: looked, missing: `value ${v}: ${s.map((x, i) => `${ir.instances[i]!.name}=${ir.tables[ir.instances[i]!.table]!.states[x]!}`).join(' ')}` };
    }
    for (const a of enabledActions(ir, s)) add(step(ir, a, s));
  }
  return { states: known.size, views: looked, missing: undefined };
};

/** A state of the labels' table by its name in another size: what is named there is renamed. */
const stateNamed = (labels: Subject['labels'], instance: number, name: string, to: (value: number) => number): number => {
  const { states } = labels.ir.tables[labels.ir.instances[instance]!.table]!;
  const here = states.indexOf(name);
  if (here >= 0) return labels.relabel(instance, here, to);
  // It names a value that the labels do not reach: the same name with the label of all the rest.
  const named = states.find((_, s) => labels.named[labels.ir.instances[instance]!.table]![s] === labels.other && name.replace(/\d+/, String(labels.other)) === states[s]);
  return named === undefined ? -2 : states.indexOf(named);
};
