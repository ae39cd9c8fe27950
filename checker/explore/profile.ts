/**
 * Where the states of a search come from: how many times fewer there would be without one component or another, in how many local
 * states each was met, and which actions make the steps. So that a user knows what to bound or to abstract.
 */
import type { Search } from './search.ts';

/** States looked at for `times`. */
const MOST = 100_000;

export interface Profile {
  /** `times` was judged by so many states, the first that were found. */
  readonly looked: number;
  readonly components: readonly {
    readonly name: string;
    /** Local states in which its instances were met; of the instance with most. */
    readonly met: number;
    /** Local states that its machine has. */
    readonly of: number;
    /** How many times as many states there are as differ in anything else; 1: it follows from the others. */
    readonly times: number;
  }[];
  /** Action families: how many steps are theirs. */
  readonly actions: readonly { readonly name: string; readonly steps: number }[];
}

/** Of all that a search found, finished or not. */
export const profileOf = (search: Search): Profile => {
  const { ir } = search;
  const ofInstance = ir.instances.map((i) => ir.tables[i.table]!.component);
  const names = [...new Set(ofInstance)];
  const component = ofInstance.map((name) => names.indexOf(name));
  const met = localStatesMet(search);
  const { looked, times } = timesOf(search, component, names.length);
  const steps = new Map<string, number>();
  ir.actions.forEach((a, k) => steps.set(a.name, (steps.get(a.name) ?? 0) + search.taken[k]!));
  return {
    looked,
    components: names.map((name, c) => {
      const own = component.flatMap((x, i) => (x === c ? [i] : []));
      return { name, met: Math.max(...own.map((i) => met[i]!)), of: Math.max(...own.map((i) => ir.tables[ir.instances[i]!.table]!.states.length)), times: times[c]! };
    }),
    actions: [...steps].map(([name, n]) => ({ name, steps: n })),
  };
};

/** By instance. */
const localStatesMet = ({ ir, compiled }: Search): number[] => {
  const { members, values, counts } = compiled.layout.bundles;
  const met = ir.instances.map(() => new Set<number>());
  members.forEach((is, b) => {
    for (let v = 0; v < counts[b]!; v++) is.forEach((i, k) => met[i]!.add(values[b]![v * is.length + k]!));
  });
  return met.map((s) => s.size);
};

/**
 * A state is known by the sum of a number for each of its local states; without a component that one's numbers are taken off. 53 bits:
 * among {@link MOST} states two that differ share a number in one case of a million.
 */
const timesOf = ({ ir, compiled, store }: Search, component: readonly number[], components: number): { readonly looked: number; readonly times: number[] } => {
  const { layout } = compiled;
  const looked = Math.min(store.count, MOST);
  const codes = new Int32Array(ir.instances.length);
  const own = [new Int32Array(components), new Int32Array(components)] as const;
  const without = Array.from({ length: components }, () => new Set<number>());
  for (let s = 0; s < looked; s++) {
    layout.unpack(store.chunk(s), store.offset(s), codes);
    let [high, low] = [0, 0];
    own[0].fill(0);
    own[1].fill(0);
    for (let i = 0; i < codes.length; i++) {
      const [x, y] = [mixed((i << 16) ^ codes[i]! ^ 0x5bd1e995), mixed((codes[i]! << 16) ^ i ^ 0x27d4eb2f)];
      high = (high + x) | 0;
      low = (low + y) | 0;
      own[0][component[i]!]! += x;
      own[1][component[i]!]! += y;
    }
    for (let c = 0; c < components; c++) without[c]!.add(((high - own[0][c]!) >>> 0) * 2 ** 21 + (((low - own[1][c]!) | 0) >>> 11));
  }
  return { looked, times: without.map((seen) => Number((looked / seen.size).toFixed(2))) };
};

const mixed = (n: number): number => {
  let h = Math.imul(n ^ (n >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
};
