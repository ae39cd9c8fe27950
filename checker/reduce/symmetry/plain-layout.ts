/** A packed state in which each instance has bits of its own, so that local states can be exchanged one by one. */
import { domainsOf, type Domains } from '../../explore/domains.ts';
import type { Ir } from '../../model/ir.ts';

export class PlainLayout {
  readonly domains: Domains;
  readonly width: number;
  readonly word: Int32Array;
  readonly shift: Int32Array;
  readonly #mask: Int32Array;
  readonly #rank: readonly ReadonlyMap<number, number>[];

  constructor(ir: Ir) {
    this.domains = domainsOf(ir);
    const { states } = this.domains;
    const bits = states.map((d) => (d.length <= 1 ? 0 : 32 - Math.clz32(d.length - 1)));
    this.#rank = states.map((d) => new Map(d.map((s, c) => [s, c])));
    this.word = new Int32Array(bits.length);
    this.shift = new Int32Array(bits.length);
    this.#mask = Int32Array.from(bits, (b) => 2 ** b - 1);
    let [word, used] = [0, 0];
    bits.forEach((b, i) => {
      if (used + b > 32) [word, used] = [word + 1, 0];
      this.word[i] = word;
      this.shift[i] = used;
      used += b;
    });
    this.width = word + 1;
  }

  /** Write the codes of the state at `offset`. */
  unpack(words: Int32Array, offset: number, codes: Int32Array): void {
    for (let i = 0; i < codes.length; i++) codes[i] = (words[offset + this.word[i]!]! >>> this.shift[i]!) & this.#mask[i]!;
  }

  /** Pack local states. */
  pack(state: ArrayLike<number>): Int32Array {
    const out = new Int32Array(this.width);
    for (let i = 0; i < state.length; i++) {
      const code = this.code(i, state[i]!);
      if (code === undefined) throw new Error(`local state ${state[i]} of instance ${i} is outside its domain`);
      out[this.word[i]!]! |= code << this.shift[i]!;
    }
    return out;
  }

  /** Code of a local state, if the instance can be in it. */
  code(instance: number, state: number): number | undefined {
    return this.#rank[instance]!.get(state);
  }

  size(instance: number): number {
    return this.domains.states[instance]!.length;
  }
}
