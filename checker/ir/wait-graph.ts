/**
 * Wait-for graphs: who cannot move in a state, for what, and on whom. Read off the plain interpreter and the `awaited` conditions
 * of the guards, so it knows of locks, condition variables and joins alike, and of none in particular.
 *
 * The edges of one step must all be satisfied for it (`and`); where a process could take one of several steps, one is enough (`or`).
 * A process is in a deadlock if every step that it waits to take waits for one that is (Knapp 1987, section 2: the and-or model).
 */
import type { Ir, IrAction } from '../model/ir.ts';
import { holds } from './interpret.ts';

/** One process waits for another. */
export interface Wait {
  readonly waiter: string;
  /** Label of the step that it waits to take. */
  readonly action: string;
  /** The conjunct of that step's condition which is awaited. */
  readonly conjunct: string;
  readonly holder: string;
}

export interface WaitGraph {
  readonly waits: readonly Wait[];
  /** A shortest cycle: each waits for the next, the last one for the first; [] if nobody is in a deadlock. */
  readonly cycle: readonly string[];
}

/** A step that lacks nothing but what is awaited. */
interface Waiting {
  readonly action: IrAction;
  readonly waits: readonly Wait[];
}

/** What the process waits for in this state: its steps of which every false conjunct is awaited. [] where it can move. */
const waitingOf = (actions: readonly IrAction[], state: readonly number[]): Waiting[] => {
  const lacking = actions.map((action) => ({ action, missing: action.guard.filter((g) => !holds(g.e, state)) }));
  if (lacking.some(({ missing }) => missing.length === 0)) return [];
  return lacking.flatMap(({ action, missing }) => {
    const awaited = missing.map((g) => (g.waits ?? []).filter((w) => holds(w.when, state)).map((w): Wait => ({ waiter: action.process, action: action.label, conjunct: g.name, holder: w.process })));
    return awaited.every((ws) => ws.length > 0) ? [{ action, waits: awaited.flat() }] : [];
  });
};

/** What the step begins to wait for, in the state after it. */
const begunBy = (action: IrAction, state: readonly number[]): Waiting[] => {
  const waits = (action.begins ?? []).filter((w) => holds(w.when, state)).map((w): Wait => ({ waiter: action.process, action: action.label, conjunct: 'its end', holder: w.process }));
  return waits.length > 0 ? [{ action, waits }] : [];
};

/** The wait-for graph of a behaviour that stays in these states: a wait counts if it stands in all of them. `last`: the step before, if there was one. */
export const waitGraph = (ir: Ir, states: readonly (readonly number[])[], last?: number): WaitGraph => {
  const byProcess = new Map<string, IrAction[]>();
  for (const a of ir.actions) byProcess.set(a.process, [...(byProcess.get(a.process) ?? []), a]);
  const waiting = new Map<string, Waiting[]>();
  for (const [process, actions] of byProcess) {
    const [first = [], ...others] = states.map((s) => waitingOf(actions, s));
    const kept = first.filter((w) => others.every((ws) => ws.some((x) => x.action === w.action)));
    // Whoever waits for something else elsewhere in the loop is not held by this.
    if (kept.length > 0 && others.every((ws) => ws.length > 0)) waiting.set(process, kept);
  }
  const begun = last === undefined || states.length !== 1 ? [] : begunBy(ir.actions[last]!, states[0]!);
  if (begun.length > 0) waiting.set(begun[0]!.action.process, begun);
  const waits = [...waiting.values()].flatMap((ws) => ws.flatMap((w) => w.waits));
  return { waits: distinct(waits), cycle: shortestCycle(deadlocked(waiting)) };
};

const key = (w: Wait): string => [w.waiter, w.action, w.conjunct, w.holder].join('\n');
const distinct = (waits: readonly Wait[]): Wait[] => [...new Map(waits.map((w) => [key(w), w])).values()];

/** The largest set of processes whose every step waits for one of the set: process -> those of the set that it waits for. */
const deadlocked = (waiting: ReadonlyMap<string, readonly Waiting[]>): Map<string, string[]> => {
  let inside = new Set(waiting.keys());
  for (;;) {
    const left = new Set([...inside].filter((p) => waiting.get(p)!.every((w) => w.waits.some((x) => inside.has(x.holder)))));
    if (left.size === inside.size) break;
    inside = left;
  }
  return new Map([...inside].map((p) => [p, [...new Set(waiting.get(p)!.flatMap((w) => w.waits.map((x) => x.holder)))].filter((h) => inside.has(h))]));
};

/** Of all shortest cycles the first, by the order of the processes. */
const shortestCycle = (edges: ReadonlyMap<string, readonly string[]>): string[] => {
  let best: string[] = [];
  for (const from of edges.keys()) {
    const found = wayBack(edges, from);
    if (best.length === 0 || (found.length > 0 && found.length < best.length)) best = found;
  }
  return best;
};

/** The shortest way from a process to itself. */
const wayBack = (edges: ReadonlyMap<string, readonly string[]>, start: string): string[] => {
  const ways: string[][] = [[start]];
  const seen = new Set<string>();
  for (const way of ways)
    for (const to of edges.get(way.at(-1)!)!) {
      if (to === start) return way;
      if (!seen.has(to)) ways.push([...way, to]);
      seen.add(to);
    }
  return [];
};
