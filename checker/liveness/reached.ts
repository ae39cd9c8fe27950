/**
 * The graph of a finished search, read state by state. Edges are not kept: they are computed again from the packed states
 * whenever they are asked for, which costs time where it would else cost several words a state.
 */
import type { Test } from '../explore/generate.ts';
import type { Search } from '../explore/search.ts';
import { Stepper } from '../explore/stepper.ts';
import type { Store } from '../explore/store.ts';

/** A part of the graph: states that are reached, and steps that may be taken. */
export interface Passage {
  readonly reached: (state: number) => boolean;
  /** The step by `action` that was just computed from `state`. */
  readonly passes: (state: number, action: number, codes: Int32Array) => boolean;
}

export class Reached {
  readonly count: number;
  readonly stepper: Stepper;
  readonly #store: Store;
  readonly #passage: Passage | undefined;
  /** Actions whose steps count; all if absent. */
  readonly #allowed: Uint8Array | undefined;
  readonly #ended: Test;
  #state = -1;
  /** Of {@link targets}: words of the states, their numbers, and both spread over the actions. */
  #words = new Int32Array(0);
  #found = new Int32Array(0);
  #targets = new Int32Array(0);

  constructor(search: Search, options: { readonly passage?: Passage | undefined; readonly allowed?: readonly number[] } = {}) {
    const { compiled, store, ir } = search;
    this.count = store.count;
    this.stepper = new Stepper(compiled);
    this.#store = store;
    this.#passage = options.passage;
    this.#ended = compiled.generator.test(compiled.recoder.expression(ir.terminal));
    if (options.allowed) {
      this.#allowed = new Uint8Array(ir.actions.length);
      for (const a of options.allowed) this.#allowed[a] = 1;
    }
  }

  get state(): number {
    return this.#state;
  }

  /** Go to a state; its codes are in the stepper then. */
  load(state: number): void {
    this.#state = state;
    this.stepper.load(this.#store.chunk(state), this.#store.offset(state));
  }

  /** Whether the loaded state belongs to the graph and is not the system's end. */
  get lives(): boolean {
    return (this.#passage === undefined || this.#passage.reached(this.#state)) && !this.#ended(this.stepper.codes);
  }

  /** Find the actions that are enabled in the loaded state, which lives; how many. */
  enabled(): number {
    return this.stepper.enabled();
  }

  /** The state that the k-th enabled action leads to; -1 if the step does not count. */
  target(k: number): number {
    return this.#steps(k) ? this.#store.find(this.stepper.next) : -1;
  }

  /** Where the enabled actions from the k-th to the n-th lead, in their order; -1 where the step does not count. Looked up together. */
  targets(k: number, n: number): Int32Array {
    const { width } = this.#store;
    const { next } = this.stepper;
    if (this.#targets.length < n) {
      this.#targets = new Int32Array(2 * n);
      this.#found = new Int32Array(2 * n);
      this.#words = new Int32Array(2 * n * width);
    }
    let counting = 0;
    for (let i = k; i < n; i++) {
      const counts = this.#steps(i);
      this.#targets[i - k] = counts ? counting : -1;
      if (counts) for (let w = 0, at = counting++ * width; w < width; w++) this.#words[at + w] = next[w]!;
    }
    this.#store.findAll(this.#words, counting, this.#found);
    for (let i = 0; i < n - k; i++) if (this.#targets[i]! >= 0) this.#targets[i] = this.#found[this.#targets[i]!]!;
    return this.#targets;
  }

  /** Whether the k-th enabled action leads to `state`; needs no look-up. */
  leads(k: number, state: number): boolean {
    if (!this.#steps(k)) return false;
    const { next } = this.stepper;
    const chunk = this.#store.chunk(state);
    const offset = this.#store.offset(state);
    for (let w = 0; w < next.length; w++) if (next[w] !== chunk[offset + w]) return false;
    return true;
  }

  /** Go to a state: the first action that leads from it to another one. */
  actionTo(from: number, to: number): number {
    this.load(from);
    for (let k = 0, n = this.enabled(); k < n; k++) if (this.leads(k, to)) return this.stepper.actions[k]!;
    throw new Error(`no step leads from state ${from} to state ${to}`);
  }

  #steps(k: number): boolean {
    const action = this.stepper.actions[k]!;
    if (this.#allowed !== undefined && this.#allowed[action] === 0) return false;
    if (!this.stepper.apply(action)) return false;
    return this.#passage === undefined || this.#passage.passes(this.#state, action, this.stepper.codes);
  }
}
