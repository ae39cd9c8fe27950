/** What deciding liveness found, beside the counts: plain data, states as numbers of the IR. */
import type { Trace } from '../explore/result.ts';

/** Why a part that is kept says nothing. */
export type Vacuity =
  /** Nothing ever starts the obligation. */
  | 'antecedent'
  /** The goal is reached from nowhere: every fair behaviour ends the system first. */
  | 'ends'
  /** No behaviour satisfies the fairness assumed. */
  | 'unsatisfiable'
  /** What is assumed to hold again and again is the goal itself, or implies it. */
  | 'implied';

/** A behaviour that goes on for ever: after its last step it is in state `loop` (0: the initial one) again, or rests there. */
export interface Lasso {
  readonly trace: Trace;
  /** Number of the state that the loop starts from; after the last step if the behaviour rests. */
  readonly loop: number;
  /** Number of the state from which on the goal is owed. */
  readonly since: number;
}

/** States that no way leads out of, to the goal, by the moves allowed. */
export interface Trap {
  /** The step of the trace that goes in; 0: the initial state is in it. */
  readonly entered: number;
  readonly size: number;
  /** Actions with which the way to the goal went on before that step. */
  readonly exits: readonly number[];
  /** Every action that goes in somewhere, and how many steps of it do. */
  readonly entries: readonly { readonly action: number; readonly steps: number }[];
}

/** What is known of one part, by its position in the tallies. */
export interface Finding {
  readonly vacuity?: Vacuity;
  readonly trace?: Trace;
  readonly lasso?: Omit<Lasso, 'trace'>;
  readonly trap?: Trap;
}

export type Findings = ReadonlyMap<number, Finding>;
