/**
 * A condition that reads several bundles, by table. What it asks of a bundle has few answers: valuations with the same answers are one
 * class, and the classes decide.
 */
import type { IrExpr } from '../model/ir.ts';
import type { Bundles } from './bundles.ts';
import type { Test } from './generate.ts';

/** Larger than this a table does not pay. */
const MOST = 1 << 14;

/** What a condition asks of one instance: whether its code is among some, or a value by its code. */
interface Atom {
  readonly instance: number;
  readonly states?: readonly number[];
  readonly values?: readonly number[];
}

/** What a condition asks of single instances. */
export const atomsOf = (e: IrExpr | readonly IrExpr[]): Atom[] => {
  const atoms: Atom[] = [];
  const walk = (x: unknown): void => {
    if (Array.isArray(x)) x.forEach(walk);
    else if (typeof x === 'object' && x !== null) {
      if ('instance' in x) atoms.push(x as Atom);
      else Object.values(x).forEach(walk);
    }
  };
  walk(e);
  return atoms;
};

/** What is asked of one bundle: in a place of it, an answer by code. */
interface Asked {
  readonly place: number;
  readonly answer: (code: number) => string;
}

/** The classes of one bundle's valuations. */
interface Classes {
  readonly bundle: number;
  readonly asked: readonly Asked[];
  readonly known: Map<string, number>;
  /** By class: a valuation that is of it. */
  readonly one: number[];
  /** By valuation. */
  of: Int32Array;
  done: number;
}

export class Across {
  readonly #bundles: Bundles;
  readonly #test: Test;
  readonly #codes: Int32Array;
  readonly #read: readonly Classes[];
  /** By bundle read: how far apart its classes lie in the table. */
  #strides: number[] = [];
  /** 1 where the condition holds. */
  #table: Int32Array | undefined;
  #tooLarge = false;

  constructor(e: IrExpr, test: Test, bundles: Bundles) {
    this.#bundles = bundles;
    this.#test = test;
    this.#codes = new Int32Array(bundles.bundle.length);
    const asked = new Map<number, Asked[]>();
    for (const { instance, states, values } of atomsOf(e)) {
      const b = bundles.bundle[instance]!;
      const answer = states ? (code: number) => (states.includes(code) ? '1' : '0') : (code: number) => `${values![code]};`;
      asked.set(b, [...(asked.get(b) ?? []), { place: bundles.place[instance]!, answer }]);
    }
    this.#read = [...asked].map(([bundle, of]) => ({ bundle, asked: of, known: new Map<string, number>(), one: [], of: new Int32Array(16), done: 0 }));
  }

  /** Take in the valuations of a bundle that are new. */
  fill(bundle: number): void {
    const c = this.#read.find((x) => x.bundle === bundle);
    if (c === undefined || this.#tooLarge) return;
    const { counts, values, members } = this.#bundles;
    const n = members[bundle]!.length;
    if (c.of.length < counts[bundle]!) {
      const grown = new Int32Array(Math.max(counts[bundle]!, 2 * c.of.length));
      this.#bundles.grew(grown.byteLength - c.of.byteLength);
      grown.set(c.of);
      c.of = grown;
    }
    for (; c.done < counts[bundle]!; c.done++) {
      let key = '';
      for (const { place, answer } of c.asked) key += answer(values[bundle]![c.done * n + place]!);
      let k = c.known.get(key);
      if (k === undefined) {
        k = c.known.size;
        c.known.set(key, k);
        c.one.push(c.done);
        this.#table = undefined;
      }
      c.of[c.done] = k;
    }
  }

  /** Whether it holds in a state with these valuations, all of which were taken in; undefined if there is no table. */
  holds(numbers: Int32Array): boolean | undefined {
    this.#make();
    if (this.#table === undefined) return undefined;
    let at = 0;
    for (let k = 0; k < this.#read.length; k++) at += this.#strides[k]! * this.#read[k]!.of[numbers[this.#read[k]!.bundle]!]!;
    return this.#table[at] === 1;
  }

  /** The table, to be looked at by others; undefined if there is none. */
  get tables(): { readonly table: Int32Array; readonly read: readonly { readonly bundle: number; readonly stride: number; readonly classes: Int32Array }[] } | undefined {
    this.#make();
    return this.#table && { table: this.#table, read: this.#read.map((c, k) => ({ bundle: c.bundle, stride: this.#strides[k]!, classes: c.of })) };
  }

  #make(): void {
    if (this.#table !== undefined || this.#tooLarge) return;
    const size = this.#read.reduce((n, c) => n * c.one.length, 1);
    this.#tooLarge = size > MOST;
    if (this.#tooLarge) return;
    this.#strides = [];
    this.#read.reduce((n, c) => (this.#strides.push(n), n * c.one.length), 1);
    const table = new Int32Array(size);
    const { values, members } = this.#bundles;
    for (let at = 0; at < size; at++) {
      let left = at;
      for (const c of this.#read) {
        const v = c.one[left % c.one.length]!;
        left = Math.floor(left / c.one.length);
        members[c.bundle]!.forEach((i, k) => (this.#codes[i] = values[c.bundle]![v * members[c.bundle]!.length + k]!));
      }
      table[at] = this.#test(this.#codes) ? 1 : 0;
    }
    this.#table = table;
  }
}
