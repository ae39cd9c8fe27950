/** What an exploration found: plain data, ready for JSON. Local states and actions are numbers of the IR. */
import type { Lasso, Trap, Vacuity } from '../liveness/findings.ts';
import type { PropertyKind } from '../model/property.ts';
import type { Profile } from './profile.ts';
import type { Usage } from './usage.ts';
import type { StoreKind } from './visited/plan.ts';

export type Outcome = 'holds' | 'violated' | 'satisfied' | 'unreached' | 'notDecided';

/** A behaviour from the initial state. */
export interface Trace {
  readonly initial: readonly number[];
  readonly steps: readonly { readonly action: number; readonly state: readonly number[] }[];
}

export interface PartVerdict {
  readonly label: string;
  readonly outcome: Outcome;
  /** Nothing was tested: the antecedent was true nowhere, or what `vacuity` says. */
  readonly vacuous: boolean;
  /** Liveness: why it is vacuous. */
  readonly vacuity?: Vacuity;
  /**
   * States (kind `step`: steps) that violate; for `sometimes`: that satisfy; for properties of progress: that can lie on the
   * loop of a violation.
   */
  readonly count: number;
  /** Steps in the shortest trace; of a lasso, its loop included. */
  readonly depth?: number;
  readonly trace?: Trace;
  /** Properties of progress: the trace goes on for ever. */
  readonly lasso?: Omit<Lasso, 'trace'>;
  /** `recoverable` */
  readonly trap?: Trap;
}

export interface Verdict {
  readonly id: string;
  readonly kind: PropertyKind;
  readonly outcome: Outcome;
  /** Every part is vacuous. */
  readonly vacuous: boolean;
  /** States (kind `step`: steps) that violate some part, counted as for a part. */
  readonly count: number;
  /** Of the part with the shortest trace. */
  readonly depth?: number;
  readonly trace?: Trace;
  /** Properties that every trace to this violation (or witness) violates before it: found only behind them (R5). */
  readonly behind?: readonly string[];
  readonly parts: readonly PartVerdict[];
}

/** Why not every reachable state was seen, or why that does not suffice. */
export type IncompleteReason =
  | { readonly code: 'memory' | 'aborted' | 'defect' | 'checkpoint' | 'store'; readonly text: string }
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
  /** Transitions of the machines that some step made (R23). */
  readonly used: Usage;
  /** Names of the conjuncts that decide somewhere (checker/explore/outcomes.ts), where that was asked for. */
  readonly deciding?: readonly string[];
  /** Where the states come from, where that was asked for. */
  readonly profile?: Profile;
  /** {@link TYPE_INVARIANT} first, then the properties in their order. */
  readonly verdicts: readonly Verdict[];
  readonly defect?: FoundDefect;
  /** Memory allocated for states, edges and tables. */
  readonly bytes: number;
  /** How it was told at the end whether a state is new. */
  readonly store: StoreKind;
  readonly elapsedMs: number;
}

/** The built-in property: every instance is in a state of its table. */
export const TYPE_INVARIANT = 'TypeInvariant';
