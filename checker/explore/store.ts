/**
 * The states found so far ({@link Chunks}), and which they are: a hash of their numbers ({@link StateHash}), or a set that only tells
 * whether a state is new ({@link Visited}). All are typed arrays that grow, to a limit; no object is made per state.
 */
import { CHUNK, Chunks, WITHIN } from './chunks.ts';
import type { Piece } from './checkpoint/journal.ts';
import { HEAP, type Room } from './kernel/arena.ts';
import { CHUNK_BITS } from './kernel/parameters.ts';
import type { Pending } from './pending.ts';
import { StateHash } from './state-hash.ts';
import { Undecided } from './undecided.ts';
import type { StoreKind } from './visited/plan.ts';
import type { Visited } from './visited/visited.ts';

const MOST_CHUNKS = 2 ** (31 - CHUNK_BITS) - 1;

/** What {@link Store.add} returns when a further chunk would pass the memory limit. */
export const FULL = -1;

type Relief = (why: 'memory' | 'room') => boolean;

export class Store {
  count = 0;
  readonly #limit: number;
  #reserved = 0;
  #beside = 0;
  readonly #chunks: Chunks;
  readonly #hash: StateHash;
  #visited: Visited | undefined;
  #fresh = new Int32Array(0);
  /** What tells whether a state is new could not be laid out anew: nothing can be entered any more. */
  #closed = false;
  /** What is on the shelf goes there where memory is short. */
  #spillTo: string | undefined;
  #expanded = 0;
  readonly #relief: Relief;

  /** `width` words a state, at most `limit` bytes. `relief` is asked where there is no memory for more states, or no room where they lie; whether there may be now ({@link ease}). */
  constructor(width: number, limit: number, relief: Relief = () => false) {
    this.#relief = relief;
    this.#chunks = new Chunks(width, () => relief('room'));
    this.#hash = new StateHash(this.#chunks);
    this.#limit = limit;
  }

  get width(): number {
    return this.#chunks.width;
  }
  set width(width: number) {
    this.#chunks.width = width;
  }

  /** Bytes allocated. */
  get bytes(): number {
    return this.#chunks.bytes + (this.#visited ?? this.#hash).bytes + this.#reserved + this.#beside;
  }
  get kind(): StoreKind {
    return this.#visited?.kind ?? 'hash';
  }
  /** The hash will grow soon, to so many bytes. */
  get crowded(): boolean {
    return this.count > 0.95 * this.#hash.most;
  }
  get grown(): number {
    return 2 * this.#hash.bytes;
  }
  /** The set, where no hash is kept. */
  get visited(): Visited | undefined {
    return this.#visited;
  }

