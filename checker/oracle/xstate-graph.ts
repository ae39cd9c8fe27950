/** The same composition as one actor logic, enumerated by `@xstate/graph`. The only place that imports it. */
import { getAdjacencyMap } from '@xstate/graph';
import { fromTransition } from 'xstate';
import type { System } from '../model/system.ts';
import { Moves, refused } from './moves.ts';
import { keyOf } from './naive.ts';
import { label, World, type Snapshots } from './world.ts';

/** A graph by keys: for each state key, label -> key of the state after. */
export type KeyedGraph = ReadonlyMap<string, ReadonlyMap<string, string>>;

const LIMIT = 5000;
/** `getAdjacencyMap` limits the states it takes from its queue, each as often as it was reached. */
const VISITS_PER_STATE = 100;

/** Enumerate the system. Throws on a spec defect, and above `limit` states. */
export const adjacency = (system: System, limit = LIMIT): KeyedGraph => {
  const world = new World(system);
  const moves = new Moves(world);
  const byLabel = new Map(moves.all.map((m) => [m.label, m] as const));
  const logic = fromTransition((state: Snapshots, event: { type: string }) => {
    const move = byLabel.get(event.type);
    // An event that is no move (XState's own start event) leaves the state alone.
    if (!move) return state;
    const after = moves.take(move, state);
    if (refused(after)) throw new Error(`${move.label}: ${after.instance} does not accept ${after.event} in state ${after.localState}`);
    return after;
  }, world.initial as Snapshots);
  const map = getAdjacencyMap(logic, {
    events: (snapshot) => moves.enabled(snapshot.context).map((m) => ({ type: m.label })),
    serializeState: (snapshot) => keyOf(snapshot.context.map(label)),
    serializeEvent: (event) => event.type,
    limit: limit * VISITS_PER_STATE,
  });
  if (Object.keys(map).length > limit) throw new Error(`more than ${limit} states`);
  return new Map(
    Object.entries(map).map(([key, { transitions }]) => {
      const edges = Object.values(transitions) as { event: { type: string }; state: { context: Snapshots } }[];
      return [key, new Map(edges.map((t) => [t.event.type, keyOf(t.state.context.map(label))] as const))];
    }),
  );
};
