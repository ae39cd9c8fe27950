/** Whom a process waits for that finds a conjunct false: read off the `awaited` conditions in it. */
import type { Expr } from '../model/expression.ts';
import type { IrExpr, IrGuard } from '../model/ir.ts';
import type { Sorts } from '../model/system.ts';
import { isConst } from '../ir/build.ts';
import type { Expander } from './expand-expression.ts';
import { fill, overSorts, type Place, type Scope } from './scope.ts';

/**
 * Each awaited condition that must become true for the conjunct to: behind conjunctions, disjunctions, quantifiers, and
 * implications whose antecedent holds. Under a negation nobody waits for it.
 */
export const waitsOf = (conjunct: Expr, scope: Scope, sorts: Sorts, x: Expander, place: Place): NonNullable<IrGuard['waits']> => {
  if (!awaits(conjunct)) return [];
  const out: { process: string; when: IrExpr }[] = [];
  const walk = (e: Expr, s: Scope, given: readonly IrExpr[]): void => {
    switch (e.op) {
      case 'and':
      case 'or':
        e.es.forEach((y) => walk(y, s, given));
        return;
      case 'forall':
      case 'exists':
        overSorts(s, { [e.bind]: e.sort }, sorts, place).forEach((inner) => walk(e.e, inner, given));
        return;
      case 'implies': {
        const a = x.expression(e.a, s, place);
        // What stands behind an antecedent that never holds need not make sense here.
        return isConst(a, false) ? undefined : walk(e.b, s, [...given, a]);
      }
      case 'awaited':
        for (const h of e.by)
          for (const inner of overSorts(s, h.bind ?? {}, sorts, place)) {
            const when = x.build.and([...given, x.build.not(x.expression(e.e, s, place)), ...(h.where ? [x.expression(h.where, inner, place)] : [])]);
            if (!isConst(when, false)) out.push({ process: fill(h.process, inner, place), when });
          }
        return;
      default:
    }
  };
  walk(conjunct, scope, []);
  return out;
};

/** Whether anybody waits for anything in it; most conditions are tests, and need no walk. */
const awaits = (e: Expr): boolean => {
  let found = known.get(e);
  if (found === undefined) known.set(e, (found = e.op === 'awaited' || (e.op === 'and' || e.op === 'or' ? e.es.some(awaits) : e.op === 'forall' || e.op === 'exists' ? awaits(e.e) : e.op === 'implies' && awaits(e.b))));
  return found;
};
const known = new WeakMap<Expr, boolean>();
