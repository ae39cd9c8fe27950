/**
 * Which of many rules hold in a state? Each rule is split into what it asks of each bundle. For each valuation of a bundle a row of bits
 * says which rules it allows; the rules that hold are those that the rows of all bundles allow. What a rule asks of several
 * bundles at once is looked up ({@link Across}) or left to generated code, and only where the rows allow the rule.
 */
import type { IrExpr } from '../model/ir.ts';
import { Across, atomsOf } from './across.ts';
import { ENTRY, type Bundles } from './bundles.ts';
import type { Generator, Test } from './generate.ts';
import type { Rule } from './rules.ts';

/** Writes the positions of the rules that the rows allow; how many. */
type Match = (rows: Int32Array[], starts: Int32Array[], numbers: Int32Array, live: Int32Array, out: Int32Array) => number;

/** What a rule asks of several bundles at once. */
interface Rest {
  readonly test: Test;
  readonly across: Across;
}

/** What a rule asks of one bundle beyond memberships. */
interface Asked {
  readonly test: Test;
  readonly rule: number;
}

/** By bundle: rows, where each valuation's row starts, and of how many valuations there are rows. Then the rules that are looked for, their ids, those of which rows do not tell all, and what else they ask. */
export interface MaskTables {
  readonly rows: readonly Int32Array[];
  readonly starts: readonly Int32Array[];
  readonly done: Int32Array;
  readonly words: number;
  readonly live: Int32Array;
  readonly ids: Int32Array;
  readonly rests: Int32Array;
  readonly across: readonly Across['tables'][];
}

export class Masks {
  /** Of each rule in its place: the id that it was given. */
  readonly ids: Int32Array;
  /** Room that {@link match} needs. */
  readonly most: number;
  readonly #bundles: Bundles;
  readonly #words: number;
  readonly #live: Int32Array;
  readonly #asked: readonly (readonly Asked[])[];
  /** By bundle, place in it and code: the rules that such a member allows. */
  readonly #allowed: readonly (readonly Int32Array[])[];
  /** By bundle: rows that differ, one after the other, and for each valuation where its row starts. Few differ, so that they are near. */
  readonly #rows: Int32Array[];
  readonly #starts: Int32Array[];
  readonly #known: readonly Map<string, number>[];
  readonly #done: Int32Array;
  readonly #rests: readonly (Rest | undefined)[];
  /** Bits of the rules that have one. */
  readonly #withRest: Int32Array;
  readonly #match: Match;
  readonly #codes: Int32Array;

  constructor(rules: readonly Rule[], bundles: Bundles, generator: Generator) {
    this.#bundles = bundles;
    this.ids = Int32Array.from(rules, (r) => r.id);
    this.most = rules.length;
    this.#words = Math.max(1, (rules.length + 31) >> 5);
    this.#live = new Int32Array(this.#words);
    rules.forEach((_, k) => (this.#live[k >> 5]! |= 1 << (k & 31)));
    const asked = bundles.members.map((): Asked[] => []);
    this.#allowed = bundles.members.map((is) => is.map((i) => new Int32Array(generator.sizes[i]! * this.#words).fill(-1)));
    this.#rests = rules.map((r, k) => {
      for (const { variable, codes } of r.members) this.#allow(variable, codes, k);
      const across: IrExpr[] = [];
      for (const e of r.rest === undefined ? [] : r.rest.op === 'and' ? r.rest.es : [r.rest]) {
        const [first, ...others] = bundlesRead(e, bundles);
        if (first === undefined || others.length > 0) across.push(e);
        else asked[first]!.push({ test: generator.test(e), rule: k });
      }
      if (across.length === 0) return undefined;
      const test = generator.test({ op: 'and', es: across });
      return { test, across: new Across({ op: 'and', es: across }, test, bundles) };
    });
    this.#withRest = new Int32Array(this.#words);
    this.#rests.forEach((r, k) => r && (this.#withRest[k >> 5]! |= 1 << (k & 31)));
    this.#asked = asked;
    this.#rows = bundles.members.map(() => new Int32Array(16 * (this.#words + 1)));
    this.#starts = bundles.members.map(() => new Int32Array(16));
    this.#known = bundles.members.map(() => new Map<string, number>());
    this.#done = new Int32Array(bundles.members.length);
    this.#codes = new Int32Array(bundles.bundle.length);
    this.#match = matcher(bundles.members.length, this.#words);
  }

