/**
 * The states found so far in order of discovery, in packed words, and the parent of each; typed arrays of 2^16 states. What is expanded
 * can be put on the shelf: the kernel needs it no longer, and of its parents only differences are kept. What is on the shelf can be spilled
 * to a file, from which a chunk is read when somebody asks for it.
 */
import type { Piece } from './checkpoint/journal.ts';
import { HEAP, type Room } from './kernel/arena.ts';
import { CHUNK_BITS } from './kernel/parameters.ts';
import { Spill } from './spill.ts';

export const CHUNK = 1 << CHUNK_BITS;
export const WITHIN = CHUNK - 1;
/** Chunks that are in memory though they were spilled, at most. */
const READ = 16;
/** Words that are asked of the system at once for the shelf: 64 MiB. Of so much it is told when they are spilled; smaller pieces stay with the process. */
const SLAB = 2 ** 24;

export class Chunks {
  width: number;
  /** Where new chunks lie. It becomes the heap where there was no more room elsewhere. */
  room: Room = HEAP;
  /** Undefined: it was spilled. */
  readonly states: (Int32Array | undefined)[] = [];
  /** States are expanded in order, so their parents ascend: bytes are differences from the one before, the first from `#first`. */
  readonly parents: (Int32Array | Uint8Array)[] = [];
  readonly #first: number[] = [];
  #parentBytes = 0;
  #shelved = 0;
  #spilled = 0;
  #spill: Spill | undefined;
  #slab = new Int32Array(0);
  #slabbed = 0;
  /** Why no more is spilled. */
  unspilled: string | undefined;
  readonly #read = new Map<number, Int32Array>();
  readonly #relief: () => boolean;

  /** `relief` is asked once for room where there was none; whether there may be some now. */
  constructor(width: number, relief: () => boolean = () => false) {
    this.width = width;
    this.#relief = relief;
  }

  get bytes(): number {
    return (this.states.length - this.#spilled) * this.#stateBytes + this.#parentBytes;
  }
  get #stateBytes(): number {
    return CHUNK * 4 * this.width;
  }
  get spilled(): boolean {
    return this.#spilled > 0;
  }

  /** Of the states of a chunk. */
  chunk(c: number): Int32Array {
    return this.states[c] ?? this.#again(c);
  }
  #again(c: number): Int32Array {
    const known = this.#read.get(c);
    if (known) return known;
    if (this.#read.size >= READ) this.#read.delete(this.#read.keys().next().value!);
    const states = new Int32Array(CHUNK * this.width);
    this.#spill!.read(states, c * this.#stateBytes);
    this.#read.set(c, states);
    return states;
  }
  /** Bytes of one chunk more. */
  get more(): number {
    return CHUNK * 4 * (this.width + 1);
  }

  add(): void {
    this.states.push(this.ints(CHUNK * this.width, true));
    this.parents.push(this.ints(CHUNK, true));
    this.#parentBytes += 4 * CHUNK;
  }

  /** -1 for the initial state. */
  parent(state: number): number {
    const c = state >>> CHUNK_BITS;
    const parents = this.parents[c]!;
    if (parents instanceof Int32Array) return parents[state & WITHIN]!;
    let parent = this.#first[c]!;
    for (let k = 0, n = state & WITHIN; k <= n; k++) parent += parents[k]!;
    return parent;
  }

  /** The states before `until` are only looked at now and then from here on. */
  shelve(until: number): void {
    for (; (this.#shelved + 1) * CHUNK <= until; this.#shelved++) {
      const c = this.#shelved;
      if (this.room !== HEAP) {
        const states = this.states[c]!;
        this.states[c] = this.#onShelf(this.width);
        this.states[c]!.set(states);
        this.room.free(states);
      }
      this.#shelveParents(c);
    }
  }

  /** Zeros for a chunk. */
  #onShelf(width: number): Int32Array {
    const n = CHUNK * width;
    if (this.#slabbed + n > this.#slab.length) [this.#slab, this.#slabbed] = [new Int32Array(Math.max(SLAB, n)), 0];
    return this.#slab.subarray(this.#slabbed, (this.#slabbed += n));
  }

  /** What is on the shelf goes to a file in `folder`, as long as that takes it ({@link unspilled}). */
  spill(folder: string): void {
    for (; this.#spilled < this.#shelved && this.#write(folder, this.#spilled, this.states[this.#spilled]!); this.#spilled++) this.states[this.#spilled] = undefined;
  }
  #write(folder: string, c: number, states: Int32Array): boolean {
    if (this.unspilled !== undefined) return false;
    try {
      this.#spill ??= new Spill(folder);
      this.#spill.write(states, c * this.#stateBytes);
      return true;
    } catch (e) {
      this.unspilled = `${folder}: ${(e as Error).message}`;
      return false;
    }
  }

  #shelveParents(c: number): void {
    const parents = this.parents[c]!;
    if (parents instanceof Uint8Array) return;
    const bytes = new Uint8Array(CHUNK);
    let last = parents[0]!;
    let small = true;
    for (let k = 0; k < CHUNK; k++) {
      const step = parents[k]! - last;
      small &&= step >= 0 && step < 256;
      bytes[k] = step;
      last = parents[k]!;
    }
    this.#first[c] = parents[0]!;
    this.parents[c] = small ? bytes : parents.slice();
    this.#parentBytes -= small ? 3 * CHUNK : 0;
    if (this.room !== HEAP) this.room.free(parents);
  }

