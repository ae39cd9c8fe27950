/**
 * From a safety property to its obligations: conditions over as few values of the sort as possible, each said for all of them.
 * `A => for all i: B(i)` and `for all i: A => B(i)` are the same, but the second asks about one value at a time.
 */
import { and, exists, forall, implies, ne, next, not, type Expr } from '../model/expression.ts';
import type { Property } from '../model/property.ts';
import type { System } from '../model/system.ts';
import { rename } from '../model/rewrite.ts';

/** Said for all values of `over` (variable, sort). */
export interface Obligation {
  readonly over: readonly (readonly [string, string])[];
  readonly body: Expr;
}

/** Kinds that a proof speaks of. The others ask what can or must happen, of which an over-approximation says nothing. */
export const isProvable = (p: Property): p is Property & { kind: 'always' | 'whenQuiescent' | 'step' | 'survives' } => ['always', 'whenQuiescent', 'step', 'survives'].includes(p.kind);

/** What a property says of every state (of every step). */
const said = (p: Property & { kind: 'always' | 'whenQuiescent' | 'step' | 'survives' }, s: System): Expr => {
  if (p.kind === 'survives') return not(and(...(s.terminal ? [s.terminal] : []), p.expr));
  if (p.kind !== 'whenQuiescent') return p.expr;
  const { bind, sort, expr } = s.quiescence!;
  return forall(bind, sort, implies(expr, p.expr));
};

const both = (e: Expr): Expr => (e.op === 'awaited' ? both(e.e) : e);

/** Obligations of an expression, about values of `sort`. */
const split = (given: Expr, sort: string, fresh: () => string): Obligation[] => {
  const e = both(given);
  const go = (x: Expr): Obligation[] => split(x, sort, fresh);
  switch (e.op) {
    case 'and':
      return e.es.flatMap(go);
    case 'forall': {
      const v = fresh();
      return go(rename(e.e, e.bind, v)).map((o) => ({ ...o, over: [[v, e.sort], ...o.over] }));
    }
    case 'not': {
      const x = both(e.e);
      if (x.op === 'or') return x.es.flatMap((y) => go(not(y)));
      if (x.op === 'exists') return go(forall(x.bind, x.sort, not(x.e)));
      if (x.op === 'not') return go(x.e);
      if (x.op === 'implies') return [...go(x.a), ...go(not(x.b))];
      if (x.op === 'and' && x.es.some(branches)) return pulled(x.es, (y) => not(and(...y))).flatMap(go);
      return [{ over: [], body: e }];
    }
    case 'implies': {
      const a = both(e.a);
      if (a.op === 'or') return a.es.flatMap((x) => go(implies(x, e.b)));
      if (a.op === 'exists') {
        const v = fresh();
        return go(forall(v, a.sort, implies(rename(a.e, a.bind, v), e.b)));
      }
      if (a.op === 'and' && a.es.some(branches)) return pulled(a.es, (y) => implies(and(...y), e.b)).flatMap(go);
      return go(e.b).map((o) => ({ ...o, body: implies(a, o.body) }));
    }
    case 'next': {
      const x = both(e.e);
      if (x.op === 'and') return x.es.flatMap((y) => go(next(y)));
      if (x.op === 'forall') return go(forall(x.bind, x.sort, next(x.e)));
      if (x.op === 'implies') return go(implies(next(x.a), next(x.b)));
      return [{ over: [], body: e }];
    }
    case 'cmp':
      // At most one: no two.
      if (e.rel === '<=' && e.a.t === 'count' && e.a.sort === sort && e.b.t === 'int' && e.b.value === 1) {
        const [v, w] = [fresh(), fresh()];
        const where = (x: string): Expr => rename((e.a as { where: Expr }).where, (e.a as { bind: string }).bind, x);
        return go(forall(v, sort, forall(w, sort, implies(ne(v, w), not(and(where(v), where(w)))))));
      }
      return [{ over: [], body: e }];
    default:
      return [{ over: [], body: e }];
  }
};

const branches = (x: Expr): boolean => ['or', 'exists'].includes(both(x).op);
/** A conjunction with an `or` or an `exists` in it, on the left: one conjunction a branch, the `exists` in front. */
const pulled = (es: readonly Expr[], wrap: (es: readonly Expr[]) => Expr): Expr[] => {
  const at = es.findIndex(branches);
  const x = both(es[at]!);
  const rest = es.filter((_, k) => k !== at);
  if (x.op === 'or') return x.es.map((y) => wrap([...rest, y]));
  return x.op === 'exists' ? [implies(exists(x.bind, x.sort, x.e), wrap(rest))] : [];
};

/** The obligations of a property of kind {@link isProvable}. */
export const obligationsOf = (p: Property & { kind: 'always' | 'whenQuiescent' | 'step' | 'survives' }, s: System, sort: string): Obligation[] => {
  let n = 0;
  return split(said(p, s), sort, () => `_${n++}`);
};

/** An obligation as a property of its own, so that it is expanded as one. */
export const asProperty = (p: Property, o: Obligation, k: number): Property => ({
  id: `${p.id}#${k}`,
  text: p.text,
  source: p.source,
  kind: p.kind === 'step' ? 'step' : 'always',
  expr: o.over.reduceRight<Expr>((e, [v, sort]) => forall(v, sort, e), o.body),
});
