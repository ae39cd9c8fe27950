/**
 * Finds, among many rules, those that hold in a state, without trying them all. A node asks for the code of one instance
 * and goes on with the rules that allow it, and besides with the rules that do not care. All is data in one array: code
 * generated per rule would be optimised or not from one run to the next.
 */
import type { Generator, Test } from './generate.ts';
import type { Member, Rule } from './rules.ts';

/** Few enough rules to try one after the other. */
const LEAF = 2;
/** Words that the array may take before everything left becomes leaves. */
const BUDGET = 1 << 21;

interface Pending {
  readonly id: number;
  readonly left: readonly Member[];
  readonly rest: number;
}

export class Forest {
  /**
   * Node at p > 0: [variable, next tree, child of code 0, child of code 1, ...]; a child or tree 0 is empty, a negative
   * one is the leaf at -p: [number of rules, then for each: id, rest, number of members, (variable, mask offset)...].
   */
  #program: Int32Array;
  readonly #root: number;
  readonly #masks: Uint8Array;
  readonly #rests: Test[] = [];
  readonly #stack: Int32Array;

  constructor(rules: readonly Rule[], sizes: readonly number[], generator: Generator) {
    const b = new Builder(sizes);
    this.#root = b.tree(rules.map((r) => ({ id: r.id, left: r.members, rest: r.rest ? this.#rests.push(generator.test(r.rest)) - 1 : -1 })));
    this.#program = Int32Array.from(b.program);
    this.#masks = Uint8Array.from(b.masks);
    this.#stack = new Int32Array(b.deepest + 2);
  }

  /** Write the ids of the rules that hold to `out` (an id as often as rules of it hold); how many. */
  match(codes: Int32Array, out: Int32Array): number {
    const program = this.#program;
    const masks = this.#masks;
    const stack = this.#stack;
    let found = 0;
    let top = 0;
    let p = this.#root;
    for (;;) {
      while (p > 0) {
        const others = program[p + 1]!;
        if (others !== 0) stack[top++] = others;
        p = program[p + 2 + codes[program[p]!]!]!;
      }
      if (p < 0) {
        let q = -p;
        for (let n = program[q++]!; n > 0; n--) {
          const id = program[q]!;
          const rest = program[q + 1]!;
          const end = q + 3 + 2 * program[q + 2]!;
          q += 3;
          while (q < end && masks[program[q + 1]! + codes[program[q]!]!] === 1) q += 2;
          if (q === end && (rest < 0 || this.#rests[rest]!(codes))) out[found++] = id;
          q = end;
        }
      }
      if (top === 0) return found;
      p = stack[--top]!;
    }
  }

  get bytes(): number {
    return this.#program.byteLength + this.#masks.byteLength;
  }
}

/** Lays out the trees. Equal sets of pending rules share one tree. */
class Builder {
  readonly program: number[] = [0];
  readonly masks: number[] = [];
  deepest = 0;
  readonly #sizes: readonly number[];
  readonly #known = new Map<string, number>();
  readonly #maskOf = new Map<string, number>();

  constructor(sizes: readonly number[]) {
    this.#sizes = sizes;
  }

  tree(rules: readonly Pending[], depth = 0): number {
    if (rules.length === 0) return 0;
    const key = rules.map((r) => `${r.id}/${r.rest}:${r.left.map((m) => `${m.variable}=${this.#mask(m)}`).join(',')}`).join(';');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const pivot = rules.length <= LEAF || this.program.length > BUDGET ? -1 : this.#pivot(rules);
    const at = pivot < 0 ? this.#leaf(rules) : this.#node(rules, pivot, depth);
    this.#known.set(key, at);
    this.deepest = Math.max(this.deepest, depth);
    return at;
  }

  /** The variable that spares most tests: each rule counts by the share of codes it excludes. */
  #pivot(rules: readonly Pending[]): number {
    const gain = new Map<number, number>();
    for (const r of rules)
      for (const m of r.left) gain.set(m.variable, (gain.get(m.variable) ?? 0) + 1 - m.codes.length / this.#sizes[m.variable]!);
    let best = -1;
    let most = 1;
    for (const [v, g] of gain) if (g > most || (g === most && best > v)) [best, most] = [v, g];
    return best;
  }

  #node(rules: readonly Pending[], pivot: number, depth: number): number {
    const size = this.#sizes[pivot]!;
    const caring = rules.filter((r) => r.left.some((m) => m.variable === pivot));
    const at = this.program.length;
    for (let k = 0; k < size + 2; k++) this.program.push(0);
    this.program[at] = pivot;
    this.program[at + 1] = this.tree(rules.filter((r) => !caring.includes(r)), depth + 1);
    for (let code = 0; code < size; code++) {
      const here = caring.filter((r) => r.left.some((m) => m.variable === pivot && m.codes.includes(code)));
      this.program[at + 2 + code] = this.tree(here.map((r) => ({ ...r, left: r.left.filter((m) => m.variable !== pivot) })), depth + 1);
    }
    return at;
  }

  #leaf(rules: readonly Pending[]): number {
    const at = this.program.length;
    this.program.push(rules.length);
    for (const r of rules) {
      this.program.push(r.id, r.rest, r.left.length);
      for (const m of r.left) this.program.push(m.variable, this.#mask(m));
    }
    return -at;
  }

  /** Offset of a member's mask, one byte a code. */
  #mask(m: Member): number {
    const key = `${this.#sizes[m.variable]}:${m.codes.join(',')}`;
    let at = this.#maskOf.get(key);
    if (at === undefined) {
      at = this.masks.length;
      const set = new Set(m.codes);
      for (let c = 0; c < this.#sizes[m.variable]!; c++) this.masks.push(set.has(c) ? 1 : 0);
      this.#maskOf.set(key, at);
    }
    return at;
  }
}