  /** What is known now, to be looked at by others. */
  get tables(): MaskTables {
    const across = this.#rests.map((r) => r?.across.tables);
    return { rows: this.#rows, starts: this.#starts, done: this.#done, words: this.#words, live: this.#live, ids: this.ids, rests: this.#withRest, across };
  }

  /** Look for the rules of an id no longer; how many they are. */
  drop(id: number): number {
    let dropped = 0;
    for (let k = 0; k < this.ids.length; k++) {
      const bit = 1 << (k & 31);
      if (this.ids[k] !== id || (this.#live[k >> 5]! & bit) === 0) continue;
      this.#live[k >> 5]! &= ~bit;
      dropped++;
    }
    return dropped;
  }

  /** Positions of the rules that hold in the state with these valuations, ascending; how many. `codes` gives its codes, where they are needed. */
  match(numbers: Int32Array, codes: () => Int32Array, out: Int32Array): number {
    const { counts } = this.#bundles;
    for (let b = 0; b < numbers.length; b++) if (this.#done[b]! < counts[b]!) this.#fill(b);
    const n = this.#match(this.#rows, this.#starts, numbers, this.#live, out);
    let kept = 0;
    for (let k = 0; k < n; k++) {
      const rest = this.#rests[out[k]!];
      if (rest === undefined || (rest.across.holds(numbers) ?? rest.test(codes()))) out[kept++] = out[k]!;
    }
    return kept;
  }

  #allow(instance: number, codes: readonly number[], rule: number): void {
    const allowed = this.#allowed[this.#bundles.bundle[instance]!]![this.#bundles.place[instance]!]!;
    for (let c = 0, n = allowed.length / this.#words; c < n; c++) if (!codes.includes(c)) allowed[c * this.#words + (rule >> 5)]! &= ~(1 << (rule & 31));
  }

  /** Where a row starts among those of a bundle; entered if it is new. */
  #rowAt(b: number, row: Int32Array): number {
    const known = this.#known[b]!;
    const key = row.join();
    let at = known.get(key);
    if (at !== undefined) return at;
    at = known.size * row.length;
    known.set(key, at);
    this.#bundles.grew(ENTRY + key.length);
    if (this.#rows[b]!.length < at + row.length) this.#rows[b] = this.#grown(this.#rows[b]!, at + row.length);
    this.#rows[b]!.set(row, at);
    return at;
  }

  #grown(old: Int32Array, least: number): Int32Array {
    const out = new Int32Array(Math.max(least, old.length * 2));
    out.set(old);
    this.#bundles.grew(out.byteLength - old.byteLength);
    return out;
  }

  /** Rows of the valuations that are new. */
  #fill(b: number): void {
    const { counts, values, members } = this.#bundles;
    const is = members[b]!;
    const W = this.#words;
    if (this.#starts[b]!.length < counts[b]!) this.#starts[b] = this.#grown(this.#starts[b]!, counts[b]!);
    for (const r of this.#rests) r?.across.fill(b);
    const row = new Int32Array(W + 1);
    const allowed = this.#allowed[b]!;
    for (let v = this.#done[b]!; v < counts[b]!; v++) {
      row.fill(-1);
      for (let k = 0; k < is.length; k++) {
        const code = values[b]![v * is.length + k]!;
        this.#codes[is[k]!] = code;
        const from = allowed[k]!;
        for (let w = 0, at = code * W; w < W; w++) row[w]! &= from[at + w]!;
      }
      for (const { test, rule } of this.#asked[b]!) if ((row[rule >> 5]! & (1 << (rule & 31))) !== 0 && !test(this.#codes)) row[rule >> 5]! &= ~(1 << (rule & 31));
      row[W] = 0;
      for (let w = 0; w < W; w++) if (row[w] !== 0) row[W]! |= 1 << (w & 31);
      this.#starts[b]![v] = this.#rowAt(b, row);
    }
    this.#done[b] = counts[b]!;
  }
}

/** The loop over the words of the rows, written out for so many bundles. A last word says which words of a row are not empty, where there are no more than it can tell. */
const matcher = (bundles: number, words: number): Match => {
  const each = (f: (b: number) => string): string => Array.from({ length: bundles }, (_, b) => f(b)).join('');
  return new Function(
    'R', 'S', 'N', 'L', 'out',
    `${each((b) => `const r${b}=R[${b}],o${b}=S[${b}][N[${b}]];`)}
    let n=0;
    ${words <= 32 ? `for(let s=-1${each((b) => `&r${b}[o${b}+${words}]`)};s!==0;s&=s-1){const w=31-Math.clz32(s&-s);` : `for(let w=0;w<${words};w++){`}
      let x=L[w]${each((b) => `&r${b}[o${b}+w]`)};
      while(x!==0){out[n++]=(w<<5)|(31-Math.clz32(x&-x));x&=x-1;}
    }
    return n;`,
  ) as Match;
};

/** Bundles that an expression reads. */
export const bundlesRead = (e: IrExpr | readonly IrExpr[], { bundle }: Bundles): Set<number> => new Set(atomsOf(e).map((a) => bundle[a.instance]!));
