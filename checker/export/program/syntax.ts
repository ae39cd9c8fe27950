/** Conditions and numbers of a program in the notation that C, Promela and Murphi have in common. */
import type { IrExpr, IrTerm } from '../../model/ir.ts';
import type { Relation } from '../../model/expression.ts';
import type { Value } from './assignments.ts';

/** Where the languages differ. */
export interface Notation {
  readonly and: string;
  readonly or: string;
  readonly relation: Readonly<Record<Relation, string>>;
  readonly if: (when: string, then: string, otherwise: string) => string;
}

/** How variables and their values are written. */
export interface Naming {
  readonly variable: (variable: number) => string;
  readonly value: (variable: number, code: number) => string;
  /** How many values the variable has. */
  readonly size: (variable: number) => number;
}

/** A row of operands that are joined without brackets is a tree as deep as it is long, and Rumur's time grows with the square of that. */
const LONGEST_ROW = 32;

const joined = (operands: readonly string[], word: string): string => {
  const size = Math.max(LONGEST_ROW, Math.ceil(Math.sqrt(operands.length)));
  const rows = Array.from({ length: Math.ceil(operands.length / size) }, (_, k) => operands.slice(k * size, (k + 1) * size).join(` ${word} `));
  return rows.length === 1 ? `(${rows[0]!})` : `((${rows.join(`) ${word} (`)}))`;
};

export class Syntax {
  readonly #notation: Notation;
  readonly #naming: Naming;

  constructor(notation: Notation, naming: Naming) {
    this.#notation = notation;
    this.#naming = naming;
  }

  /** A condition; in brackets unless it is a single comparison, which binds more tightly than `and` and `or` in all of the languages, or a word. */
  condition(e: IrExpr): string {
    const { and, or, relation } = this.#notation;
    switch (e.op) {
      case 'const':
        return String(e.value);
      case 'in':
        return this.#membership(e.instance, e.states);
      case 'not':
        return `!(${this.condition(e.e)})`;
      case 'and':
        return joined(e.es.map((x) => this.condition(x)), and);
      case 'or':
        return joined(e.es.map((x) => this.condition(x)), or);
      case 'iff':
        return `((${this.condition(e.a)}) ${relation['=']} (${this.condition(e.b)}))`;
      case 'cmp':
        return `(${this.#term(e.a)} ${relation[e.rel]} ${this.#term(e.b)})`;
      case 'next':
      case 'taken':
        throw new Error(`${e.op} is no condition on variables`);
    }
  }

  /** Conjuncts of a condition without the brackets around them all. */
  conjunction(e: IrExpr): string {
    return e.op === 'and' ? e.es.map((x) => this.condition(x)).join(` ${this.#notation.and} `) : this.condition(e);
  }

  /** One comparison for each value, of those or of the others, whichever are fewer. */
  #membership(x: number, codes: readonly number[]): string {
    const { and, or, relation } = this.#notation;
    const others = Array.from({ length: this.#naming.size(x) }, (_, k) => k).filter((k) => !codes.includes(k));
    const [by, word, list] = codes.length <= others.length ? [relation['='], or, codes] : [relation['!='], and, others];
    const tests = list.map((k) => `${this.#naming.variable(x)} ${by} ${this.#naming.value(x, k)}`);
    return tests.length === 1 ? tests[0]! : `(${tests.join(` ${word} `)})`;
  }

  /** A value that is assigned to `variable`. */
  value(v: Value, variable: number): string {
    switch (v.v) {
      case 'same':
        return this.#naming.variable(variable);
      case 'code':
        return this.#naming.value(variable, v.code);
      case 'if':
        return this.#notation.if(this.condition(v.when), this.value(v.yes, variable), this.value(v.no, variable));
    }
  }

  #term(t: IrTerm): string {
    switch (t.t) {
      case 'int':
        return t.value < 0 ? `(${t.value})` : String(t.value);
      case 'bool':
        return this.#notation.if(this.condition(t.e), '1', '0');
      case 'sum':
        return `(${t.terms.map((x) => this.#term(x)).join(' + ')})`;
      case 'value': {
        // From the last value on: the most frequent number needs no condition.
        const byNumber = new Map<number, number[]>();
        t.values.forEach((v, code) => byNumber.set(v, [...(byNumber.get(v) ?? []), code]));
        const [last, ...rest] = [...byNumber].sort(([, a], [, b]) => b.length - a.length);
        return rest.reduceRight((otherwise, [v, codes]) => this.#notation.if(this.#membership(t.instance, codes), this.#term({ t: 'int', value: v }), otherwise), this.#term({ t: 'int', value: last![0] }));
      }
    }
  }
}