  /** All that is not on the shelf is moved; false, and nothing has changed, if there is no room. */
  move(to: Room, others: Int32Array[] = []): Int32Array[] | undefined {
    const from = this.#shelved;
    const arrays = [...others, ...(this.states.slice(from) as Int32Array[]), ...(this.parents.slice(from) as Int32Array[])];
    const moved = arrays.map((a) => to.ints(a.length));
    if (moved.includes(undefined)) {
      for (const a of moved) if (a) to.free(a);
      return undefined;
    }
    arrays.forEach((a, k) => moved[k]!.set(a));
    const n = this.states.length - from;
    for (let c = 0; c < n; c++) [this.states[from + c], this.parents[from + c]] = [moved[others.length + c]!, moved[others.length + n + c]!];
    this.room = to;
    return moved.slice(0, others.length) as Int32Array[];
  }

  /** Rewrite `count` states in so many words: `one` is told where a state stands and where it goes. */
  recode(count: number, width: number, one: (from: Int32Array, at: number, to: Int32Array, into: number) => void): void {
    const old = this.width;
    this.width = width;
    const spill = this.#spill;
    this.#spill = undefined;
    this.#spilled = 0;
    this.#read.clear();
    this.states.forEach((kept, c) => {
      const from = kept ?? new Int32Array(CHUNK * old);
      if (kept === undefined) spill!.read(from, 4 * c * CHUNK * old);
      const to = c < this.#shelved ? this.#onShelf(width) : this.ints(CHUNK * width);
      for (let k = 0, n = Math.min(CHUNK, count - c * CHUNK); k < n; k++) one(from, k * old, to, k * width);
      // Where the file takes no more, the rest stays in memory.
      const again = kept === undefined && this.#write(spill!.folder, c, to);
      this.#spilled += again ? 1 : 0;
      this.states[c] = again ? undefined : to;
      if (c >= this.#shelved) this.room.free(from);
    });
  }

  /** States from `from` to `count`, as they lie in memory. */
  pieces(from: number, count: number): Piece[] {
    return [...this.#words(from, count)].flatMap(([at, words]) => [
      { name: 'states', from: at, data: words },
      { name: 'parents', from: at, data: this.#parentsOf(at >>> CHUNK_BITS).subarray(at & WITHIN, (at & WITHIN) + words.length / this.width) },
    ]);
  }

  /** The words of `count` states from `from` on go to the front of `into`. */
  copy(from: number, count: number, into: Int32Array): void {
    for (const [at, words] of this.#words(from, from + count)) into.set(words, (at - from) * this.width);
  }

  /** States from `from` to `until` by chunk: the first of them, and the words of all. */
  *#words(from: number, until: number): Generator<[number, Int32Array]> {
    for (let at = from, n: number; at < until; at += n) {
      const o = at & WITHIN;
      n = Math.min(CHUNK - o, until - at);
      yield [at, this.chunk(at >>> CHUNK_BITS).subarray(o * this.width, (o + n) * this.width)];
    }
  }

  #parentsOf(c: number): Int32Array {
    const parents = this.parents[c]!;
    if (parents instanceof Int32Array) return parents;
    let last = this.#first[c]!;
    return Int32Array.from(parents, (step) => (last += step));
  }

  /** Take back a piece, whose chunk is there; the first state that is not. */
  restore(name: string, from: number, data: Buffer): number {
    const c = from >>> CHUNK_BITS;
    const [array, width] = name === 'states' ? [this.states[c]!, this.width] : [this.parents[c]!, 1];
    new Uint8Array(array.buffer).set(data, (from & WITHIN) * width * 4);
    return from + data.byteLength / (4 * width);
  }

  /** So many zeros where chunks lie, or on the heap. `relieved`: relief may be asked for first, as nothing is half done. */
  ints(length: number, relieved = false): Int32Array {
    return this.room.ints(length) ?? (relieved && this.#relief() ? this.room.ints(length) : undefined) ?? (this.room = HEAP).ints(length)!;
  }
}
