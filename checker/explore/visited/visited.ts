/** The set of visited states where only new or not is asked: a quotient table or a bitmap, in memory of its own (kernel/assembly). */
import type { Bundles } from '../bundles.ts';
import { Part } from './part.ts';
import { planOf, type Plan, type StoreKind } from './plan.ts';

/** States that are handed over at once, at least and at most: the larger the table, the more of them share a page of it. */
const LEAST_BATCH = 4096;
const MOST_BATCH = 2 ** 20;
const BYTES_A_STATE = 1024;

export class Visited {
  readonly #of: () => Bundles;
  readonly #only: StoreKind | undefined;
  readonly #mostBucketBits: number | undefined;
  readonly #parts: Part[] = [];
  /** Distributes states where there are several parts. */
  #router: Part | undefined;
  #plan: Plan | undefined;

  /** An empty set without room, for states that are packed in the bundles `of`. `only`: this kind; `mostBucketBits`: no more buckets a part. */
  constructor(of: () => Bundles, only?: StoreKind, mostBucketBits?: number) {
    this.#of = of;
    this.#only = only;
    this.#mostBucketBits = mostBucketBits;
  }

  get kind(): StoreKind {
    return this.#plan!.kind;
  }
  get bytes(): number {
    return this.#plan?.bytes ?? 0;
  }
  /** So many states are best added at once. */
  get batch(): number {
    return Math.min(MOST_BATCH, Math.max(LEAST_BATCH, 2 ** Math.floor(Math.log2(this.bytes / BYTES_A_STATE))));
  }

  /** Whether so many states more find room, as the bundles are now. */
  room(n: number): boolean {
    return this.#covers && this.#parts.every((p) => p.stashHas(n));
  }
  /** No valuation is beyond its radix. */
  get #covers(): boolean {
    return this.#plan!.radices.every((r, b) => this.#of().counts[b]! <= r);
  }

  /** How to lay it out for so many states, with more room than now if it is to grow; undefined where that cannot be done. */
  plan(states: number, grow: boolean): Plan | undefined {
    const now = this.#plan;
    const full = grow && now?.kind === 'compressed' && this.#covers;
    return planOf(this.#of(), states, this.#only, full ? now.parts * 2 ** now.bucketBits : 0, this.#mostBucketBits);
  }

  /** Empty, laid out by a plan; false if there is no memory. */
  renew(plan: Plan): boolean {
    this.#plan = plan;
    const { batch } = this;
    const parts = plan.kind === 'compressed' ? plan.parts : 1;
    this.#parts.splice(parts);
    while (this.#parts.length < parts) {
      const part = Part.make();
      if (part === undefined) return false;
      this.#parts.push(part);
    }
    if (parts > 1) this.#router ??= Part.make();
    return this.#parts.every((p) => p.clear(plan, this.#of(), batch)) && (parts === 1 || (this.#router?.distribute(this.#of(), batch, parts) ?? false));
  }

  /** Add `n` states from `words`; by state, 1 in `fresh` if it is new. There is room. */
  add(words: Int32Array, n: number, fresh: Int32Array): void {
    const { width } = this.#of().fields;
    const { batch } = this;
    for (let from = 0; from < n; from += batch) {
      const k = Math.min(batch, n - from);
      fresh.set(this.#fresh(words.subarray(from * width, (from + k) * width), k), from);
    }
  }

  #fresh(words: Int32Array, n: number): Int32Array {
    const parts = this.#parts;
    return parts.length === 1 ? parts[0]!.add(words, n) : this.#router!.addTo(parts, words, n);
  }
}
