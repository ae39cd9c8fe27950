/**
 * Where a fair behaviour can go on for ever, on an explicit graph, from the definitions: strongly connected components by
 * forward and backward reach, and the textbook recursion for Streett conditions. Quadratic, and with nothing clever in it.
 */
import type { NaiveEdge } from './naive.ts';

/** Whenever `triggered` again and again, also `discharged` (by a state or a step) again and again. */
export interface Constraint {
  readonly triggered: (state: number) => boolean;
  readonly discharged: (state: number) => boolean;
  readonly taken: (edge: NaiveEdge) => boolean;
}

/** States from which `edges` lead into `goal`, inside `within`; the goal's own states included. */
export const canReach = (goal: ReadonlySet<number>, within: ReadonlySet<number>, edges: readonly NaiveEdge[]): Set<number> => closure(goal, within, edges, (e) => [e.to, e.from]);

/** States that `edges` lead to from `start`, inside `within`. */
export const reachable = (start: ReadonlySet<number>, within: ReadonlySet<number>, edges: readonly NaiveEdge[]): Set<number> => closure(start, within, edges, (e) => [e.from, e.to]);

const closure = (start: ReadonlySet<number>, within: ReadonlySet<number>, edges: readonly NaiveEdge[], ends: (e: NaiveEdge) => readonly [number, number]): Set<number> => {
  const next = new Map<number, number[]>();
  for (const e of edges) {
    const [from, to] = ends(e);
    if (!within.has(from) || !within.has(to)) continue;
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  }
  const found = new Set([...start].filter((s) => within.has(s)));
  for (const s of found) for (const t of next.get(s) ?? []) found.add(t);
  return found;
};

/** The states of `within` through which a fair behaviour runs again and again without leaving `within`. It may also stand still. */
export const fairStates = (within: ReadonlySet<number>, edges: readonly NaiveEdge[], constraints: readonly Constraint[]): Set<number> => {
  const fair = new Set<number>();
  const left = new Set(within);
  for (const s of left) {
    const one = new Set([s]);
    const back = canReach(one, within, edges);
    const component = new Set([...reachable(one, within, edges)].filter((t) => back.has(t)));
    component.forEach((t) => left.delete(t));
    const inner = edges.filter((e) => component.has(e.from) && component.has(e.to));
    const all = [...component];
    const unmet = constraints.filter((c) => all.some(c.triggered) && !all.some(c.discharged) && !inner.some(c.taken));
    if (unmet.length === 0) component.forEach((t) => fair.add(t));
    else fairStates(new Set(all.filter((t) => !unmet.some((c) => c.triggered(t)))), inner, constraints).forEach((t) => fair.add(t));
  }
  return fair;
};
