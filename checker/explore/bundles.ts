/**
 * Component instances in bundles, and the valuations of each bundle in which it was met, numbered in that order. A state is a
 * tuple of such numbers: a few bits a bundle, though its instances could between them be in millions of valuations. What
 * depends on one bundle alone is computed once a valuation, when that is first met, and looked up ever after.
 */
import type { Piece } from './checkpoint/journal.ts';
import type { Ir } from '../model/ir.ts';

/** How bundles are begun with. No result depends on it. */
export interface Packing {
  /** A field is made no wider than this before there is need. */
  readonly bits: number;
  /** A bundle with more valuations must pay for them: else it is divided. */
  readonly many: number;
}
export const PACKING: Packing = { bits: 10, many: 1 << 12 };
/** More than this, and its steps cannot be numbered. */
const MOST = 1 << 20;
/** Bytes of an entry of a map, about, beside its key. */
export const ENTRY = 64;
/** It pays if there are so many times as many states. */
const PAYS = 8;

/** Instances that share an index stand together: they are what one slot consists of, and change together. */
export const bundlesOf = (ir: Ir): number[][] => {
  const groups = new Map<number, number[]>();
  ir.instances.forEach(({ index }, i) => {
    const key = index[0] ?? -1;
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  return [...groups.values()];
};

export class Bundles {
  /** Instances of each bundle. */
  readonly members: readonly (readonly number[])[];
  /** Bundle of each instance, and its place there. */
  readonly bundle: Int32Array;
  readonly place: Int32Array;
  /** Number of valuations met. */
  readonly counts: Int32Array;
  /** Codes of bundle b's valuation v: from `v * members[b].length` on. */
  readonly values: Int32Array[];
  /** Where the numbers stand in a packed state. */
  fields: Fields;
  /** Memory for what is kept of each valuation, here and by those who remember something of it ({@link Bundles.grew}). */
  bytes = 0;
  /** Some field has no room for what one more state may bring. */
  crowded = false;
  readonly #known: Map<string, number>[];
  #bits: readonly number[];
  readonly #most: readonly number[];
  readonly #spare: number;

  readonly #packing: Packing;

  /** `sizes`: codes of each instance. `spare`: most valuations that one state may add. `bits`: at least so many a field, or just so many. */
  constructor(members: readonly (readonly number[])[], sizes: readonly number[], spare: number, bits: readonly number[] = [], exactly = false, packing = PACKING) {
    this.#packing = packing;
    this.members = members;
    this.#spare = spare;
    this.bundle = new Int32Array(sizes.length);
    this.place = new Int32Array(sizes.length);
    members.forEach((is, b) => is.forEach((i, k) => ([this.bundle[i], this.place[i]] = [b, k])));
    this.#most = members.map((is) => bitsFor(is.reduce((n, i) => n * sizes[i]!, 1)));
    this.#bits = exactly ? bits : members.map((_, b) => Math.min(this.#most[b]!, Math.max(packing.bits, bits[b] ?? 0)));
    this.counts = new Int32Array(members.length);
    this.values = members.map((is) => new Int32Array(is.length * 16));
    this.#known = members.map(() => new Map<string, number>());
    this.fields = fieldsOf(this.#bits);
  }

  /** Number of a valuation of bundle b, whose codes begin at `at`; a new one is entered. */
  number(b: number, codes: Int32Array, at = 0): number {
    const n = this.members[b]!.length;
    let key = '';
    for (let k = 0; k < n; k++) key += String.fromCharCode(codes[at + k]!);
    const known = this.#known[b]!.get(key);
    if (known !== undefined) return known;
    const v = this.counts[b]!++;
    this.#known[b]!.set(key, v);
    this.grew(ENTRY + 2 * n);
    if (this.values[b]!.length < (v + 1) * n) {
      const grown = new Int32Array(this.values[b]!.length * 2);
      this.grew(grown.byteLength / 2);
      grown.set(this.values[b]!);
      this.values[b] = grown;
    }
    for (let k = 0; k < n; k++) this.values[b]![v * n + k] = codes[at + k]!;
    if (this.#bits[b]! < this.#most[b]! && this.counts[b]! + this.#spare >= 2 ** this.#bits[b]!) this.crowded = true;
    return v;
  }

  /** So many bytes more are kept. */
  grew(bytes: number): void {
    this.bytes += bytes;
  }

  /** What it takes to make the same again. */
  get shape(): { readonly members: readonly (readonly number[])[]; readonly bits: readonly number[] } {
    return { members: this.members, bits: this.#bits };
  }

  /** Valuations that were met from each count on, as they lie in memory. */
  pieces(from: readonly number[]): Piece[] {
    return this.members.flatMap((is, b) => (this.counts[b]! > from[b]! ? [{ name: `bundle${b}`, from: from[b]!, data: this.values[b]!.subarray(from[b]! * is.length, this.counts[b]! * is.length) }] : []));
  }

  /** Take back a piece. */
  restore(b: number, data: Buffer): void {
    const codes = new Int32Array(data.byteLength / 4);
    for (let k = 0; k < codes.length; k++) codes[k] = data.readInt32LE(4 * k);
    for (let at = 0; at < codes.length; at += this.members[b]!.length) this.number(b, codes, at);
  }

  /** Make the fields wider that are narrow. */
  widen(): void {
    this.#bits = this.#bits.map((n, b) => (this.counts[b]! + this.#spare >= 2 ** n ? Math.min(this.#most[b]!, n + 1) : n));
    this.crowded = this.#bits.some((n, b) => n < this.#most[b]! && this.counts[b]! + this.#spare >= 2 ** n);
    this.fields = fieldsOf(this.#bits);
  }

  /** Back to fields of so many bits: what was packed in them is not packed otherwise. */
  narrow(bits: readonly number[]): void {
    this.#bits = bits;
    this.crowded = true;
    this.fields = fieldsOf(bits);
  }

  /** Other bundles, where one has so many valuations that it does not pay: that one is divided. */
  divided(states: number, sizes: readonly number[]): Bundles | undefined {
    const large = this.members.findIndex((is, b) => is.length > 1 && ((this.counts[b]! > this.#packing.many && this.counts[b]! * PAYS > states) || this.counts[b]! > MOST));
    if (large < 0) return undefined;
    const is = this.members[large]!;
    const half = is.length >> 1;
    const twice = <T>(xs: readonly T[], a: T, b: T): T[] => [...xs.slice(0, large), a, b, ...xs.slice(large + 1)];
    return new Bundles(twice(this.members, is.slice(0, half), is.slice(half)), sizes, this.#spare, twice(this.#bits, this.#bits[large]!, this.#bits[large]!), false, this.#packing);
  }
}

/** Where the number of each bundle stands in a packed state, and how many words that takes. */
export interface Fields {
  readonly word: Int32Array;
  readonly shift: Int32Array;
  readonly mask: Int32Array;
  readonly width: number;
}

const fieldsOf = (bits: readonly number[]): Fields => {
  const word = new Int32Array(bits.length);
  const shift = new Int32Array(bits.length);
  const free: number[] = [];
  for (const b of bits.map((_, k) => k).sort((x, y) => bits[y]! - bits[x]! || x - y)) {
    let w = free.findIndex((left) => left >= bits[b]!);
    if (w < 0) w = free.push(32) - 1;
    word[b] = w;
    // A shift by 32 would be none: nothing is kept of a field without bits.
    shift[b] = bits[b] === 0 ? 0 : 32 - free[w]!;
    free[w]! -= bits[b]!;
  }
  return { word, shift, mask: Int32Array.from(bits, (n) => 2 ** n - 1), width: Math.max(1, free.length) };
};

const bitsFor = (n: number): number => (n <= 1 ? 0 : Math.min(31, Math.ceil(Math.log2(n))));
