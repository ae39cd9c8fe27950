/** The plain reading of the IR, one state at a time: slow, short, and what the engine's generated code is held to. */
import type { Ir, IrExpr, IrTerm } from '../model/ir.ts';
import { compare } from './build.ts';
import { SpecDefect } from './spec-defect.ts';

/** A step, for the expressions of `step` properties: the action taken and the state after. */
export interface Step {
  readonly action: number;
  readonly next: readonly number[];
}

/** The local state of every instance at the start. */
export const initialState = (ir: Ir): number[] => ir.instances.map((i) => i.initial);

/** Whether an expression holds in a state (with `step`: on that step from it). */
export const holds = (e: IrExpr, state: readonly number[], step?: Step): boolean => {
  switch (e.op) {
    case 'const':
      return e.value;
    case 'in':
      return e.states.includes(state[e.instance]!);
    case 'not':
      return !holds(e.e, state, step);
    case 'and':
      return e.es.every((x) => holds(x, state, step));
    case 'or':
      return e.es.some((x) => holds(x, state, step));
    case 'iff':
      return holds(e.a, state, step) === holds(e.b, state, step);
    case 'cmp':
      return compare(e.rel, termValue(e.a, state, step), termValue(e.b, state, step));
    case 'next':
      return holds(e.e, onStep(step).next);
    case 'taken':
      return e.actions.includes(onStep(step).action);
  }
};

const onStep = (step: Step | undefined): Step => {
  if (!step) throw new Error('next and taken have a meaning on a step only');
  return step;
};

/** The integer that a term is in a state. */
export const termValue = (t: IrTerm, state: readonly number[], step?: Step): number => {
  switch (t.t) {
    case 'int':
      return t.value;
    case 'value':
      return t.values[state[t.instance]!]!;
    case 'bool':
      return holds(t.e, state, step) ? 1 : 0;
    case 'sum':
      return t.terms.reduce((s, x) => s + termValue(x, state, step), 0);
  }
};

/** Names of the conjuncts of an action's condition that do not hold. */
export const violatedGuards = (ir: Ir, action: number, state: readonly number[]): string[] =>
  ir.actions[action]!.guard.filter((g) => !holds(g.e, state)).map((g) => g.name);

/** Actions whose condition holds, in ascending order. A terminal state has none. */
export const enabledActions = (ir: Ir, state: readonly number[]): number[] =>
  holds(ir.terminal, state) ? [] : ir.actions.flatMap((a, i) => (a.guard.every((g) => holds(g.e, state)) ? [i] : []));

/** The event that each participant gets, chosen in the pre-state. */
export const events = (ir: Ir, action: number, state: readonly number[]): { instance: number; event: number }[] =>
  ir.actions[action]!.effects.flatMap((f) => {
    const c = f.cases.find((k) => k.when === undefined || holds(k.when, state));
    return c ? [{ instance: f.instance, event: c.event }] : [];
  });

/** The state after an action. Throws {@link SpecDefect} where a participant does not accept its event. */
export const step = (ir: Ir, action: number, state: readonly number[]): number[] => {
  const after = [...state];
  for (const { instance, event } of events(ir, action, state)) {
    const i = ir.instances[instance]!;
    const table = ir.tables[i.table]!;
    const to = table.next[event]![state[instance]!]!;
    if (to < 0) throw new SpecDefect(ir.actions[action]!.label, i.name, table.events[event]!, table.states[state[instance]!]!);
    after[instance] = to;
  }
  return after;
};
