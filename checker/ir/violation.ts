/** Whether a behaviour shows what it is said to show. */
import type { Ir, IrProperty } from '../model/ir.ts';
import { enabledActions, holds } from './interpret.ts';

/** States of a behaviour, the initial one first, and the actions between them. */
export interface Behaviour {
  readonly states: readonly (readonly number[])[];
  readonly actions: readonly number[];
}

/**
 * The part of the property that the end of the behaviour violates (`sometimes`: satisfies; `step`: that its last step
 * violates), or undefined. Of what is said of futures (`stuck`, liveness) no finite behaviour tells.
 */
export const shownPart = (ir: Ir, p: IrProperty, { states, actions }: Behaviour): number | undefined => {
  const state = states.at(-1)!;
  const found = p.parts.findIndex((part) => {
    switch (p.kind) {
      case 'always':
      case 'whenQuiescent':
      case 'survives':
        return holds(part.when, state) && !holds(part.e, state);
      case 'sometimes':
        return holds(part.when, state) && holds(part.e, state);
      case 'dead':
        return !holds(ir.terminal, state) && enabledActions(ir, state).length === 0 && holds(part.when, state);
      case 'step': {
        const action = actions.at(-1);
        if (action === undefined) return false;
        const step = { action, next: state };
        const before = states.at(-2)!;
        return holds(part.when, before, step) && !holds(part.e, before, step);
      }
      default:
        return false;
    }
  });
  return found < 0 ? undefined : found;
};