  /** The arrays as they lie in memory, to be looked at and added to by others; so many states fit them. */
  get arrays() {
    const { states: chunks, parents } = this.#chunks;
    return { chunks, parents, table: this.#hash.table, most: Math.min(chunks.length * CHUNK, this.#visited ? Infinity : this.#hash.most) };
  }
  /** Where they lie. It becomes the heap where there was no more room elsewhere. */
  get room(): Room {
    return this.#chunks.room;
  }

  /** Move all of it but the set; false, and nothing has changed, if there is no room. `entering` enters all states into a larger table there. */
  move(to: Room, entering: (table: Int32Array) => void): boolean {
    const table = this.#chunks.move(to, [this.#hash.table]);
    if (table === undefined) return false;
    this.#hash.table = table[0]!;
    this.#hash.entering = entering;
    return true;
  }

  /** Keep a set in place of the hash; false, and the hash is kept, if it cannot be. */
  sift(visited: Visited): boolean {
    if (visited.plan(this.count, false) === undefined) return false;
    this.#hash.clear();
    this.#visited = visited;
    if (!this.#relay(false)) this.#closed = !this.#index();
    return this.#visited === visited;
  }

  /** Every state before `until` is expanded: it will be looked at now and then only, unless a hash is kept. */
  shelve(until: number): void {
    if (this.#visited === undefined) return;
    this.#chunks.shelve(until);
    if (this.#spillTo !== undefined && 2 * this.bytes > this.#limit) this.#chunks.spill(this.#spillTo);
  }

  /** Do with less memory: keep a set in place of the hash, and spill states that are expanded, those before `until`, to a folder. False if that cannot be. */
  ease(visited: Visited, until: number, folder: string): boolean {
    if (this.#visited === undefined && visited.plan(this.count, false) === undefined) return false;
    this.#spillTo = folder;
    this.#chunks.shelve(until);
    this.#chunks.spill(folder);
    return this.#visited !== undefined || this.sift(visited);
  }
  /** More states would have no number: 32 bits, one of them a sign. */
  get numbersEnd(): boolean {
    return this.#chunks.states.length >= MOST_CHUNKS;
  }
  /** Why states could not be spilled. */
  get unspilled(): string | undefined {
    return this.#chunks.unspilled;
  }

  /** The chunk that holds a state, and its offset there. */
  chunk(state: number): Int32Array {
    return this.#chunks.chunk(state >>> CHUNK_BITS);
  }
  offset(state: number): number {
    return (state & WITHIN) * this.width;
  }
  /** -1 for the initial state. */
  parent(state: number): number {
    return this.#chunks.parent(state);
  }

  /** Number of the state in `words`; a new one is entered. {@link FULL} if there is no room for it. With a hash only. */
  add(words: Int32Array, parent: number): number {
    return this.place(1) ? this.#enter(words, 0, parent) : FULL;
  }

  /** Enter all that wait, in their order; how many found room. With a hash their numbers are in `targets`. */
  addAll(p: Pending): number {
    if (!this.place(p.count)) return this.#addSome(p);
    const { count, words, parents, hashes } = p;
    if (this.#visited) this.#sift(words, count, parents);
    else this.#hash.enterAll(p, (offset, i) => this.#enter(words, offset, parents[i]!, hashes[i]));
    return count;
  }

  /** Near the memory limit: one at a time, as many as fit. */
  #addSome({ count, width, words, parents, targets }: Pending): number {
    for (let i = 0; i < count; i++) {
      if (!this.place(1)) return i;
      if (this.#visited) this.#sift(words.subarray(i * width), 1, parents.subarray(i));
      else targets[i] = this.#enter(words, i * width, parents[i]!);
    }
    return count;
  }

  #enter(words: Int32Array, offset: number, parent: number, hash?: number): number {
    const state = this.#hash.enter(words, offset, this.count, hash);
    if (state === this.count) this.#keep(words, offset, parent);
    return state;
  }

  /** Keep those of `n` states that are new. There is room. */
  #sift(words: Int32Array, n: number, parents: Int32Array): void {
    const fresh = this.isFresh(words, n);
    for (let i = 0; i < n; i++) if (fresh[i] === 1) this.#keep(words, i * this.width, parents[i]!);
  }

  #keep(words: Int32Array, offset: number, parent: number): void {
    const state = this.count++;
    const { width } = this;
    const chunk = this.chunk(state);
    const o = (state & WITHIN) * width;
    for (let k = 0; k < width; k++) chunk[o + k] = words[offset + k]!;
    this.#chunks.parents[state >>> CHUNK_BITS]![state & WITHIN] = parent;
  }

  /** Of `n` states whether they are new to the set; they no longer are. There is room. */
  isFresh(words: Int32Array, n: number): Int32Array {
    if (this.#fresh.length < n) this.#fresh = new Int32Array(2 * n);
    this.#visited!.add(words, n, this.#fresh);
    return this.#fresh;
  }

  /** Number of a state that was entered before, else -1. Where only a set was kept, it becomes a hash: throws {@link Undecided} if there is no memory for that. */
  find(words: Int32Array): number {
    this.#indexed();
    return this.#hash.find(words, 0);
  }

  /** The same for several, one after the other in `words`; look-ups that miss the cache overlap. */
  findAll(words: Int32Array, count: number, targets: Int32Array): void {
    this.#indexed();
    this.#hash.findAll(words, count, targets);
  }

  /** Rewrite every state in so many words: `one` is told where a state stands and where it goes. False if the memory limit forbids it. */
  recode(width: number, one: (from: Int32Array, at: number, to: Int32Array, into: number) => void): boolean {
    const chunks = this.#chunks;
    if (this.bytes + 4 * CHUNK * (chunks.states.length * Math.max(0, width - this.width) + width) > this.#limit) return false;
    chunks.recode(this.count, width, one);
    if (this.#visited === undefined) return this.#hash.rehash(this.#hash.table.length, this.count);
    this.#closed = !this.#relay(false);
    return true;
  }

  /** What was entered from state `from` on, as it lies in memory. */
  pieces(from: number): Piece[] {
    return this.#chunks.pieces(from, this.count);
  }

  /** States before this one are expanded, of those that will be taken back. */
  expects(expanded: number): void {
    this.#expanded = expanded;
  }

  /** Take back a piece; {@link restored} ends that. False if the memory limit forbids it. */
  restore(name: string, from: number, data: Buffer): boolean {
    while (this.#chunks.states.length <= from >>> CHUNK_BITS) if (!this.#addChunk()) return false;
    const next = this.#chunks.restore(name, from, data);
    if (name === 'states') this.count = Math.max(this.count, next);
    else this.shelve(Math.min(next, this.#expanded));
    return true;
  }

  /** Every piece is back: enter the states. False if the memory limit forbids it. */
  restored(): boolean {
    if (this.#visited) return this.#relay(false);
    // A table that is too small for what is entered would be searched for ever.
    const entries = this.#hash.entriesFor(this.count + 1);
    return entries !== undefined && this.bytes + 4 * entries <= this.#limit && this.#hash.rehash(entries, this.count);
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

  /** Make room for so many new states; false if the memory limit forbids it. */
  place(states: number): boolean {
    return this.#place(states) || (this.#relief('memory') && this.#place(states));
  }

  #place(states: number): boolean {
    if (this.#closed) return false;
    while (this.#chunks.states.length * CHUNK < this.count + states) if (!this.#addChunk()) return false;
    while (this.#visited?.room(states) === false) if (!this.#relay(true)) return false;
    while (this.#visited === undefined && this.#hash.most < this.count + states) if (!this.#grow()) return false;
    return true;
  }

  #addChunk(): boolean {
    if (this.numbersEnd || this.bytes + this.#chunks.more > this.#limit) return false;
    this.#chunks.add();
    return true;
  }

  #grow(): boolean {
    const entries = this.#hash.entriesFor(this.#hash.most + 1);
    // Both tables live while entries move.
    if (entries === undefined || this.bytes + 4 * entries > this.#limit) return false;
    return this.#hash.rehash(entries, this.count, true) || this.#visited !== undefined;
  }

  /** Lay out the set anew, for more states if it is to grow. False if there is no memory: where it was to grow, it is as it was. */
  #relay(grow: boolean): boolean {
    const visited = this.#visited!;
    for (let more = grow; ; more = true) {
      const plan = visited.plan(this.count, more);
      // The states have come to have too many bits.
      if (plan === undefined) return this.#index();
      if (this.bytes - visited.bytes + plan.bytes > this.#limit) return false;
      if (!visited.renew(plan)) return !(this.#closed = true);
      if (this.#enterAgain()) return true;
    }
  }

  /** Enter all states into the empty set; false if it is too small. */
  #enterAgain(): boolean {
    const visited = this.#visited!;
    const together = new Int32Array(this.width * Math.min(visited.batch, this.count));
    for (let from = 0; from < this.count; from += visited.batch) {
      const n = Math.min(visited.batch, this.count - from);
      if (!visited.room(n)) return false;
      this.#chunks.copy(from, n, together);
      this.isFresh(together, n);
    }
    return true;
  }

  #indexed(): void {
    if (this.#visited && !this.#index()) throw new Undecided('memory');
  }

  /** The set becomes a hash, which tells the number of a state; false if there is no memory for that. */
  #index(): boolean {
    const entries = this.#hash.entriesFor(this.count + 1);
    // With states in a file a look-up would read a chunk for each that it compares.
    if (entries === undefined || this.#chunks.spilled || this.bytes - this.#visited!.bytes + 4 * entries > this.#limit) return false;
    this.#visited = undefined;
    // What is on the shelf is on the heap: no kernel can go on with it.
    this.#chunks.room = HEAP;
    return this.#hash.rehash(entries, this.count);
  }
}
