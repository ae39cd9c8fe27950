/**
 * The states found so far: packed words and parent of each, and an open-addressing hash of their numbers. All
 * are typed arrays that grow by chunks; no object is made per state. A hash entry also keeps the hash bits that its
 * place does not tell, so that most collisions cost no look at the state.
 */
import type { Piece } from './checkpoint/journal.ts';
import { enterAll, hashOf } from './hashing.ts';
import { HEAP, type Room } from './kernel/arena.ts';
import { CHUNK_BITS } from './kernel/parameters.ts';
import type { Pending } from './pending.ts';

const CHUNK = 1 << CHUNK_BITS;
const WITHIN = CHUNK - 1;
/** Grow when more than this share of the hash is taken. */
const LOAD = 0.83;
const FIRST_TABLE_BITS = 12;
const MOST_TABLE_BITS = 30;

/** Fewer states than this fit the hash, so that two bits of a state's number are free for others. */
export const MOST_STATES = 2 ** MOST_TABLE_BITS;

/** What {@link Store.add} returns when a further chunk would pass the memory limit. */
export const FULL = -1;

export class Store {
  count = 0;
  width: number;
  readonly #limit: number;
  #reserved = 0;
  #beside = 0;
  readonly #chunks: Int32Array[] = [];
  readonly #parents: Int32Array[] = [];
  #hashes = new Int32Array(0);
  #bits = FIRST_TABLE_BITS;
  #table: Int32Array = new Int32Array(1 << FIRST_TABLE_BITS);
  #room = HEAP;
  #entering: ((table: Int32Array) => void) | undefined;

  /** `width` words a state, at most `limit` bytes. */
  constructor(width: number, limit: number) {
    this.width = width;
    this.#limit = limit;
  }

