/**
 * An IR as a guarded-command program: variables, rules, and what is claimed of them. The exporters only write it down in
 * their languages, so what an action means is said once for all of them.
 */
import { isConst } from '../../ir/build.ts';
import { Before } from '../../ir/before.ts';
import type { Ir, IrAction, IrExpr, IrProperty } from '../../model/ir.ts';
import { assignmentsOf, type Assignment, type Refusal } from './assignments.ts';
import { Conditions } from './conditions.ts';
import { unexportable } from './behaviours.ts';
import { Variables } from './variables.ts';

/** One action. */
export interface Rule {
  readonly action: IrAction;
  /** Over variables, the end of the system included. */
  readonly guard: IrExpr;
  readonly assignments: readonly Assignment[];
  /** Variables whose value before the action is read after they were assigned. */
  readonly kept: readonly number[];
  readonly refusals: readonly Refusal[];
  /** `step` properties that the action may break, and where (in the state before) it does. */
  readonly breaks: readonly { readonly property: number; readonly when: IrExpr }[];
}

/**
 * One property. `never`: no reachable state may satisfy `when`. `reached`: some must. `dead`: no state may satisfy `when`
 * and have no action. `rules`: it speaks of steps, {@link Rule.breaks} has it. `omitted`: not said of single states or steps.
 */
export type Claim = { readonly property: IrProperty } & (
  | { readonly claim: 'never' | 'reached' | 'dead'; readonly when: IrExpr }
  | { readonly claim: 'rules' }
  | { readonly claim: 'omitted'; readonly why: string }
);

export interface Program {
  readonly ir: Ir;
  readonly variables: Variables;
  readonly conditions: Conditions;
  /** The system's end, over variables. */
  readonly ended: IrExpr;
  readonly rules: readonly Rule[];
  readonly claims: readonly Claim[];
}

export const programOf = (ir: Ir): Program => {
  const variables = new Variables(ir);
  const conditions = new Conditions(variables);
  const before = new Before(ir);
  const b = variables.build;
  const ended = conditions.expression(ir.terminal);
  const alive = b.not(ended);
  const broken = (p: IrProperty, action: number): IrExpr =>
    b.or(p.parts.map((part) => conditions.expression(before.build.and([before.condition(part.when, action), before.build.not(before.condition(part.e, action))]))));
  const steps = ir.properties.flatMap((p, property) => (p.kind === 'step' ? [{ p, property }] : []));
  return {
    ir,
    variables,
    conditions,
    ended,
    rules: ir.actions.map((action, k) => {
      const { list, kept, refusals } = assignmentsOf(ir, action, variables, conditions);
      const guard = b.and([...action.guard.map((g) => conditions.expression(g.e)), alive]);
      const breaks = steps.map(({ p, property }) => ({ property, when: broken(p, k) })).filter(({ when }) => !isConst(b.and([guard, when]), false));
      return { action, guard, assignments: list, kept, refusals, breaks };
    }),
    claims: ir.properties.map((p) => claimOf(p, conditions, variables, alive)),
  };
};

const claimOf = (property: IrProperty, conditions: Conditions, { build: b }: Variables, alive: IrExpr): Claim => {
  const said = (e: IrExpr): IrExpr => conditions.expression(e);
  switch (property.kind) {
    case 'always':
    case 'whenQuiescent':
    case 'survives':
      return { property, claim: 'never', when: b.or(property.parts.map((p) => b.and([said(p.when), b.not(said(p.e))]))) };
    case 'sometimes':
      return { property, claim: 'reached', when: b.or(property.parts.map((p) => b.and([said(p.when), said(p.e)]))) };
    case 'dead':
      return { property, claim: 'dead', when: b.and([alive, b.or(property.parts.map((p) => said(p.when)))]) };
    case 'step':
      return { property, claim: 'rules' };
    case 'stuck':
    case 'recoverable':
      return { property, claim: 'omitted', why: 'it is said of what can still be reached from each state (AG EF), which no assertion can say' };
    default:
      return { property, claim: 'omitted', why: unexportable(property) ?? 'it is said of whole behaviours under fairness, which no assertion can say' };
  }
};
