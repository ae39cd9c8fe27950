/** What a property of progress assumes of the schedule, and whose moves a recovery may use. All of it is data. */
import type { Expr, Index } from './expression.ts';

/** Who causes an action. Guest, operator and faults are the environment: nothing obliges them (R19). */
export type Cause = 'guest' | 'operator' | 'fault' | 'system';

/**
 * Actions of a process, named as in {@link Action.process}: `{x}` stands for a bound variable of the property, `*` for
 * any one index. Each process that fits is meant by itself: `vcpu[*]` says "each vCPU thread", not "some".
 */
export interface OfProcess {
  readonly process: string;
  /** Only its actions of these causes. Default: `system` for fairness, all but `fault` for a recovery. */
  readonly causes?: readonly Cause[];
}

/**
 * Members of an action family. A parameter is a constant or a bound variable; `*` means each value by itself, a
 * parameter that is not named is free, as in `taken`.
 */
export interface OfAction {
  readonly action: string;
  readonly args?: Readonly<Record<string, Index>>;
}

/** A plain string names a process. */
export type Party = string | OfProcess | OfAction;

/** One fairness assumption of a property. */
export type Fairness =
  | /** What can move from some moment on without a break, moves again and again. */ { readonly weak: Party }
  | /** What can move again and again, moves again and again. */ { readonly strong: Party }
  | /** The condition holds again and again: what the environment is asked to allow. */ { readonly repeatedly: Expr };

/**
 * An assumption about locks that every property of progress makes, printed with its verdict: whoever waits for nothing
 * but one of these conjuncts, and finds it true again and again, gets it. So weak fairness outlasts such a wait (F0 of R19).
 */
export interface LockAssumption {
  /** `F0` */
  readonly id: string;
  /** One sentence, for people. */
  readonly text: string;
  /** Names of the conjuncts of {@link Action.when} that take the lock. */
  readonly conjuncts: readonly string[];
}
