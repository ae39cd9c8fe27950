/** The set of visited states where only new or not is asked: a quotient table or a bitmap, in memory of its own (kernel/assembly). */
import type { Bundles } from '../bundles.ts';
import { hashOf } from '../hashing.ts';
import { Arena } from '../kernel/arena.ts';
import { instanceOn } from '../kernel/web-assembly.ts';
import { PARAMETERS } from '../kernel/parameters.ts';
import * as V from '../kernel/visited.ts';
import { planOf, STASH, type Plan, type StoreKind } from './plan.ts';

/** States that are handed over at once, at most. */
const BATCH = 4096;
/** A stash is full when this share of it is taken. */
const LOAD = 0.75;

interface Exports {
  readonly addToTable: (n: number) => void;
  readonly addToBitmap: (n: number) => void;
}

/** One part: a memory, and what is in it. */
class Part {
  readonly arena: Arena;
  readonly parameters: Int32Array;
  states: Int32Array;
  readonly fresh: Int32Array;
  readonly exports: Exports;
  /** By state handed over: which of all it is. */
  readonly which = new Int32Array(BATCH);
  waiting = 0;
  #places: Int32Array[] = [];

  /** Undefined where the process gets no memory for it. */
  static make(): Part | undefined {
    const arena = Arena.make();
    return arena && new Part(arena);
  }

  private constructor(arena: Arena) {
    this.arena = arena;
    this.states = new Int32Array(0);
    this.fresh = arena.ints(BATCH + 1)!;
    this.parameters = new Int32Array(arena.memory.buffer, PARAMETERS, V.LENGTH);
    this.parameters[V.FRESH] = this.fresh.byteOffset;
    this.parameters[V.KEYS] = arena.ints(2 * BATCH)!.byteOffset;
    this.exports = instanceOn(arena.memory) as Exports;
  }

  /** An empty set; false if there is no memory. */
  clear(plan: Plan, { fields, counts }: Bundles): boolean {
    const { arena, parameters } = this;
    for (const p of this.#places) arena.free(p);
    const buckets = plan.kind === 'compressed' ? 2 ** plan.bucketBits : 0;
    const arrays: Record<number, ArrayLike<number>> =
      plan.kind === 'compressed'
        ? { [V.PLACES]: { length: 16 * buckets }, [V.STASH]: { length: 2 * STASH * buckets }, [V.OFFSETS]: [...plan.offsets, 0] }
        : { [V.PLACES]: { length: Math.ceil(plan.bytes / 4) + 1 }, [V.WORDS]: fields.word, [V.SHIFTS]: fields.shift, [V.MASKS]: fields.mask, [V.STRIDES]: plan.strides.flatMap((s) => [s | 0, Math.floor(s / 2 ** 32)]) };
    this.#places = [];
    this.states = arena.ints(fields.width * BATCH) ?? this.states;
    if (this.states.length < fields.width * BATCH) return false;
    this.#places.push(this.states);
    parameters[V.STATES] = this.states.byteOffset;
    for (const [k, of] of Object.entries(arrays)) {
      const place = arena.ints(of.length);
      if (place === undefined) return false;
      this.#places.push(place);
      if (0 in of) place.set(of);
      parameters[Number(k)] = place.byteOffset;
    }
    parameters[V.WIDTH] = fields.width;
    parameters[V.BUNDLES] = counts.length;
    parameters[V.STASHED] = 0;
    if (plan.kind === 'bitmap') return true;
    parameters[V.STASH_MASK] = STASH * buckets - 1;
    parameters[V.ALL_BITS] = plan.allBits;
    parameters[V.BUCKET_BITS] = plan.bucketBits;
    parameters[V.ENTRY_BYTES] = plan.entryBytes;
    parameters[V.ENTRIES] = plan.entries;
    return true;
  }

  stashHas(n: number): boolean {
    return this.parameters[V.STASHED]! + n <= LOAD * this.parameters[V.STASH_MASK]!;
  }
}

export class Visited {
  readonly #of: () => Bundles;
  readonly #only: StoreKind | undefined;
  readonly #mostBucketBits: number | undefined;
  readonly #parts: Part[] = [];
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

  /** Whether so many states more find room. */
  room(n: number): boolean {
    const plan = this.#plan!;
    if (plan.kind === 'bitmap') return plan.radices.every((r, b) => this.#of().counts[b]! <= r);
    return this.#parts.every((p) => p.stashHas(n));
  }

  /** How to lay it out for so many states, with more room than now if it is to grow; undefined where that cannot be done. */
  plan(states: number, grow: boolean): Plan | undefined {
    const now = this.#plan;
    return planOf(this.#of(), states, this.#only, grow && now?.kind === 'compressed' ? now.parts * 2 ** now.bucketBits : 0, this.#mostBucketBits);
  }

  /** Empty, laid out by a plan; false if there is no memory. */
  renew(plan: Plan): boolean {
    this.#plan = plan;
    const parts = plan.kind === 'compressed' ? plan.parts : 1;
    this.#parts.splice(parts);
    while (this.#parts.length < parts) {
      const part = Part.make();
      if (part === undefined) return false;
      this.#parts.push(part);
    }
    return this.#parts.every((p) => p.clear(plan, this.#of()));
  }

  /** Add `n` states from `words`; by state, 1 in `fresh` if it is new. There is room. */
  add(words: Int32Array, n: number, fresh: Int32Array): void {
    const { width } = this.#of().fields;
    for (let from = 0; from < n; from += BATCH) this.#addSome(words.subarray(from * width), Math.min(BATCH, n - from), fresh.subarray(from));
  }

  #addSome(words: Int32Array, n: number, fresh: Int32Array): void {
    const { width } = this.#of().fields;
    const parts = this.#parts;
    const [one] = parts;
    if (parts.length === 1) {
      one!.states.set(words.subarray(0, n * width));
      this.#call(one!, n);
      fresh.set(one!.fresh.subarray(0, n));
      return;
    }
    for (const p of parts) p.waiting = 0;
    for (let i = 0; i < n; i++) {
      const p = parts[(hashOf(words, i * width, width) >>> 0) % parts.length]!;
      for (let k = 0; k < width; k++) p.states[p.waiting * width + k] = words[i * width + k]!;
      p.which[p.waiting++] = i;
    }
    for (const p of parts) {
      this.#call(p, p.waiting);
      for (let k = 0; k < p.waiting; k++) fresh[p.which[k]!] = p.fresh[k]!;
    }
  }

  #call({ exports }: Part, n: number): void {
    if (this.#plan!.kind === 'bitmap') exports.addToBitmap(n);
    else exports.addToTable(n);
  }
}
