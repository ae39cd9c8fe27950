/** What is seen of a system from outside (R21). All other steps are silent. Needed only where two designs are compared. */
import type { Expr } from './expression.ts';
import type { Component } from './system.ts';

export interface Observation {
  /**
   * Components that remember what a label depends on. They only listen (R13), and are part of a system only while it is observed; their joins on
   * actions that it lacks are left out.
   */
  readonly components?: readonly Component[];
  readonly labels: readonly ObservedAction[];
  /** Where a system is, as seen from outside: differences are grouped by it. What a system cannot express is left out, here and in `shows`. */
  readonly state: readonly ObservedState[];
  /** Component without index whose local state names the system's end (R5); a step into it is always seen. */
  readonly end?: string;
}

/** How the steps of an action family are seen. */
export interface ObservedAction {
  /** `component.event`; a system need not have it. */
  readonly action: string;
  /** The first case whose condition holds before the step gives the label; none: the step is silent. */
  readonly cases: readonly ObservedCase[];
}

export interface ObservedCase {
  /** Over the parameters of the action. */
  readonly when?: Expr;
  /** `{x}` stands for the value of a parameter. */
  readonly label: string;
  /** What is shown behind it, by name: 1 where it holds before the step, else 0. */
  readonly shows?: Readonly<Record<string, Expr>>;
}

/** A fact about the state, for each value of its variables. */
export interface ObservedState {
  /** `{x}` stands for the value of a variable. */
  readonly name: string;
  /** Variable -> sort. */
  readonly bind?: Readonly<Record<string, string>>;
  readonly expr: Expr;
}

/** Seen in one case only. */
export const seen = (action: string, label: string, shows?: Readonly<Record<string, Expr>>): ObservedAction => ({ action, cases: [{ label, ...(shows ? { shows } : {}) }] });
