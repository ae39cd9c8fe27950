/**
 * Strongly connected components of the candidate states, depth first and without recursion, after Pearce, A space-efficient
 * algorithm for finding strongly connected components (2016). Two words a state: an index, and a place on one array that the
 * path grows into from the front and finished states from the back. Where a search left a state is not kept: on its way back it
 * looks for the step by which it went, and only if it had left other steps for later.
 */
import { GOAL, INSIDE, UNSEEN } from './marks.ts';
import type { Reached } from './reached.ts';

/** A component was closed: its states are `stack[from .. to - 1]`, marked INSIDE. Every one must get a mark below 0. */
export type Close = (from: number, to: number) => void;

/** On the path: the state is no root of a component; steps to unseen states are left. State numbers leave two bits (MOST_STATES). */
const INNER = 1 << 31;
const MORE = 1 << 30;
const STATE = MORE - 1;

export class Components {
  /** Some step led to the goal. */
  meetsGoal = false;
  readonly #graph: Reached;
  readonly #mark: Int32Array;
  readonly #stack: Int32Array;
  readonly #close: Close;
  /** Length of the path. */
  #front = 0;
  /** Where finished states begin. */
  #back: number;
  #index = 1;

  constructor(graph: Reached, mark: Int32Array, stack: Int32Array, close: Close) {
    this.#graph = graph;
    this.#mark = mark;
    this.#stack = stack;
    this.#close = close;
    this.#back = stack.length;
  }

  /** Begin at an unseen candidate. */
  start(root: number): void {
    this.#enter(root);
  }

  /** Go on for about so many states; false when everything reached is closed. */
  run(states: number): boolean {
    for (let budget = states; budget > 0; budget--) {
      const child = this.#look(0);
      if (child >= 0) this.#enter(child);
      else if (!this.#retreat()) return false;
    }
    return true;
  }

  #enter(state: number): void {
    this.#mark[state] = this.#index++;
    this.#stack[this.#front++] = state;
  }

  /** Close the last state of the path and those before it, until one has a step left to an unseen state, and take that step. */
  #retreat(): boolean {
    const mark = this.#mark;
    const stack = this.#stack;
    while (this.#front > 0) {
      const entry = stack[--this.#front]!;
      const v = entry & STATE;
      this.#finish(v, (entry & INNER) === 0);
      if (this.#front === 0) return false;
      const parent = stack[this.#front - 1]!;
      const u = parent & STATE;
      if (mark[v]! > 0 && mark[v]! < mark[u]!) {
        mark[u] = mark[v]!;
        stack[this.#front - 1] = parent | INNER;
      }
      if ((parent & MORE) === 0) continue;
      const child = this.#look(this.#after(u, v));
      if (child < 0) continue;
      this.#enter(child);
      return true;
    }
    return false;
  }

  /** Which of the steps of `u` comes after the one that led to `v`. */
  #after(u: number, v: number): number {
    const graph = this.#graph;
    graph.load(u);
    graph.enabled();
    let k = 0;
    while (!graph.leads(k, v)) k++;
    return k + 1;
  }

  /** Look at the steps of the last state of the path, from the k-th on: the first unseen state, or -1. */
  #look(k: number): number {
    const graph = this.#graph;
    const mark = this.#mark;
    const last = this.#front - 1;
    const entry = this.#stack[last]!;
    const v = entry & STATE;
    if (k === 0) graph.load(v);
    const n = graph.enabled();
    const targets = graph.targets(k, n);
    let low = mark[v]!;
    let child = -1;
    let flags = entry & INNER;
    for (let i = 0; i < n - k; i++) {
      const w = targets[i]!;
      if (w < 0) continue;
      const m = mark[w]!;
      if (m === UNSEEN) {
        if (child < 0) child = w;
        else if (w !== child) flags |= MORE;
      } else if (m === GOAL) this.meetsGoal = true;
      else if (m > 0 && m < low) low = m;
    }
    if (low < mark[v]!) flags |= INNER;
    mark[v] = low;
    this.#stack[last] = v | flags;
    return child;
  }

  #finish(v: number, root: boolean): void {
    const mark = this.#mark;
    const stack = this.#stack;
    let end = this.#back;
    stack[--this.#back] = v;
    if (!root) return;
    const low = mark[v]!;
    while (end < stack.length && mark[stack[end]!]! >= low) end++;
    this.#index -= end - this.#back;
    for (let k = this.#back; k < end; k++) mark[stack[k]!] = INSIDE;
    this.#close(this.#back, end);
    this.#back = end;
  }
}
