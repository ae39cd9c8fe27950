/**
 * Which number a state has: open addressing of state numbers, compared with the states themselves. An entry also keeps the hash bits
 * that its place does not tell, so that most collisions cost no look at the state.
 */
import { CHUNK, WITHIN, type Chunks } from './chunks.ts';
import { enterAll, hashOf } from './hashing.ts';
import { HEAP } from './kernel/arena.ts';
import { CHUNK_BITS } from './kernel/parameters.ts';
import type { Pending } from './pending.ts';

/** Grow when more than this share of the table is taken. */
const LOAD = 0.83;
const FIRST_TABLE_BITS = 12;
const MOST_TABLE_BITS = 30;

/** Fewer states than this fit, so that two bits of a state's number are free for others. */
export const MOST_STATES = 2 ** MOST_TABLE_BITS;

export class StateHash {
  table: Int32Array = new Int32Array(1 << FIRST_TABLE_BITS);
  /** Enters all states into a larger table, where the chunks do not lie on the heap. */
  entering: ((table: Int32Array) => void) | undefined;
  readonly #chunks: Chunks;
  #hashes = new Int32Array(0);

  constructor(chunks: Chunks) {
    this.#chunks = chunks;
  }

  get bytes(): number {
    return this.table.byteLength;
  }
  /** So many states fit. */
  get most(): number {
    return Math.floor(this.table.length * LOAD) - 1;
  }

  /** Entries of a table for so many states, at least as large as the one there is; undefined where none is large enough. */
  entriesFor(states: number): number | undefined {
    let bits = Math.max(FIRST_TABLE_BITS, Math.log2(this.table.length));
    while (2 ** bits * LOAD < states + 1) bits++;
    return bits > MOST_TABLE_BITS ? undefined : 2 ** bits;
  }

  /** It is needed no longer. */
  clear(): void {
    this.#chunks.room.free(this.table);
    this.table = new Int32Array(0);
  }

  /** Enter `count` states into a table of so many entries; with `near` as the kernel does, if there is one. False, with `near` only, and nothing has changed, where the room for it was got by doing without ({@link clear}). */
  rehash(entries: number, count: number, near = false): boolean {
    const chunks = this.#chunks;
    const old = this.table;
    const table = chunks.ints(entries, near);
    if (old !== this.table) return false;
    if (near && this.entering && chunks.room !== HEAP) this.entering(table);
    else enterAll(table, (c) => chunks.chunk(c), CHUNK, chunks.width, count);
    chunks.room.free(old);
    this.table = table;
    return true;
  }

  /** Number of a state, or -1. */
  find(words: Int32Array, offset: number): number {
    return this.#seek(words, offset, hashOf(words, offset, this.#chunks.width));
  }

  /** The same for several; look-ups that miss the cache overlap. */
  findAll(words: Int32Array, count: number, targets: Int32Array): void {
    const { table } = this;
    const { width } = this.#chunks;
    const mask = table.length - 1;
    if (this.#hashes.length < count) this.#hashes = new Int32Array(2 * count);
    const hashes = this.#hashes;
    for (let i = 0; i < count; i++) hashes[i] = hashOf(words, i * width, width);
    for (let i = 0; i < count; i++) targets[i] = table[hashes[i]! & mask]!;
    for (let i = 0; i < count; i++) {
      const entry = targets[i]!;
      const state = (entry & mask) - 1;
      targets[i] = entry !== 0 && ((entry ^ hashes[i]!) & ~mask) === 0 ? this.#chunks.chunk(state >>> CHUNK_BITS)[(state & WITHIN) * width]! : 0;
    }
    for (let i = 0; i < count; i++) targets[i] = this.#seek(words, i * width, hashes[i]!);
  }

  /** Number of the state at `offset`; if it has none it gets `next`. */
  enter(words: Int32Array, offset: number, next: number, hash = hashOf(words, offset, this.#chunks.width)): number {
    const { table } = this;
    const mask = table.length - 1;
    const tag = hash & ~mask;
    let at = hash & mask;
    for (let entry = table[at]!; entry !== 0; entry = table[at]!) {
      if ((entry & ~mask) === tag && this.#same((entry & mask) - 1, words, offset)) return (entry & mask) - 1;
      at = (at + 1) & mask;
    }
    table[at] = tag | (next + 1);
    return next;
  }

  /** Find all that wait: `keep` is told each that is new, in order, and numbers it. Their numbers are in `targets`. */
  enterAll(p: Pending, keep: (offset: number, i: number) => number): void {
    const { count, width, words, hashes, entries, targets } = p;
    // None was spilled.
    const chunks = this.#chunks.states as Int32Array[];
    const { table } = this;
    const mask = table.length - 1;
    for (let i = 0, at = 0; i < count; i++) {
      // As hashOf, written out: it is called too often for a call.
      let h = 0x9e3779b9 | 0;
      for (const end = at + width; at < end; at++) {
        h = Math.imul(h ^ words[at]!, 0x85ebca6b);
        h ^= h >>> 15;
        h = Math.imul(h, 0xc2b2ae35);
      }
      hashes[i] = h ^ (h >>> 16);
    }
    for (let i = 0; i < count; i++) entries[i] = table[hashes[i]! & mask]!;
    // Touch the states that will be compared; what is read does not matter, only that it is near then.
    for (let i = 0; i < count; i++) {
      const entry = entries[i]!;
      const state = (entry & mask) - 1;
      targets[i] = entry !== 0 && ((entry ^ hashes[i]!) & ~mask) === 0 ? chunks[state >>> CHUNK_BITS]![(state & WITHIN) * width]! : 0;
    }
    for (let i = 0; i < count; i++) {
      const entry = entries[i]!;
      const state = (entry & mask) - 1;
      const from = i * width;
      // Mostly it is the first entry met, and a state known before: that needs no call.
      if (entry !== 0 && ((entry ^ hashes[i]!) & ~mask) === 0) {
        const chunk = chunks[state >>> CHUNK_BITS]!;
        const o = (state & WITHIN) * width;
        let k = 0;
        while (k < width && chunk[o + k] === words[from + k]) k++;
        if (k === width) {
          targets[i] = state;
          continue;
        }
      }
      targets[i] = keep(from, i);
    }
  }

  #seek(words: Int32Array, offset: number, hash: number): number {
    const { table } = this;
    const mask = table.length - 1;
    const tag = hash & ~mask;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const entry = table[at]!;
      if (entry === 0) return -1;
      if ((entry & ~mask) === tag && this.#same((entry & mask) - 1, words, offset)) return (entry & mask) - 1;
    }
  }

  #same(state: number, words: Int32Array, offset: number): boolean {
    const { width } = this.#chunks;
    const chunk = this.#chunks.chunk(state >>> CHUNK_BITS);
    const o = (state & WITHIN) * width;
    for (let k = 0; k < width; k++) if (chunk[o + k] !== words[offset + k]) return false;
    return true;
  }
}
