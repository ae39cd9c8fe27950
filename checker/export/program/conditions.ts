/**
 * Conditions on instances as conditions on variables. A set of local states is written as memberships of single
 * variables: one conjunction or disjunction of them where that says it, otherwise case by case.
 */
import type { IrExpr, IrTerm } from '../../model/ir.ts';
import type { Relation } from '../../model/expression.ts';
import type { Variables } from './variables.ts';

export class Conditions {
  readonly #variables: Variables;
  readonly #known = new Map<string, IrExpr>();

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  /** The same condition on variables. Without `next` and `taken`. */
  expression(e: IrExpr): IrExpr {
    const b = this.#variables.build;
    switch (e.op) {
      case 'const':
        return e;
      case 'in':
        return this.within(e.instance, e.states);
      case 'not':
        return b.not(this.expression(e.e));
      case 'and':
        return b.and(e.es.map((x) => this.expression(x)));
      case 'or':
        return b.or(e.es.map((x) => this.expression(x)));
      case 'iff':
        return b.iff(this.expression(e.a), this.expression(e.b));
      case 'cmp':
        return this.#comparison(e.rel, e.a, e.b);
      case 'next':
      case 'taken':
        throw new Error(`${e.op} must be read backwards (checker/ir/before.ts) before it is exported`);
    }
  }

  /** The instance is in one of `states`, given that it is in one of `among` (default: of all). */
  within(instance: number, states: readonly number[], among?: readonly number[]): IrExpr {
    const key = `${instance} ${states.join(',')} ${among?.join(',') ?? ''}`;
    let e = this.#known.get(key);
    if (!e) this.#known.set(key, (e = this.#cover(this.#variables.of(instance), among ?? this.#all(instance), states)));
    return e;
  }

  #all(instance: number): number[] {
    return Array.from({ length: this.#variables.states(instance) }, (_, s) => s);
  }

  #values(variable: number, states: readonly number[]): number[] {
    return [...new Set(states.map((s) => this.#variables.code(variable, s)))].sort((x, y) => x - y);
  }

  /** `states` as against the rest of `among`, told by `variables`. */
  #cover(variables: readonly number[], among: readonly number[], states: readonly number[]): IrExpr {
    const b = this.#variables.build;
    const wanted = new Set(states);
    const rest = among.filter((s) => !wanted.has(s));
    if (states.length === 0) return { op: 'const', value: false };
    if (rest.length === 0) return { op: 'const', value: true };
    const positive = this.#box(variables, states, rest);
    if (positive) return positive;
    const negative = this.#box(variables, rest, states);
    if (negative) return b.not(negative);
    const [x, groups] = this.#divide(variables, among, wanted);
    const others = variables.filter((v) => v !== x);
    return b.or(
      groups.map((values) => {
        const here = among.filter((s) => values.includes(this.#variables.code(x, s)));
        return b.and([b.in(x, values), this.#cover(others, here, here.filter((s) => wanted.has(s)))]);
      }),
    );
  }

  /** A conjunction of memberships that is true in `states` and false in `rest`, with as few members as can be; if there is one. */
  #box(variables: readonly number[], states: readonly number[], rest: readonly number[]): IrExpr | undefined {
    const b = this.#variables.build;
    let sides = variables.map((x) => ({ x, values: this.#values(x, states) }));
    const excludes = (some: typeof sides): boolean => rest.every((s) => some.some(({ x, values }) => !values.includes(this.#variables.code(x, s))));
    if (!excludes(sides)) return undefined;
    // The loosest memberships are the first that may go.
    for (const side of [...sides].sort((p, q) => q.values.length - p.values.length || q.x - p.x)) {
      const fewer = sides.filter((s) => s !== side);
      if (excludes(fewer)) sides = fewer;
    }
    return b.and(sides.map(({ x, values }) => b.in(x, values)));
  }

  /** The variable that falls into the fewest groups of values, values being alike that leave the same to say of the others. */
  #divide(variables: readonly number[], among: readonly number[], wanted: ReadonlySet<number>): [number, number[][]] {
    const options = variables.map((x): [number, number[][]] => {
      const groups = new Map<string, number[]>();
      for (const value of this.#values(x, among)) {
        const here = among.filter((s) => this.#variables.code(x, s) === value && wanted.has(s));
        const key = here.map((s) => variables.map((y) => (y === x ? '' : this.#variables.code(y, s))).join('.')).sort().join(' ');
        groups.set(key, [...(groups.get(key) ?? []), value]);
      }
      return [x, [...groups.values()]];
    });
    // One group says nothing of x; then another variable makes the difference.
    return options.filter(([, groups]) => groups.length > 1).reduce((best, o) => (o[1].length < best[1].length ? o : best));
  }

  /** A number that hangs on several regions is taken case by case. */
  #comparison(rel: Relation, x: IrTerm, y: IrTerm): IrExpr {
    const b = this.#variables.build;
    const mixed = [...numbersIn(x), ...numbersIn(y)].find((t) => this.#number(t) === undefined);
    if (!mixed) return b.cmp(rel, this.#term(x), this.#term(y));
    return b.or(
      [...new Set(mixed.values)].map((value) => {
        const states = mixed.values.flatMap((v, s) => (v === value ? [s] : []));
        return b.and([this.within(mixed.instance, states), this.#comparison(rel, settled(x, mixed, value), settled(y, mixed, value))]);
      }),
    );
  }

  #term(t: IrTerm): IrTerm {
    const b = this.#variables.build;
    switch (t.t) {
      case 'int':
        return t;
      case 'bool':
        return b.bool(this.expression(t.e));
      case 'sum':
        return b.sum(t.terms.map((x) => this.#term(x)));
      case 'value':
        return this.#number(t)!;
    }
  }

  /** The number of an instance by the one variable that decides it, if one does. */
  #number({ instance, values }: NumberOf): IrTerm | undefined {
    for (const x of this.#variables.of(instance)) {
      const byCode: number[] = [];
      if (values.every((v, s) => (byCode[this.#variables.code(x, s)] ??= v) === v)) return this.#variables.build.value(x, byCode);
    }
    return undefined;
  }
}

type NumberOf = IrTerm & { readonly t: 'value' };

/** Numbers of instances that a term adds up. */
const numbersIn = (t: IrTerm): NumberOf[] => (t.t === 'value' ? [t] : t.t === 'sum' ? t.terms.flatMap(numbersIn) : []);

/** The term where the number is known. */
const settled = (t: IrTerm, of: NumberOf, value: number): IrTerm =>
  t === of ? { t: 'int', value } : t.t === 'sum' ? { t: 'sum', terms: t.terms.map((x) => settled(x, of, value)) } : t;
