/** What an exploration found: plain data, ready for JSON. Local states and actions are numbers of the IR. */
import type { PropertyKind } from '../model/property.ts';

export type Outcome = 'holds' | 'violated' | 'satisfied' | 'unreached' | 'notDecided';

/** A behaviour from the initial state. */
export interface Trace {
  readonly initial: readonly number[];
  readonly steps: readonly { readonly action: number; readonly state: readonly number[] }[];
}

export interface PartVerdict {
  readonly label: string;
  readonly outcome: Outcome;
  /** The antecedent was true nowhere, so nothing was tested. */
  readonly vacuous: boolean;
  /** States (kind `step`: steps) that violate; for `sometimes`: that satisfy. */
  readonly count: number;
  /** Steps in the shortest trace. */
  readonly depth?: number;
  readonly trace?: Trace;
}

export interface Verdict {
  readonly id: string;
  readonly kind: PropertyKind;
  readonly outcome: Outcome;
  /** Every part is vacuous. */
  readonly vacuous: boolean;
  /** States (kind `step`: steps) that violate some part; for `sometimes`: that satisfy. */
  readonly count: number;
  readonly depth?: number;
  readonly trace?: Trace;
  /** Properties that every trace to this violation (or witness) violates before it: found only behind them (R5). */
  readonly behind?: readonly string[];
  readonly parts: readonly PartVerdict[];
}

/** Why not every reachable state was seen, or why that does not suffice. */
export type IncompleteReason =
  | { readonly code: 'memory' | 'aborted' | 'defect'; readonly text: string }
  | { readonly code: 'bounds'; readonly text: string; readonly bounds: readonly string[] };

/** A defect of the specification met on the way (R1). */
export interface FoundDefect {
  readonly action: number;
  readonly instance: string;
  readonly event: string;
  readonly localState: string;
  readonly message: string;
  /** To the state in which the action is taken. */
  readonly trace: Trace;
}

export interface Exploration {
  readonly name: string;
  readonly complete: boolean;
  readonly reason?: IncompleteReason;
  /** Distinct states. */
  readonly states: number;
  /** States generated: steps taken, self-loops and known states included. */
  readonly transitions: number;
  /** Steps from the initial state to the farthest one. */
  readonly depth: number;
  /** New states at each distance; [1, ...]. */
  readonly levels: readonly number[];
  /** For each action, how many steps take it. */
  readonly taken: readonly number[];
  /** {@link TYPE_INVARIANT} first, then the properties in their order. */
  readonly verdicts: readonly Verdict[];
  readonly defect?: FoundDefect;
  /** Memory allocated for states, edges and tables. */
  readonly bytes: number;
  readonly elapsedMs: number;
}

/** The built-in property: every instance is in a state of its table. */
export const TYPE_INVARIANT = 'TypeInvariant';
