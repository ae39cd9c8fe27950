/** A memory with one part of a set of visited states, or with what distributes states to parts. */
import type { Bundles } from '../bundles.ts';
import { Arena } from '../kernel/arena.ts';
import { PARAMETERS } from '../kernel/parameters.ts';
import * as V from '../kernel/visited.ts';
import { instanceOn } from '../kernel/web-assembly.ts';
import { STASH, type Plan } from './plan.ts';

/** A stash is full when this share of it is taken. */
const LOAD = 0.75;

interface Exports {
  readonly addToTable: (n: number) => void;
  readonly addToBitmap: (n: number) => void;
  readonly route: (n: number, parts: number) => void;
  readonly gather: (n: number) => void;
}

/** So many zeros, or a copy. */
type Wanted = Readonly<Record<number, number | ArrayLike<number>>>;

export class Part {
  readonly #arena: Arena;
  readonly #parameters: Int32Array;
  readonly #exports: Exports;
  #held: Record<number, Int32Array> = {};
  #kind: Plan['kind'] = 'bitmap';

  /** Undefined where the process gets no memory for it. */
  static make(): Part | undefined {
    const arena = Arena.make();
    return arena && new Part(arena);
  }

  private constructor(arena: Arena) {
    this.#arena = arena;
    this.#parameters = new Int32Array(arena.memory.buffer, PARAMETERS, V.LENGTH);
    this.#exports = instanceOn(arena.memory) as Exports;
  }

  /** An empty set, to which so many states are added at once; false if there is no memory. */
  clear(plan: Plan, { fields, counts }: Bundles, batch: number): boolean {
    const parameters = this.#parameters;
    this.#kind = plan.kind;
    parameters[V.WIDTH] = fields.width;
    parameters[V.BUNDLES] = counts.length;
    parameters[V.STASHED] = 0;
    const strides = plan.strides.flatMap((s) => [Number(s & 0xffffffffn) | 0, Number(s >> 32n)]);
    const lists: Wanted = {
      [V.STATES]: fields.width * batch, [V.KEYS]: 2 * batch, [V.ORDER]: batch + 1, [V.FRESH]: batch, [V.STARTS]: 1 << V.REGION_BITS,
      [V.WORDS]: fields.word, [V.SHIFTS]: fields.shift, [V.MASKS]: fields.mask, [V.STRIDES]: strides,
    };
    if (plan.kind === 'bitmap') return this.#hold({ ...lists, [V.PLACES]: Math.ceil(plan.bytes / 4) });
    const buckets = 2 ** plan.bucketBits;
    parameters[V.STASH_MASK] = STASH * buckets - 1;
    parameters[V.ALL_BITS] = plan.allBits;
    parameters[V.BUCKET_BITS] = plan.bucketBits;
    parameters[V.ENTRY_BYTES] = plan.entryBytes;
    parameters[V.ENTRIES] = plan.entries;
    parameters[V.SORTING] = plan.sorted ? 1 : 0;
    return this.#hold({ ...lists, [V.PLACES]: 16 * buckets, [V.STASH]: 2 * STASH * buckets, [V.ORDERED]: plan.sorted ? 2 * batch : 0 });
  }

  /** To distribute so many states at once to parts; false if there is no memory. */
  distribute({ fields }: Bundles, batch: number, parts: number): boolean {
    this.#parameters[V.WIDTH] = fields.width;
    return this.#hold({ [V.STATES]: fields.width * batch, [V.ROUTED]: fields.width * batch, [V.WHICH]: batch, [V.ORDER]: batch, [V.FRESH]: batch, [V.STARTS]: parts + 1 });
  }

  #hold(wanted: Wanted): boolean {
    for (const held of Object.values(this.#held)) this.#arena.free(held);
    this.#held = {};
    for (const [k, want] of Object.entries(wanted)) {
      const held = this.#arena.ints(typeof want === 'number' ? want : want.length);
      if (held === undefined) return false;
      if (typeof want !== 'number') held.set(want);
      this.#held[Number(k)] = held;
      this.#parameters[Number(k)] = held.byteOffset;
    }
    return true;
  }

  /** Whether the stash has room for so many states. */
  stashHas(n: number): boolean {
    return this.#kind === 'bitmap' || this.#parameters[V.STASHED]! + n <= LOAD * this.#parameters[V.STASH_MASK]!;
  }

  /** Add n states; by state 1 if it is new. There is room. */
  add(words: Int32Array, n: number): Int32Array {
    this.#held[V.STATES]!.set(words);
    if (this.#kind === 'bitmap') this.#exports.addToBitmap(n);
    else this.#exports.addToTable(n);
    return this.#held[V.FRESH]!.subarray(0, n);
  }

  /** Add n states, each to its part. */
  addTo(parts: readonly Part[], words: Int32Array, n: number): Int32Array {
    const held = this.#held;
    held[V.STATES]!.set(words);
    this.#exports.route(n, parts.length);
    const width = this.#parameters[V.WIDTH]!;
    const [routed, starts, answers] = [held[V.ROUTED]!, held[V.STARTS]!, held[V.ORDER]!];
    parts.forEach((part, p) => {
      const [from, to] = [starts[p]!, starts[p + 1]!];
      answers.set(part.add(routed.subarray(from * width, to * width), to - from), from);
    });
    this.#exports.gather(n);
    return held[V.FRESH]!.subarray(0, n);
  }
}
