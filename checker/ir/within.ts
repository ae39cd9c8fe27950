/** What a condition leaves to one instance, going by what it says of that instance alone. */
import type { IrExpr } from '../model/ir.ts';

/** Those of `states` in which `instance` may be where `e` holds: memberships of its own, in a conjunction, narrow them. */
export const within = (states: readonly number[], e: IrExpr, instance: number): readonly number[] => {
  if (e.op === 'in' && e.instance === instance) return states.filter((s) => e.states.includes(s));
  return e.op === 'and' ? e.es.reduce((ss, x) => within(ss, x, instance), states) : states;
};
