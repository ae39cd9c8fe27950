/**
 * A short fair loop through a state of a fair component. The shortest loop at all is tried first; conditions that it triggers and
 * does not discharge are then visited on the way round, the nearest first. Finding the very shortest is NP-hard.
 */
import { DISCHARGES, TRIGGERS, type Conditions } from './conditions.ts';
import type { Reached } from './reached.ts';

/** A step within the component. */
export interface Move {
  readonly action: number;
  readonly to: number;
}

/** Where a behaviour can stay for ever: back at the start after these moves, or at rest after them. */
export interface Stay {
  readonly moves: readonly Move[];
  readonly rests: boolean;
}

export class Loops {
  readonly #graph: Reached;
  /** Looks at a state while the graph is at another. */
  readonly #probe: Reached;
  readonly #conditions: Conditions;
  readonly #mark: Int32Array;
  readonly #queue: Int32Array;

  constructor(graph: Reached, probe: Reached, conditions: Conditions, mark: Int32Array, queue: Int32Array) {
    this.#graph = graph;
    this.#probe = probe;
    this.#conditions = conditions;
    this.#mark = mark;
    this.#queue = queue;
  }

  /** The shorter of a loop through `state` and a way to rest. */
  from(state: number): Stay {
    if (this.#rests(state)) return { moves: [], rests: true };
    const round = this.#round(state);
    const way = this.#walk(state, (_, to) => this.#rests(to), round?.length ?? Number.POSITIVE_INFINITY);
    if (way && (!round || way.length <= round.length)) return { moves: way, rests: true };
    if (!round) throw new Error(`state ${state} was found to lie on a fair loop, and none is found through it`);
    return { moves: round, rests: false };
  }

  #rests(state: number): boolean {
    this.#look(state);
    return this.#conditions.rests;
  }

  #look(state: number): Uint8Array {
    this.#probe.load(state);
    this.#conditions.look(this.#probe, this.#probe.enabled());
    return this.#conditions.status;
  }

  /** A loop of at least one step, if there is one. */
  #round(start: number): Move[] | undefined {
    const wanted = new Set<number>();
    for (;;) {
      const moves: Move[] = [];
      for (let open = this.#undischarged(start, moves, wanted); open.length > 0; open = this.#undischarged(start, moves, wanted)) {
        const way = this.#walk(moves.at(-1)?.to ?? start, (action, to) => this.#helps(action, to, open));
        if (!way) return undefined;
        moves.push(...way);
      }
      if (moves.length === 0 || moves.at(-1)!.to !== start) {
        const back = this.#walk(moves.at(-1)?.to ?? start, (_, to) => to === start);
        if (!back) return undefined;
        moves.push(...back);
      }
      const unmet = this.#unmet(start, moves);
      if (unmet.length === 0) return moves;
      unmet.forEach((c) => wanted.add(c));
    }
  }

  /** Those of `wanted` that nothing on the way discharges. */
  #undischarged(start: number, moves: readonly Move[], wanted: ReadonlySet<number>): number[] {
    const { discharged } = this.#along(start, moves);
    return [...wanted].filter((c) => discharged[c] === 0);
  }

  #unmet(start: number, moves: readonly Move[]): number[] {
    const { triggered, discharged } = this.#along(start, moves);
    return Array.from(triggered, (_, c) => c).filter((c) => triggered[c] === 1 && discharged[c] === 0);
  }

  #along(start: number, moves: readonly Move[]): { triggered: Uint8Array; discharged: Uint8Array } {
    const triggered = new Uint8Array(this.#conditions.count);
    const discharged = new Uint8Array(this.#conditions.count);
    for (const state of [start, ...moves.map((m) => m.to)])
      this.#look(state).forEach((s, c) => {
        if (s & TRIGGERS) triggered[c] = 1;
        if (s & DISCHARGES) discharged[c] = 1;
      });
    for (const { action } of moves) for (const c of this.#conditions.of(action)) discharged[c] = 1;
    return { triggered, discharged };
  }

  #helps(action: number, to: number, open: readonly number[]): boolean {
    if (this.#conditions.of(action).some((c) => open.includes(c))) return true;
    const status = this.#look(to);
    return open.some((c) => (status[c]! & DISCHARGES) !== 0);
  }

  /** The shortest way from a state, within its component, that ends with an accepted move; at most `most` moves. */
  #walk(from: number, accept: (action: number, to: number) => boolean, most = Number.POSITIVE_INFINITY): Move[] | undefined {
    const mark = this.#mark;
    const queue = this.#queue;
    const graph = this.#graph;
    const label = mark[from]!;
    queue[0] = from;
    mark[from] = from + 1;
    let tail = 1;
    let last: { readonly state: number; readonly move: Move } | undefined;
    for (let head = 0, end = 1, length = 1; head < tail && length <= most && !last; head++) {
      const u = queue[head]!;
      graph.load(u);
      const n = graph.enabled();
      for (let k = 0; k < n && !last; k++) {
        const to = graph.target(k);
        if (to < 0 || (mark[to] !== label && mark[to]! <= 0)) continue;
        const action = graph.stepper.actions[k]!;
        if (accept(action, to)) last = { state: u, move: { action, to } };
        else if (mark[to] === label) {
          mark[to] = u + 1;
          queue[tail++] = to;
        }
      }
      if (head + 1 === end) {
        end = tail;
        length++;
      }
    }
    const moves: Move[] = [];
    if (last) {
      moves.push(last.move);
      for (let s = last.state; s !== from; s = mark[s]! - 1) moves.push({ action: graph.actionTo(mark[s]! - 1, s), to: s });
      moves.reverse();
    }
    for (let k = 0; k < tail; k++) mark[queue[k]!] = label;
    return last && moves;
  }
}
