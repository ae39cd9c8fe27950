/**
 * Small JavaScript functions for what tables alone cannot say: disjunctions over several instances, comparisons, counts.
 * One function an expression, cached by its text. Large straight-line functions are avoided: V8 optimises them or not
 * from one run to the next.
 */
import type { IrExpr, IrTerm } from '../model/ir.ts';

/** A test on the codes of a state (in a step property: of both states). */
export type Test = (codes: Int32Array) => boolean;

export class Generator {
  /** Number of codes of each variable. */
  readonly sizes: readonly number[];
  readonly #cache = new Map<string, unknown>();
  readonly #tables: Int32Array[] = [];

  constructor(sizes: readonly number[]) {
    this.sizes = sizes;
  }

  /** Compile a condition. */
  test(e: IrExpr): Test {
    return this.#compile(`return ${this.#expression(e)};`) as Test;
  }

  /** Compile a choice: the number beside the first condition that holds, or -1. */
  choice(cases: readonly { readonly when?: IrExpr; readonly number: number }[]): (codes: Int32Array) => number {
    const lines = cases.map((c) => (c.when ? `if(${this.#expression(c.when)})return ${c.number};` : `return ${c.number};`));
    return this.#compile(`${lines.join('')}return -1;`) as (codes: Int32Array) => number;
  }

  #compile(body: string): unknown {
    let f = this.#cache.get(body);
    if (!f) this.#cache.set(body, (f = (new Function('K', `return function(l){${body}}`) as (k: Int32Array[]) => unknown)(this.#tables)));
    return f;
  }

  #expression(e: IrExpr): string {
    switch (e.op) {
      case 'const':
        return String(e.value);
      case 'in':
        return membership(`l[${e.instance}]`, e.states, this.sizes[e.instance]!);
      case 'not':
        return `!${this.#expression(e.e)}`;
      case 'and':
        return `(${e.es.map((x) => this.#expression(x)).join('&&')})`;
      case 'or':
        return `(${e.es.map((x) => this.#expression(x)).join('||')})`;
      case 'iff':
        return `(${this.#expression(e.a)}===${this.#expression(e.b)})`;
      case 'cmp':
        return `(${this.#term(e.a)}${{ '=': '===', '!=': '!==', '<': '<', '<=': '<=' }[e.rel]}${this.#term(e.b)})`;
      case 'next':
      case 'taken':
        throw new Error(`${e.op} must be recoded before code is generated`);
    }
  }

  #term(t: IrTerm): string {
    switch (t.t) {
      case 'int':
        return `(${t.value})`;
      case 'value':
        return `K[${this.#tables.push(Int32Array.from(t.values)) - 1}][l[${t.instance}]]`;
      case 'bool':
        return `(${this.#expression(t.e)}?1:0)`;
      case 'sum':
        return `(${t.terms.map((x) => this.#term(x)).join('+')})`;
    }
  }
}

/** A single code is compared; several are looked up in masks of 32 bits. */
const membership = (x: string, codes: readonly number[], size: number): string => {
  if (codes.length === 1) return `(${x}===${codes[0]})`;
  const masks = new Map<number, number>();
  for (const s of codes) masks.set(s >> 5, (masks.get(s >> 5) ?? 0) | (1 << (s & 31)));
  const tests = [...masks].map(([high, mask]) => `${size > 32 ? `${x}>>5===${high}&&` : ''}(${mask}>>>(${x}&31)&1)===1`);
  return `(${tests.join('||')})`;
};
