/**
 * Re-executes a trace on live XState machines: guards are evaluated from the authors' expressions on snapshots, events
 * go through XState's `transition`. The IR is only what is being checked.
 */
import type { System } from '../model/system.ts';
import { Moves, refused } from '../oracle/moves.ts';
import { label, World, type Snapshots } from '../oracle/world.ts';

/** A trace by names: the action labels, and optionally what every instance is in after each (index 0: at the start). */
export interface NamedTrace {
  readonly labels: readonly string[];
  /** `states[k][i]`: local state of instance i after k steps. */
  readonly states?: readonly (readonly string[])[];
}

/** The first point at which machines and trace part. `step` counts from 1; 0 is the initial state. */
export interface Divergence {
  readonly step: number;
  readonly label?: string;
  readonly message: string;
}

export interface Replay {
  readonly steps: number;
  readonly divergence?: Divergence;
  /** Local state of every instance after the last step that was executed. */
  readonly last: Readonly<Record<string, string>>;
}

/** Replay a trace of `system`. */
export const replay = (system: System, trace: NamedTrace): Replay => {
  const world = new World(system);
  const moves = new Moves(world);
  const byLabel = new Map(moves.all.map((m) => [m.label, m] as const));
  let state: Snapshots = world.initial;
  let done = 0;
  const finish = (message?: string, at?: string): Replay => ({
    steps: done,
    ...(message === undefined ? {} : { divergence: { step: at === undefined ? done : done + 1, ...(at === undefined ? {} : { label: at }), message } }),
    last: Object.fromEntries(world.names.map((name, i) => [name, label(state[i]!)])),
  });
  const differs = (): string | undefined => {
    const told = trace.states?.[done];
    const i = told ? world.names.findIndex((_, k) => told[k] !== label(state[k]!)) : -1;
    return i < 0 ? undefined : `${world.names[i]} is in ${label(state[i]!)}, the trace says ${told![i]}`;
  };
  const start = differs();
  if (start) return finish(start);
  for (const name of trace.labels) {
    const move = byLabel.get(name);
    if (!move) return finish('there is no such action', name);
    if (moves.ended(state)) return finish('the system has ended', name);
    const failing = moves.failing(move, state);
    if (failing.length > 0) return finish(`not enabled: ${failing.join(', ')}`, name);
    const after = moves.take(move, state);
    if (refused(after)) return finish(`${after.instance} does not accept ${after.event} in state ${after.localState}`, name);
    state = after;
    done++;
    const difference = differs();
    if (difference) return finish(difference);
  }
  return finish();
};