  /** Bytes allocated. */
  get bytes(): number {
    return this.#chunks.length * this.#chunkBytes + this.#table.byteLength + this.#reserved + this.#beside;
  }
  get #chunkBytes(): number {
    return CHUNK * 4 * (this.width + 1);
  }

  /** The arrays as they lie in memory, to be looked at and added to by others; so many states fit them. */
  get arrays() {
    return { chunks: this.#chunks, parents: this.#parents, table: this.#table, most: Math.min(this.#chunks.length * CHUNK, Math.floor(this.#table.length * LOAD) - 1) };
  }
  /** Where they lie. It becomes the heap where there was no more room elsewhere. */
  get room(): Room {
    return this.#room;
  }

  /** Move all of it; false, and nothing has changed, if there is no room. `entering` enters all states into a larger table there. */
  move(to: Room, entering: (table: Int32Array) => void): boolean {
    const arrays = [this.#table, ...this.#chunks, ...this.#parents];
    const moved = arrays.map((a) => to.ints(a.length));
    if (moved.includes(undefined)) {
      for (const a of moved) if (a) to.free(a);
      return false;
    }
    arrays.forEach((a, k) => moved[k]!.set(a));
    const n = this.#chunks.length;
    this.#table = moved[0]!;
    for (let c = 0; c < n; c++) [this.#chunks[c], this.#parents[c]] = [moved[1 + c]!, moved[1 + n + c]!];
    this.#room = to;
    this.#entering = entering;
    return true;
  }

  /** The chunk that holds a state, and its offset there. */
  chunk(state: number): Int32Array {
    return this.#chunks[state >>> CHUNK_BITS]!;
  }
  offset(state: number): number {
    return (state & WITHIN) * this.width;
  }
  /** -1 for the initial state. */
  parent(state: number): number {
    return this.#parents[state >>> CHUNK_BITS]![state & WITHIN]!;
  }

  /** Number of the state in `words`; a new one is entered. {@link FULL} if there is no room for it. */
  add(words: Int32Array, parent: number): number {
    return this.place(1) ? this.#enter(words, 0, hashOf(words, 0, this.width), parent) : FULL;
  }

  /** Enter all that wait, in their order; how many found room. Their numbers are in `targets`. */
  addAll(p: Pending): number {
    if (!this.place(p.count)) return this.#addSome(p);
    const { count, width, words, hashes, entries, targets } = p;
    const chunks = this.#chunks;
    const table = this.#table;
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
      // Mostly it is the first entry met, and a state known before: that needs no call.
      if (entry !== 0 && ((entry ^ hashes[i]!) & ~mask) === 0) {
        const chunk = chunks[state >>> CHUNK_BITS]!;
        const o = (state & WITHIN) * width;
        const from = i * width;
        let k = 0;
        while (k < width && chunk[o + k] === words[from + k]) k++;
        if (k === width) {
          targets[i] = state;
          continue;
        }
      }
      targets[i] = this.#enter(words, i * width, hashes[i]!, p.parents[i]!);
    }
    return count;
  }

  /** Near the memory limit: one at a time, as many as fit. */
  #addSome(p: Pending): number {
    for (let i = 0; i < p.count; i++) {
      if (!this.place(1)) return i;
      p.targets[i] = this.#enter(p.words, i * p.width, hashOf(p.words, i * p.width, this.width), p.parents[i]!);
    }
    return p.count;
  }

  /** Number of a state that was entered before, else -1. */
  find(words: Int32Array): number {
    return this.#seek(words, 0, hashOf(words, 0, this.width));
  }

  /** The same for several, one after the other in `words`; look-ups that miss the cache overlap. */
  findAll(words: Int32Array, count: number, targets: Int32Array): void {
    const table = this.#table;
    const mask = table.length - 1;
    const hashes = this.#hashesOf(count);
    for (let i = 0; i < count; i++) hashes[i] = hashOf(words, i * this.width, this.width);
    for (let i = 0; i < count; i++) targets[i] = table[hashes[i]! & mask]!;
    for (let i = 0; i < count; i++) {
      const entry = targets[i]!;
      targets[i] = entry !== 0 && ((entry ^ hashes[i]!) & ~mask) === 0 ? this.chunk((entry & mask) - 1)[this.offset((entry & mask) - 1)]! : 0;
    }
    for (let i = 0; i < count; i++) targets[i] = this.#seek(words, i * this.width, hashes[i]!);
  }

  #hashesOf(count: number): Int32Array {
    if (this.#hashes.length < count) this.#hashes = new Int32Array(2 * count);
    return this.#hashes;
  }

  #seek(words: Int32Array, offset: number, hash: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    const tag = hash & ~mask;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const entry = table[at]!;
      if (entry === 0) return -1;
      if ((entry & ~mask) === tag && this.#same((entry & mask) - 1, words, offset)) return (entry & mask) - 1;
    }
  }

  /** Rewrite every state in so many words: `one` is told where a state stands and where it goes. False if the memory limit forbids it. */
  recode(width: number, one: (from: Int32Array, at: number, to: Int32Array, into: number) => void): boolean {
    if (this.bytes + 4 * CHUNK * (this.#chunks.length * Math.max(0, width - this.width) + width) > this.#limit) return false;
    const old = this.width;
    this.width = width;
    this.#chunks.forEach((from, c) => {
      const to = this.#ints(CHUNK * width);
      for (let k = 0, n = Math.min(CHUNK, this.count - c * CHUNK); k < n; k++) one(from, k * old, to, k * width);
      this.#chunks[c] = to;
      this.#room.free(from);
    });
    return this.#rehash(this.#table.length);
  }

  /** What was entered from state `from` on, as it lies in memory. */
  pieces(from: number): Piece[] {
    const out: Piece[] = [];
    for (let at = from, next: number; at < this.count; at = next) {
      next = Math.min(this.count, ((at >>> CHUNK_BITS) + 1) << CHUNK_BITS);
      const [c, o, n] = [at >>> CHUNK_BITS, at & WITHIN, next - at];
      out.push(
        { name: 'states', from: at, data: this.#chunks[c]!.subarray(o * this.width, (o + n) * this.width) },
        { name: 'parents', from: at, data: this.#parents[c]!.subarray(o, o + n) },
      );
    }
    return out;
  }

  /** Take back a piece; {@link restored} ends that. False if the memory limit forbids it. */
  restore(name: string, from: number, data: Buffer): boolean {
    const c = from >>> CHUNK_BITS;
    while (this.#chunks.length <= c) if (!this.#addChunk()) return false;
    const [array, width] = name === 'states' ? [this.#chunks[c]!, this.width] : [this.#parents[c]!, 1];
    new Uint8Array(array.buffer).set(data, (from & WITHIN) * width * array.BYTES_PER_ELEMENT);
    if (name === 'states') this.count = Math.max(this.count, from + data.byteLength / (4 * this.width));
    return true;
  }

  /** Every piece is back: enter the states into the hash. False if the memory limit forbids it. */
  restored(): boolean {
    // A table that is too small for what is entered would be searched for ever.
    while ((1 << this.#bits) * LOAD < this.count + 2) if (++this.#bits > MOST_TABLE_BITS) return false;
    if (this.bytes + 4 * 2 ** this.#bits > this.#limit) return false;
    return this.#rehash(2 ** this.#bits);
  }

  /** Others keep so many bytes besides, and have them already; false if that passes the limit. */
  beside(bytes: number): boolean {
    this.#beside = bytes;
    return this.bytes <= this.#limit;
  }

  /** Grant memory to others on the same limit, or refuse it; below 0 they give it back. */
  reserve(bytes: number): boolean {
    if (bytes > 0 && this.bytes + bytes > this.#limit) return false;
    this.#reserved += bytes;
    return true;
  }

  #enter(words: Int32Array, offset: number, hash: number, parent: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    const tag = hash & ~mask;
    let at = hash & mask;
    for (let entry = table[at]!; entry !== 0; entry = table[at]!) {
      if ((entry & ~mask) === tag && this.#same((entry & mask) - 1, words, offset)) return (entry & mask) - 1;
      at = (at + 1) & mask;
    }
    const state = this.count++;
    const c = state >>> CHUNK_BITS;
    const chunk = this.#chunks[c]!;
    const o = (state & WITHIN) * this.width;
    for (let k = 0; k < this.width; k++) chunk[o + k] = words[offset + k]!;
    this.#parents[c]![state & WITHIN] = parent;
    table[at] = tag | (state + 1);
    return state;
  }

  #same(state: number, words: Int32Array, offset: number): boolean {
    const chunk = this.#chunks[state >>> CHUNK_BITS]!;
    const o = (state & WITHIN) * this.width;
    for (let k = 0; k < this.width; k++) if (chunk[o + k] !== words[offset + k]) return false;
    return true;
  }

  /** Make room for so many new states; false if the memory limit forbids it. */
  place(states: number): boolean {
    while (this.#chunks.length * CHUNK < this.count + states) if (!this.#addChunk()) return false;
    while (this.#table.length * LOAD < this.count + states + 1) if (!this.#grow()) return false;
    return true;
  }

  #addChunk(): boolean {
    if (this.bytes + this.#chunkBytes > this.#limit) return false;
    this.#chunks.push(this.#ints(CHUNK * this.width));
    this.#parents.push(this.#ints(CHUNK));
    return true;
  }

  #ints(length: number): Int32Array {
    return this.#room.ints(length) ?? (this.#room = HEAP).ints(length)!;
  }

  #grow(): boolean {
    const length = this.#table.length * 2;
    // Both tables live while entries move.
    if (this.bytes + length * 4 > this.#limit || this.#bits >= MOST_TABLE_BITS) return false;
    this.#bits++;
    return this.#rehash(length, this.#entering);
  }

  #rehash(length: number, entering?: (table: Int32Array) => void): true {
    const table = this.#ints(length);
    if (entering && this.#room !== HEAP) entering(table);
    else enterAll(table, this.#chunks, CHUNK, this.width, this.count);
    this.#room.free(this.#table);
    this.#table = table;
    return true;
  }
}
