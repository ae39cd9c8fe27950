/**
 * The intermediate representation: a finite, integer-coded, JSON-serialisable system. Built once by `compose`; engine,
 * oracles, exports, conformance, coverage and proofs all read it, and nothing else re-implements the semantics.
 */
import type { Cause } from './fairness.ts';
import type { PropertyKind } from './property.ts';

export interface Ir {
  readonly format: 'vcpuhp-ir';
  readonly version: 1;
  readonly name: string;
  readonly sorts: Readonly<Record<string, number>>;
  readonly tables: readonly IrTable[];
  readonly instances: readonly IrInstance[];
  readonly actions: readonly IrAction[];
  readonly properties: readonly IrProperty[];
  /** States beyond which nothing is explored. */
  readonly terminal: IrExpr;
  readonly bounds: readonly string[];
  /** Instances that every slice takes along (checker/reduce). */
  readonly companions?: readonly number[];
}

/** What is seen of a system from outside (R21). */
export interface IrObservation {
  /** By action: first case whose condition holds; none: the step is silent. */
  readonly labels: readonly (readonly IrObservedCase[])[];
  readonly state: readonly { readonly name: string; readonly e: IrExpr }[];
  /** Instance whose local state names the end of the system. */
  readonly end: number | undefined;
}
export interface IrObservedCase {
  readonly when?: IrExpr;
  readonly label: string;
  readonly shows: readonly { readonly name: string; readonly e: IrExpr }[];
}

/** The tabulated machine of one component: its semantics by construction (R3). */
export interface IrTable {
  readonly component: string;
  readonly index: readonly string[];
  readonly source: string;
  /** Local states, in discovery order; each is its sorted list of active leaf paths joined by ' '. */
  readonly states: readonly string[];
  readonly events: readonly string[];
  /** next[event][state]: the state after, or -1 where the machine does not accept the event there. */
  readonly next: readonly (readonly number[])[];
  readonly observer: boolean;
}

export interface IrInstance {
  /** `gic[1]`, or `ged` when it has no index. */
  readonly name: string;
  /** Index into `tables`. */
  readonly table: number;
  readonly index: readonly number[];
  readonly initial: number;
}

export interface IrAction {
  /** Trace label: `vcpu[0].CPU_ON(2)`. */
  readonly label: string;
  /** Family name: `vcpu.CPU_ON`. */
  readonly name: string;
  readonly args: Readonly<Record<string, number | string>>;
  readonly process: string;
  readonly cause: Cause;
  readonly guard: readonly IrGuard[];
  readonly effects: readonly IrEffect[];
  /** Whom its process waits for from then on (`Action.begins`). */
  readonly begins?: NonNullable<IrGuard['waits']>;
  readonly fn: string;
  readonly source: string;
}
/** A named conjunct of an action's condition. */
export interface IrGuard {
  readonly name: string;
  readonly e: IrExpr;
  /** Whom a process waits for that finds the conjunct false: each process, and in which states it is that one. */
  readonly waits?: readonly { readonly process: string; readonly when: IrExpr }[];
}
export interface IrEffect {
  readonly instance: number;
  /** First case whose condition holds in the pre-state; none: no event. `event` indexes the table's events. */
  readonly cases: readonly { readonly when?: IrExpr; readonly event: number }[];
}

/** Expanded expressions: no variables, no quantifiers. */
export type IrExpr =
  | { readonly op: 'const'; readonly value: boolean }
  /** Local state of `instance` is one of `states` (sorted ascending). */
  | { readonly op: 'in'; readonly instance: number; readonly states: readonly number[] }
  | { readonly op: 'not'; readonly e: IrExpr }
  | { readonly op: 'and'; readonly es: readonly IrExpr[] }
  | { readonly op: 'or'; readonly es: readonly IrExpr[] }
  | { readonly op: 'iff'; readonly a: IrExpr; readonly b: IrExpr }
  | { readonly op: 'cmp'; readonly rel: '=' | '!=' | '<' | '<='; readonly a: IrTerm; readonly b: IrTerm }
  /** Step properties only. */
  | { readonly op: 'next'; readonly e: IrExpr }
  /** Step properties only: the step's action is one of these (sorted ascending). */
  | { readonly op: 'taken'; readonly actions: readonly number[] };

export type IrTerm =
  | { readonly t: 'int'; readonly value: number }
  /** values[local state] of the instance. */
  | { readonly t: 'value'; readonly instance: number; readonly values: readonly number[] }
  | { readonly t: 'sum'; readonly terms: readonly IrTerm[] }
  /** 1 where e holds, else 0. */
  | { readonly t: 'bool'; readonly e: IrExpr };

export interface IrProperty {
  readonly id: string;
  readonly text: string;
  readonly source: string;
  readonly scope: string;
  readonly kind: PropertyKind;
  /**
   * One entry per expansion that can fail on its own, with its antecedent apart so that vacuity can be judged: for
   * `whenQuiescent` one per value, for `always` and `step` one per value of the leading `forall`s, for `stuck` one per
   * process, for `leadsTo`, `eventually`, `alwaysEventually`, `eventuallyAlways` and `recoverable` one per value of `bind`. Other
   * kinds have a single part.
   */
  readonly parts: readonly IrPart[];
  /** What the verdict rests on, in words: fairness, assumptions about locks, whose moves count. Liveness kinds only. */
  readonly assumes?: readonly string[];
}
export interface IrPart {
  /** What the quantified variable is here, e.g. `i=2`; '' if none. */
  readonly label: string;
  /**
   * Antecedent (`const true` if none). The part is violated where `when` holds and `e` does not (`sometimes`: satisfied where
   * both hold). Liveness kinds: `when` is what the obligation starts from, `e` what must be reached.
   */
  readonly when: IrExpr;
  readonly e: IrExpr;
  /** `stuck` only. */
  readonly process?: string;
  /** `leadsTo` only: what lifts the obligation as well. */
  readonly unless?: IrExpr;
  /** `leadsTo`, `eventually`, `alwaysEventually`, `eventuallyAlways`. */
  readonly fairness?: readonly IrFairness[];
  /** `recoverable` only: actions that a way back may use, ascending. */
  readonly by?: readonly number[];
}

/** One fairness assumption, of one process or one set of actions. */
export type IrFairness =
  | {
      readonly kind: 'weak' | 'strong';
      /** `weak vcpu[0]` */
      readonly name: string;
      /** Taking one of these satisfies it, ascending; it is enabled where one of them is. */
      readonly actions: readonly number[];
      /**
       * Conjuncts of their guards for which waiting does not count as a break: from some time on one of the actions could be
       * taken but for these, and again and again one can be taken, then one is taken. [] is plain weak fairness; `strong` has none.
       */
      readonly granted: readonly string[];
    }
  | { readonly kind: 'repeatedly'; readonly name: string; readonly e: IrExpr };
