/** Why a condition is what it is: every part with its value, and which parts decide. */
import type { Ir, IrExpr } from '../model/ir.ts';
import type { ClaimNode } from '../record/exhibits.ts';
import { isConst } from './build.ts';
import { holds, type Step } from './interpret.ts';
import { printIrExpr } from './print.ts';

/** `e` in a state (with `step`: on that step from it). */
export const explainClaim = (ir: Ir, e: IrExpr, state: readonly number[], step?: Step): ClaimNode => {
  const node = (x: IrExpr, decides: boolean): ClaimNode => {
    const value = holds(x, state, step);
    const inner = (parts: readonly IrExpr[], decide: (part: IrExpr) => boolean): ClaimNode[] => parts.map((p) => node(p, decides && decide(p)));
    const is = (p: IrExpr): boolean => holds(p, state, step);
    switch (x.op) {
      // Of a conjunction that fails the parts that fail decide, of one that holds all do; of a disjunction the other way round.
      case 'and':
      case 'or':
        return { op: x.op, text: '', holds: value, decides, parts: inner(x.es, (p) => is(p) === value) };
      case 'not':
        return { op: 'not', text: '', holds: value, decides, parts: inner([x.e], () => true) };
      case 'iff':
        return { op: 'iff', text: '', holds: value, decides, parts: inner([x.a, x.b], () => true) };
      default:
        return { op: 'leaf', text: printIrExpr(ir, x), holds: value, decides, parts: [] };
    }
  };
  return node(e, true);
};

/** An antecedent and what it asks for, as one node; the antecedent that is always true is left out. */
export const implied = (when: IrExpr, given: ClaimNode, goal: ClaimNode): ClaimNode =>
  isConst(when, true) ? goal : { op: 'implies', text: '', holds: !given.holds || goal.holds, decides: true, parts: [given, goal] };

/** The same of conditions in a state (with `step`: on that step from it). */
export const explainPart = (ir: Ir, when: IrExpr, e: IrExpr, state: readonly number[], step?: Step): ClaimNode =>
  implied(when, explainClaim(ir, when, state, step), explainClaim(ir, e, state, step));
