/**
 * Does one system show only what another one does (R21)? Weak trace inclusion with observable quiescence: the states of the first are
 * paired with sets of states of the second, and of the sets met with one state only the least are kept (antichains).
 */
import { Ints } from '../explore/ints.ts';
import { Labels, type Lts } from './lts.ts';
import { Subsets } from './subsets.ts';

/** A step of the first system that the second cannot follow. */
export interface Divergence {
  /** Steps to the last common state, then the diverging one: actions and what is seen of each; -1 is no action ({@link Labels.QUIET}). */
  readonly actions: readonly number[];
  readonly labels: readonly number[];
  /** State of the first system before the diverging step. */
  readonly state: number;
  /** What the second system can show there instead. */
  readonly instead: readonly number[];
  /** How often a divergence of this group was met. */
  count: number;
}

export interface Refinement {
  /** By group, the shortest first. */
  readonly divergences: readonly Divergence[];
  /** Pairs of a state and a set that were looked at. */
  readonly pairs: number;
  readonly sets: number;
  /** Every pair was looked at, or is covered by one that was. */
  readonly complete: boolean;
}

/** What `small` shows that `big` does not, grouped by `group` (of the state before, and the diverging action and label). */
export const divergences = (small: Lts, big: Lts, group: (state: number, action: number, label: number) => string, memory: number): Refinement => {
  const subsets = new Subsets(big);
  let reserved = 0;
  const reserve = (bytes: number): boolean => (reserved += bytes) + subsets.bytes <= memory;
  const ints = (): Ints => new Ints(reserve);
  // Pairs, and for each state the pairs with it, last first.
  const [states, sets, parents, actions, labels, earlier] = [ints(), ints(), ints(), ints(), ints(), ints()];
  const latest = new Int32Array(small.states).fill(-1);
  const memoryLeft = { yes: reserve(4 * small.states) };
  const enter = (state: number, set: number, parent: number, action: number, label: number): void => {
    for (let p = latest[state]!; p >= 0; p = earlier.get(p)) if (subsets.contains(set, sets.get(p))) return;
    memoryLeft.yes &&= states.push(state) && sets.push(set) && parents.push(parent) && actions.push(action) && labels.push(label) && earlier.push(latest[state]!) && subsets.bytes + reserved <= memory;
    latest[state] = states.length - 1;
  };
  const found = new Map<string, Divergence>();
  const wayTo = (pair: number): { actions: number[]; labels: number[] } => {
    const way: { actions: number[]; labels: number[] } = { actions: [], labels: [] };
    for (let p = pair; parents.get(p) >= 0; p = parents.get(p)) {
      way.actions.push(actions.get(p));
      way.labels.push(labels.get(p));
    }
    way.actions.reverse();
    way.labels.reverse();
    return way;
  };
  const diverge = (pair: number, state: number, set: number, action: number, label: number): void => {
    const key = group(state, action, label);
    const known = found.get(key);
    if (known) return void known.count++;
    const way = wayTo(pair);
    found.set(key, { actions: [...way.actions, action], labels: [...way.labels, label], state, instead: [...subsets.seenFrom(set).keys()].sort((a, b) => a - b), count: 1 });
  };
  enter(0, subsets.initial, -1, -1, Labels.SILENT);
  for (let p = 0; p < states.length && memoryLeft.yes; p++) {
    const state = states.get(p);
    const set = sets.get(p);
    for (let k = small.first[state]!; k < small.first[state + 1]! && memoryLeft.yes; k++) {
      const label = small.label.get(k);
      const next = label === Labels.SILENT ? set : subsets.after(set, label);
      if (next === undefined) diverge(p, state, set, small.action.get(k), label);
      else enter(small.target.get(k), next, p, small.action.get(k), label);
    }
    if (small.quiet[state] === 0) continue;
    const quiet = subsets.after(set, Labels.QUIET);
    if (quiet === undefined) diverge(p, state, set, -1, Labels.QUIET);
    else if (quiet !== set) enter(state, quiet, p, -1, Labels.QUIET);
  }
  return { divergences: [...found.values()], pairs: states.length, sets: subsets.count, complete: memoryLeft.yes };
};
