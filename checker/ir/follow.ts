/** Goes through a list of actions by the plain interpreter. */
import type { Ir } from '../model/ir.ts';
import { holds, initialState, step, violatedGuards } from './interpret.ts';
import { SpecDefect } from './spec-defect.ts';

/** How far it went: `states` has one more entry than the actions that were taken. */
export interface Followed {
  readonly states: readonly (readonly number[])[];
  /** Why the next action could not be taken. */
  readonly refusal?: { readonly message: string; readonly defect: boolean };
}

/** Take the actions in order, from the initial state, until one is not enabled or is refused. */
export const follow = (ir: Ir, actions: readonly number[]): Followed => {
  const states = [initialState(ir)];
  for (const action of actions) {
    const state = states.at(-1)!;
    const failing = violatedGuards(ir, action, state);
    if (holds(ir.terminal, state)) return { states, refusal: { message: 'the system has ended', defect: false } };
    if (failing.length > 0) return { states, refusal: { message: `not enabled: ${failing.join(', ')}`, defect: false } };
    try {
      states.push(step(ir, action, state));
    } catch (e) {
      if (!(e instanceof SpecDefect)) throw e;
      return { states, refusal: { message: e.message, defect: true } };
    }
  }
  return { states };
};
