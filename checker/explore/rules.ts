/**
 * A rule is a condition and the number of what it stands for. Conditions are brought to the form that the forest can
 * index: a conjunction of memberships, one an instance, and a rest that is left to generated code.
 */
import type { IrExpr } from '../model/ir.ts';
import type { IrBuilder } from '../ir/build.ts';

/** Instance `variable` has one of `codes` (ascending). */
export interface Member {
  readonly variable: number;
  readonly codes: readonly number[];
}
export interface Rule {
  readonly id: number;
  readonly members: readonly Member[];
  readonly rest?: IrExpr;
}

/** More disjuncts than this are not worth indexing: several may hold at once, and each is found and dropped again. */
const MOST_DISJUNCTS = 32;

/** The rules that together say `e`: one a disjunct, so that each can be indexed. */
export const rulesOf = (b: IrBuilder, id: number, e: IrExpr): Rule[] => {
  const parts = disjuncts(b, apart(b, e)) ?? [e];
  return withoutSubsumed(parts.filter((x) => x.op !== 'const' || x.value).map((x) => ruleOf(id, x)));
};

const ruleOf = (id: number, e: IrExpr): Rule => {
  const members: Member[] = [];
  const rest: IrExpr[] = [];
  for (const x of e.op === 'and' ? e.es : [e]) {
    if (x.op === 'in') members.push({ variable: x.instance, codes: x.states });
    else if (x.op !== 'const') rest.push(x);
  }
  return { id, members, ...(rest.length === 0 ? {} : { rest: rest.length === 1 ? rest[0]! : { op: 'and', es: rest } }) };
};

/** Write equivalences as disjunctions, so that memberships stand free. */
const apart = (b: IrBuilder, e: IrExpr): IrExpr => {
  switch (e.op) {
    case 'and':
      return b.and(e.es.map((x) => apart(b, x)));
    case 'or':
      return b.or(e.es.map((x) => apart(b, x)));
    case 'iff':
      return b.or([b.and([apart(b, e.a), apart(b, e.b)]), b.and([apart(b, b.not(e.a)), apart(b, b.not(e.b))])]);
    case 'not':
      return e.e.op === 'iff' ? apart(b, b.iff(e.e.a, b.not(e.e.b))) : e;
    default:
      return e;
  }
};

/** Disjunctive normal form, or undefined if it grows too large. */
const disjuncts = (b: IrBuilder, e: IrExpr): IrExpr[] | undefined => {
  if (e.op === 'or') {
    const out: IrExpr[] = [];
    for (const x of e.es) {
      const ds = disjuncts(b, x);
      if (!ds || out.length + ds.length > MOST_DISJUNCTS) return undefined;
      out.push(...ds);
    }
    return out;
  }
  if (e.op !== 'and') return [e];
  let product: IrExpr[] = [b.and(e.es.filter((x) => x.op !== 'or'))];
  for (const x of e.es) {
    if (x.op !== 'or') continue;
    const ds = disjuncts(b, x);
    // A disjunction too large to multiply out stays whole: it becomes part of each rule's rest.
    const factors = !ds || product.length * ds.length > MOST_DISJUNCTS ? [x] : ds;
    product = product.flatMap((p) => factors.map((f) => b.and([p, f]))).filter((p) => p.op !== 'const' || p.value);
  }
  return product;
};

/** Drop every rule that another one implies. */
const withoutSubsumed = (rules: readonly Rule[]): Rule[] => {
  if (rules.length < 2) return [...rules];
  const rests = rules.map((r) => r.rest && JSON.stringify(r.rest));
  const covers = (s: number, r: number): boolean => (rests[s] === undefined || rests[s] === rests[r]) && allows(rules[s]!, rules[r]!);
  return rules.filter((_, k) => !rules.some((_s, m) => m !== k && covers(m, k) && (!covers(k, m) || m < k)));
};

/** Whether the memberships of `s` hold wherever those of `r` do. */
const allows = (s: Rule, r: Rule): boolean => s.members.every((m) => r.members.some((n) => n.variable === m.variable && n.codes.every((c) => m.codes.includes(c))));
