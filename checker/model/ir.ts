/**
 * The intermediate representation: a finite, integer-coded, JSON-serialisable system. Built once by `compose`; engine,
 * oracles, exports, conformance, coverage and proofs all read it, and nothing else re-implements the semantics.
 */

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
  readonly cause: 'guest' | 'operator' | 'fault' | 'system';
  readonly guard: readonly { readonly name: string; readonly e: IrExpr }[];
  readonly effects: readonly IrEffect[];
  readonly fn: string;
  readonly source: string;
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
  readonly kind: 'always' | 'whenQuiescent' | 'step' | 'sometimes' | 'dead' | 'stuck' | 'survives';
  /**
   * One entry per expansion that can fail on its own, with its antecedent apart so that vacuity can be judged: for
   * `whenQuiescent` one per value, for `always` and `step` one per value of the leading `forall`s, for `stuck` one per
   * process. Other kinds have a single part.
   */
  readonly parts: readonly IrPart[];
}
export interface IrPart {
  /** What the quantified variable is here, e.g. `i=2`; '' if none. */
  readonly label: string;
  /** Antecedent (`const true` if none). The part is violated where `when` holds and `e` does not (`sometimes`: satisfied where both hold). */
  readonly when: IrExpr;
  readonly e: IrExpr;
  /** `stuck` only. */
  readonly process?: string;
}
