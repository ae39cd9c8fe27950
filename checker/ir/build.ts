/**
 * Constructors of IR expressions that fold as they build: constants vanish, and all that is said about one instance in
 * one conjunction or disjunction becomes a single `in`. `sizes[i]` is the number of local states of instance i;
 * `fixed[i]` is the state that an instance without any event never leaves.
 */
import type { IrExpr, IrTerm } from '../model/ir.ts';

export const TRUE: IrExpr = { op: 'const', value: true };
export const FALSE: IrExpr = { op: 'const', value: false };
export const constant = (value: boolean): IrExpr => (value ? TRUE : FALSE);
export const isConst = (e: IrExpr, value: boolean): boolean => e.op === 'const' && e.value === value;

/** Sorted intersection or union of two sorted lists. */
const meet = (a: readonly number[], b: readonly number[]): number[] => a.filter((x) => b.includes(x));
const join = (a: readonly number[], b: readonly number[]): number[] => [...new Set([...a, ...b])].sort((x, y) => x - y);

export class IrBuilder {
  readonly sizes: readonly number[];
  readonly fixed: readonly (number | undefined)[];

  constructor(sizes: readonly number[], fixed: readonly (number | undefined)[] = []) {
    this.sizes = sizes;
    this.fixed = fixed;
  }

  in(instance: number, states: readonly number[]): IrExpr {
    if (states.length === 0) return FALSE;
    const fixed = this.fixed[instance];
    if (fixed !== undefined) return constant(states.includes(fixed));
    return states.length === this.sizes[instance] ? TRUE : { op: 'in', instance, states };
  }

  not(e: IrExpr): IrExpr {
    switch (e.op) {
      case 'const':
        return constant(!e.value);
      case 'not':
        return e.e;
      case 'and':
        return this.or(e.es.map((x) => this.not(x)));
      case 'or':
        return this.and(e.es.map((x) => this.not(x)));
      case 'in': {
        const all = Array.from({ length: this.sizes[e.instance]! }, (_, s) => s);
        return this.in(e.instance, all.filter((s) => !e.states.includes(s)));
      }
      default:
        return { op: 'not', e };
    }
  }

  and(es: readonly IrExpr[]): IrExpr {
    return this.#gather('and', es, FALSE, TRUE, meet);
  }

  or(es: readonly IrExpr[]): IrExpr {
    return this.#gather('or', es, TRUE, FALSE, join);
  }

  /** Flatten, drop the neutral element, stop at the absorbing one, merge what concerns the same instance. */
  #gather(op: 'and' | 'or', es: readonly IrExpr[], absorbing: IrExpr, neutral: IrExpr, merge: (a: readonly number[], b: readonly number[]) => number[]): IrExpr {
    const out: IrExpr[] = [];
    const place = new Map<number, number>();
    const add = (e: IrExpr): boolean => {
      if (e.op === op) return e.es.every(add);
      if (e.op === 'const') return e.value !== (absorbing as { value: boolean }).value;
      if (e.op !== 'in') {
        out.push(e);
        return true;
      }
      const at = place.get(e.instance);
      if (at === undefined) {
        place.set(e.instance, out.length);
        out.push(e);
        return true;
      }
      const merged = this.in(e.instance, merge((out[at] as { states: readonly number[] }).states, e.states));
      if (merged.op === 'const') {
        if (merged.value === (absorbing as { value: boolean }).value) return false;
        out[at] = neutral;
        place.delete(e.instance);
      } else out[at] = merged;
      return true;
    };
    if (!es.every(add)) return absorbing;
    const kept = out.filter((e) => e.op !== 'const');
    return kept.length === 0 ? neutral : kept.length === 1 ? kept[0]! : { op, es: kept };
  }

  implies(a: IrExpr, b: IrExpr): IrExpr {
    return this.or([this.not(a), b]);
  }

  iff(a: IrExpr, b: IrExpr): IrExpr {
    if (a.op === 'const') return a.value ? b : this.not(b);
    if (b.op === 'const') return b.value ? a : this.not(a);
    return { op: 'iff', a, b };
  }

  next(e: IrExpr): IrExpr {
    return e.op === 'const' ? e : { op: 'next', e };
  }

  cmp(rel: '=' | '!=' | '<' | '<=', a: IrTerm, b: IrTerm): IrExpr {
    if (a.t === 'int' && b.t === 'int') return constant(compare(rel, a.value, b.value));
    if (a.t === 'value' && b.t === 'int') return this.#values(a, (v) => compare(rel, v, b.value));
    if (a.t === 'int' && b.t === 'value') return this.#values(b, (v) => compare(rel, a.value, v));
    return { op: 'cmp', rel, a, b };
  }

  #values(t: IrTerm & { t: 'value' }, keep: (v: number) => boolean): IrExpr {
    return this.in(t.instance, t.values.flatMap((v, s) => (keep(v) ? [s] : [])));
  }

  value(instance: number, values: readonly number[]): IrTerm {
    const fixed = this.fixed[instance];
    if (fixed !== undefined) return { t: 'int', value: values[fixed]! };
    return values.every((v) => v === values[0]) ? { t: 'int', value: values[0]! } : { t: 'value', instance, values };
  }

  bool(e: IrExpr): IrTerm {
    return e.op === 'const' ? { t: 'int', value: e.value ? 1 : 0 } : { t: 'bool', e };
  }

  sum(terms: readonly IrTerm[]): IrTerm {
    const flat = terms.flatMap((t) => (t.t === 'sum' ? t.terms : [t]));
    const fixed = flat.reduce((s, t) => s + (t.t === 'int' ? t.value : 0), 0);
    const rest = flat.filter((t) => t.t !== 'int');
    if (rest.length === 0) return { t: 'int', value: fixed };
    const [only] = rest;
    if (rest.length === 1 && only!.t === 'value') return this.value(only!.instance, only!.values.map((v) => v + fixed));
    const all: IrTerm[] = fixed === 0 ? rest : [...rest, { t: 'int', value: fixed }];
    return all.length === 1 ? all[0]! : { t: 'sum', terms: all };
  }
}

/** One comparison of two integers. */
export const compare = (rel: '=' | '!=' | '<' | '<=', a: number, b: number): boolean => {
  switch (rel) {
    case '=':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
  }
};

/** Every integer that a term can be, going by its shape alone. */
export const possibleValues = (t: IrTerm): number[] => {
  switch (t.t) {
    case 'int':
      return [t.value];
    case 'value':
      return [...new Set(t.values)];
    case 'bool':
      return [0, 1];
    case 'sum':
      return t.terms.map(possibleValues).reduce((acc, vs) => [...new Set(acc.flatMap((x) => vs.map((v) => x + v)))], [0]);
  }
};
