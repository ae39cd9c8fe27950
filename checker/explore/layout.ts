/**
 * Where each instance stands in a packed state. A state is a few 32-bit words; an instance takes the bits that its
 * domain needs, none if it has one local state. A local state is coded by its rank in the domain.
 */
import type { Ir } from '../model/ir.ts';
import { domainsOf, type Domains } from './domains.ts';

/** Unpacks the words at `offset` of a chunk into codes. */
type Unpack = (words: Int32Array, offset: number, codes: Int32Array) => void;

export class Layout {
  readonly domains: Domains;
  /** Words a state. */
  readonly width: number;
  readonly word: Int32Array;
  readonly shift: Int32Array;
  readonly unpack: Unpack;
  readonly #rank: readonly ReadonlyMap<number, number>[];

  constructor(ir: Ir) {
    this.domains = domainsOf(ir);
    const bits = this.domains.states.map((d) => (d.length <= 1 ? 0 : 32 - Math.clz32(d.length - 1)));
    this.#rank = this.domains.states.map((d) => new Map(d.map((s, c) => [s, c])));
    this.word = new Int32Array(bits.length);
    this.shift = new Int32Array(bits.length);
    const free: number[] = [];
    const order = bits.map((_, i) => i).sort((a, b) => bits[b]! - bits[a]! || a - b);
    for (const i of order) {
      if (bits[i] === 0) continue;
      let w = free.findIndex((left) => left >= bits[i]!);
      if (w < 0) w = free.push(32) - 1;
      this.word[i] = w;
      this.shift[i] = 32 - free[w]!;
      free[w]! -= bits[i]!;
    }
    this.width = Math.max(1, free.length);
    this.unpack = this.#generate(bits);
  }

  /** Straight-line code: one load a word, one shift and mask an instance. */
  #generate(bits: readonly number[]): Unpack {
    const lines = Array.from({ length: this.width }, (_, w) => `const w${w}=words[offset+${w}];`);
    bits.forEach((b, i) => {
      lines.push(b === 0 ? `codes[${i}]=0;` : `codes[${i}]=(w${this.word[i]}>>>${this.shift[i]})&${b === 32 ? -1 : 2 ** b - 1};`);
    });
    return new Function('words', 'offset', 'codes', lines.join('\n')) as Unpack;
  }

  /** Pack local states. */
  pack(state: readonly number[]): Int32Array {
    const out = new Int32Array(this.width);
    state.forEach((s, i) => {
      const code = this.code(i, s);
      if (code === undefined) throw new Error(`local state ${s} of instance ${i} is outside its domain`);
      out[this.word[i]!]! |= code << this.shift[i]!;
    });
    return out;
  }

  /** The local states at `offset` of a chunk. */
  read(words: Int32Array, offset: number): number[] {
    const codes = new Int32Array(this.word.length);
    this.unpack(words, offset, codes);
    return Array.from(codes, (c, i) => this.domains.states[i]![c]!);
  }

  /** Code of a local state, if the instance can be in it. */
  code(instance: number, state: number): number | undefined {
    return this.#rank[instance]!.get(state);
  }

  size(instance: number): number {
    return this.domains.states[instance]!.length;
  }
}
