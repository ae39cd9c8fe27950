/** The naive explorer: live snapshots, JSON keys, one XState `transition` an edge. What the engine must agree with. */
import type { System } from '../model/system.ts';
import { Moves, refused, type Move, type Refusal } from './moves.ts';
import { label, World, type Snapshots } from './world.ts';

export interface NaiveState {
  /** Label of each instance's local state. */
  readonly labels: readonly string[];
  readonly snapshots: Snapshots;
  readonly depth: number;
  readonly ended: boolean;
}
export interface NaiveEdge {
  readonly from: number;
  readonly move: Move;
  readonly to: number;
}
export interface NaiveGraph {
  readonly instances: readonly string[];
  readonly states: readonly NaiveState[];
  readonly edges: readonly NaiveEdge[];
  readonly moves: Moves;
  /** First spec defect in breadth-first order; the search stops there. */
  readonly defect?: Refusal & { readonly action: string; readonly depth: number };
}

/** Key of a state. */
export const keyOf = (labels: readonly string[]): string => JSON.stringify(labels);

/** Explore at most `limit` states; more is an error. */
export const naive = (system: System, limit = 50_000): NaiveGraph => {
  const world = new World(system);
  const moves = new Moves(world);
  const states: NaiveState[] = [];
  const known = new Map<string, number>();
  const edges: NaiveEdge[] = [];
  const enter = (snapshots: Snapshots, depth: number): number => {
    const labels = snapshots.map(label);
    const key = keyOf(labels);
    const old = known.get(key);
    if (old !== undefined) return old;
    if (states.length >= limit) throw new Error(`the naive explorer was asked for more than ${limit} states`);
    known.set(key, states.length);
    states.push({ labels, snapshots, depth, ended: moves.ended(snapshots) });
    return states.length - 1;
  };
  const graph = { instances: world.names, states, edges, moves };
  enter(world.initial, 0);
  for (let from = 0; from < states.length; from++) {
    const { snapshots, depth } = states[from]!;
    for (const move of moves.enabled(snapshots)) {
      const after = moves.take(move, snapshots);
      if (refused(after)) return { ...graph, defect: { ...after, action: move.label, depth } };
      edges.push({ from, move, to: enter(after, depth + 1) });
    }
  }
  return graph;
};
