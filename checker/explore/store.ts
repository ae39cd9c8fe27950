/**
 * The states found so far: packed words, parent and action of each, and an open-addressing hash of their numbers. All
 * are typed arrays that grow by chunks; no object is made per state. A hash entry also keeps the hash bits that its
 * place does not tell, so that most collisions cost no look at the state.
 */

/** 2^15 states a chunk. */
const CHUNK_BITS = 15;
const CHUNK = 1 << CHUNK_BITS;
const WITHIN = CHUNK - 1;
/** Grow when more than this share of the hash is taken. */
const LOAD = 0.6;
const FIRST_TABLE_BITS = 12;

/** What `add` returns when a further chunk would pass the memory limit. */
export const FULL = -1;

export class Store {
  count = 0;
  readonly width: number;
  readonly #limit: number;
  #reserved = 0;
  readonly #chunks: Int32Array[] = [];
  readonly #parents: Int32Array[] = [];
  readonly #actions: (Uint16Array | Int32Array)[] = [];
  readonly #wideActions: boolean;
  #bits = FIRST_TABLE_BITS;
  #table = new Int32Array(1 << FIRST_TABLE_BITS);

  /** `width` words a state, `actions` different actions, at most `limit` bytes. */
  constructor(width: number, actions: number, limit: number) {
    this.width = width;
    this.#wideActions = actions > 0xffff;
    this.#limit = limit;
  }

  /** Bytes allocated. */
  get bytes(): number {
    return this.#chunks.length * this.#chunkBytes + this.#table.byteLength + this.#reserved;
  }
  get #chunkBytes(): number {
    return CHUNK * (4 * this.width + 4 + (this.#wideActions ? 4 : 2));
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
  action(state: number): number {
    return this.#actions[state >>> CHUNK_BITS]![state & WITHIN]!;
  }

  /** Number of the state in `words`; a new one is entered. {@link FULL} if there is no room for it. */
  add(words: Int32Array, parent: number, action: number): number {
    const hash = this.#hash(words, 0);
    const mask = this.#table.length - 1;
    const tag = hash & ~mask;
    let at = hash & mask;
    for (let entry = this.#table[at]!; entry !== 0; entry = this.#table[at]!) {
      if ((entry & ~mask) === tag && this.#same((entry & mask) - 1, words)) return (entry & mask) - 1;
      at = (at + 1) & mask;
    }
    const state = this.count;
    if (state >>> CHUNK_BITS >= this.#chunks.length && !this.#addChunk()) return FULL;
    if (state + 2 > this.#table.length * LOAD) {
      if (!this.#grow()) return FULL;
      return this.#enter(words, parent, action, this.#free(hash), hash);
    }
    return this.#enter(words, parent, action, at, hash);
  }

  /** Number of a state that was entered before, else -1. */
  find(words: Int32Array): number {
    const hash = this.#hash(words, 0);
    const mask = this.#table.length - 1;
    for (let at = hash & mask; this.#table[at] !== 0; at = (at + 1) & mask) {
      const state = (this.#table[at]! & mask) - 1;
      if (this.#same(state, words)) return state;
    }
    return -1;
  }

  #enter(words: Int32Array, parent: number, action: number, at: number, hash: number): number {
    const state = this.count++;
    const c = state >>> CHUNK_BITS;
    const chunk = this.#chunks[c]!;
    const o = (state & WITHIN) * this.width;
    for (let k = 0; k < this.width; k++) chunk[o + k] = words[k]!;
    this.#parents[c]![state & WITHIN] = parent;
    this.#actions[c]![state & WITHIN] = action;
    const mask = this.#table.length - 1;
    this.#table[at] = (hash & ~mask) | (state + 1);
    return state;
  }

  #same(state: number, words: Int32Array): boolean {
    const chunk = this.#chunks[state >>> CHUNK_BITS]!;
    const o = (state & WITHIN) * this.width;
    for (let k = 0; k < this.width; k++) if (chunk[o + k] !== words[k]) return false;
    return true;
  }

  /** Two multiplications a word, and a last mix so that low and high bits both depend on every word. */
  #hash(words: Int32Array, offset: number): number {
    let h = 0x9e3779b9 | 0;
    for (let k = 0; k < this.width; k++) {
      h = Math.imul(h ^ words[offset + k]!, 0x85ebca6b);
      h ^= h >>> 15;
      h = Math.imul(h, 0xc2b2ae35);
    }
    h ^= h >>> 16;
    return h;
  }

  #free(hash: number): number {
    const mask = this.#table.length - 1;
    let at = hash & mask;
    while (this.#table[at] !== 0) at = (at + 1) & mask;
    return at;
  }

  #addChunk(): boolean {
    if (this.bytes + this.#chunkBytes > this.#limit) return false;
    this.#chunks.push(new Int32Array(CHUNK * this.width));
    this.#parents.push(new Int32Array(CHUNK));
    this.#actions.push(this.#wideActions ? new Int32Array(CHUNK) : new Uint16Array(CHUNK));
    return true;
  }

  #grow(): boolean {
    const length = this.#table.length * 2;
    // Both tables live while entries move.
    if (this.bytes + length * 4 > this.#limit || this.#bits >= 30) return false;
    this.#bits++;
    this.#table = new Int32Array(length);
    const mask = length - 1;
    for (let state = 0; state < this.count; state++) {
      const hash = this.#hash(this.chunk(state), this.offset(state));
      this.#table[this.#free(hash)] = (hash & ~mask) | (state + 1);
    }
    return true;
  }

  /** Grant memory to others on the same limit, or refuse it. */
  reserve(bytes: number): boolean {
    if (this.bytes + bytes > this.#limit) return false;
    this.#reserved += bytes;
    return true;
  }
}
