/**
 * What a lasso shows, read off the plain interpreter: why it is fair, and what kind of going on for ever it is. It shares
 * nothing with the search that found it; a lasso that is none is refused.
 */
import { enabledActions, holds, step, violatedGuards } from '../ir/interpret.ts';
import type { Ir, IrFairness, IrPart } from '../model/ir.ts';
import type { ProgressKind } from '../model/property.ts';
import type { Lasso } from './findings.ts';

/** Why one assumption is satisfied by the loop. */
export interface FairBecause {
  readonly name: string;
  /**
   * `taken` in step `at`; `disabled` or `holds` in state `at` (0: the initial one); `neverEnabled`: in no state of the loop, though it
   * waits for a lock, or strong fairness alone would oblige it.
   */
  readonly because: 'taken' | 'disabled' | 'holds' | 'neverEnabled';
  readonly at: number;
}

/**
 * How it goes on for ever. `livelock`: steps are taken, and lead nowhere. The others rest in one state. `completion`: no action at all,
 * as the system says of a finished state (`unless` of a `dead` property); `dead`: no action at all; `quiescence`: only guest,
 * operator or faults can move; `halt`: others can move too, and no fairness is assumed of them.
 */
export type Ending = 'livelock' | 'completion' | 'dead' | 'quiescence' | 'halt';

export interface Account {
  readonly ending: Ending;
  readonly fairness: readonly FairBecause[];
}

/** Account for a lasso. Throws if it is no behaviour, does not close, is not fair, or keeps the property. */
export const accountOf = (ir: Ir, kind: ProgressKind, part: IrPart, lasso: Lasso): Account => {
  const { trace, loop } = lasso;
  const states = [trace.initial, ...trace.steps.map((s) => s.state)];
  trace.steps.forEach(({ action, state }, k) => {
    if (!enabledActions(ir, states[k]!).includes(action) || !equal(step(ir, action, states[k]!), state)) throw new Error(`step ${k + 1} of the lasso is no step of ${ir.name}`);
  });
  if (!equal(states.at(-1)!, states[loop]!)) throw new Error(`the lasso does not close: the state after its last step is not state ${loop}`);
  if (states.some((s) => holds(ir.terminal, s)) || !breaks(kind, part, lasso, states)) throw new Error('the lasso keeps the property');
  const steps = trace.steps.slice(loop).map((s, k) => ({ action: s.action, at: loop + k + 1 }));
  const inside = (steps.length === 0 ? [states[loop]!] : states.slice(loop, -1)).map((state, k) => ({ state, at: loop + k }));
  const fairness = (part.fairness ?? []).map((f) => {
    const because = reasonFor(ir, f, inside, steps);
    if (!because) throw new Error(`the lasso is not fair: ${f.name}`);
    return { name: f.name, ...because };
  });
  return { ending: steps.length > 0 ? 'livelock' : restOf(ir, states[loop]!), fairness };
};

const equal = (a: readonly number[], b: readonly number[]): boolean => a.every((x, i) => x === b[i]);

const breaks = (kind: ProgressKind, part: IrPart, { loop, since }: Lasso, states: readonly (readonly number[])[]): boolean => {
  const reached = (s: readonly number[]): boolean => holds(part.e, s) || (part.unless !== undefined && holds(part.unless, s));
  switch (kind) {
    case 'leadsTo':
      return since <= loop && holds(part.when, states[since]!) && !states.slice(since).some(reached);
    case 'eventually':
      return !states.some(reached);
    case 'alwaysEventually':
      return !states.slice(loop).some(reached);
    case 'eventuallyAlways':
      return !states.slice(loop).every(reached);
  }
};

const reasonFor = (
  ir: Ir,
  f: IrFairness,
  inside: readonly { readonly state: readonly number[]; readonly at: number }[],
  steps: readonly { readonly action: number; readonly at: number }[],
): Omit<FairBecause, 'name'> | undefined => {
  if (f.kind === 'repeatedly') {
    const found = inside.find(({ state }) => holds(f.e, state));
    return found && { because: 'holds', at: found.at };
  }
  const taken = steps.find(({ action }) => f.actions.includes(action));
  if (taken) return { because: 'taken', at: taken.at };
  const lacking = (state: readonly number[]): string[][] => f.actions.map((a) => violatedGuards(ir, a, state));
  const idle = f.kind === 'weak' ? inside.find(({ state }) => lacking(state).every((names) => names.some((n) => !f.granted.includes(n)))) : undefined;
  if (idle) return { because: 'disabled', at: idle.at };
  return inside.every(({ state }) => lacking(state).every((names) => names.length > 0)) ? { because: 'neverEnabled', at: inside[0]!.at } : undefined;
};

const restOf = (ir: Ir, state: readonly number[]): Ending => {
  const enabled = enabledActions(ir, state);
  if (enabled.length === 0) return ir.properties.some((p) => p.kind === 'dead' && p.parts.some((part) => !holds(part.when, state))) ? 'completion' : 'dead';
  return enabled.every((a) => ir.actions[a]!.cause !== 'system') ? 'quiescence' : 'halt';
};
