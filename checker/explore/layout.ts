/**
 * How a state is packed: the numbers of its bundles' valuations, in a few 32-bit words. A local state is coded by its rank in
 * the instance's domain.
 */
import type { Ir } from '../model/ir.ts';
import { Bundles, bundlesOf, type Packing } from './bundles.ts';
import { domainsOf, type Domains } from './domains.ts';

export class Layout {
  readonly domains: Domains;
  readonly sizes: readonly number[];
  /** As they are now: a search may come to need others ({@link Layout.better}). */
  bundles: Bundles;
  readonly #rank: readonly ReadonlyMap<number, number>[];
  readonly #codes: Int32Array;

  constructor(ir: Ir, packing?: Packing) {
    this.domains = domainsOf(ir);
    this.sizes = this.domains.states.map((d) => d.length);
    this.#rank = this.domains.states.map((d) => new Map(d.map((s, c) => [s, c])));
    this.bundles = new Bundles(bundlesOf(ir), this.sizes, ir.actions.length + 2, [], false, packing);
    this.#codes = new Int32Array(ir.instances.length);
  }

  /** Words a state. */
  get width(): number {
    return this.bundles.fields.width;
  }

  /** Write the codes of the state at `offset` of a chunk. */
  unpack(words: Int32Array, offset: number, codes: Int32Array): void {
    const { members, values } = this.bundles;
    const { word, shift, mask } = this.bundles.fields;
    for (let b = 0; b < members.length; b++) {
      const is = members[b]!;
      const from = values[b]!;
      let at = ((words[offset + word[b]!]! >>> shift[b]!) & mask[b]!) * is.length;
      for (let k = 0; k < is.length; k++) codes[is[k]!] = from[at++]!;
    }
  }

  /** Pack codes. */
  packCodes(codes: Int32Array, out: Int32Array, offset: number): void {
    const { members } = this.bundles;
    const { word, shift, mask, width } = this.bundles.fields;
    let outside = false;
    for (let w = 0; w < width; w++) out[offset + w] = 0;
    members.forEach((is, b) => {
      for (let k = 0; k < is.length; k++) this.#codes[k] = codes[is[k]!]!;
      const v = this.bundles.number(b, this.#codes);
      outside ||= v > mask[b]!;
      out[offset + word[b]!]! |= v << shift[b]!;
    });
    // A valuation that no search met has no place in the packed state: these words are no state's.
    if (outside) out.fill(-1, offset, offset + width);
  }

  /** Wider fields or other bundles, if the search has come to need them: `recode` is told how to rewrite a packed state. Where it refuses, all stays as it was. */
  improve(states: number, recode: (width: number, one: (from: Int32Array, at: number, to: Int32Array, into: number) => void) => boolean): 'widened' | 'divided' | 'refused' | undefined {
    const { bundles } = this;
    const divided = bundles.divided(states, this.sizes);
    if (divided) {
      const codes = new Int32Array(this.sizes.length);
      const done = recode(divided.fields.width, (from, at, to, into) => {
        this.bundles = bundles;
        this.unpack(from, at, codes);
        this.bundles = divided;
        this.packCodes(codes, to, into);
      });
      this.bundles = done ? divided : bundles;
      return done ? 'divided' : 'refused';
    }
    if (!bundles.crowded) return undefined;
    const old = bundles.fields;
    const { bits } = bundles.shape;
    bundles.widen();
    const { word, shift, width } = bundles.fields;
    const done = recode(width, (from, at, to, into) => {
      for (let w = 0; w < width; w++) to[into + w] = 0;
      for (let b = 0; b < word.length; b++) to[into + word[b]!]! |= ((from[at + old.word[b]!]! >>> old.shift[b]!) & old.mask[b]!) << shift[b]!;
    });
    if (!done) bundles.narrow(bits);
    return done ? 'widened' : 'refused';
  }

  /** Pack local states. */
  pack(state: readonly number[]): Int32Array {
    const codes = Int32Array.from(state, (s, i) => {
      const code = this.code(i, s);
      if (code === undefined) throw new Error(`local state ${s} of instance ${i} is outside its domain`);
      return code;
    });
    const out = new Int32Array(this.width);
    this.packCodes(codes, out, 0);
    return out;
  }

  /** The local states at `offset` of a chunk. */
  read(words: Int32Array, offset: number): number[] {
    const codes = new Int32Array(this.sizes.length);
    this.unpack(words, offset, codes);
    return Array.from(codes, (c, i) => this.domains.states[i]![c]!);
  }

  /** Code of a local state, if the instance can be in it. */
  code(instance: number, state: number): number | undefined {
    return this.#rank[instance]!.get(state);
  }

  size(instance: number): number {
    return this.sizes[instance]!;
  }
}
