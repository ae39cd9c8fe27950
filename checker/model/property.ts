/** What a system is held to. Every kind is data; how each is decided stands in checker/explore and checker/liveness. */
import type { Expr } from './expression.ts';
import type { Fairness, Party } from './fairness.ts';

export interface PropertyBase {
  /** CamelCase statement of the fact; stable for ever. */
  readonly id: string;
  /** One sentence, for people. */
  readonly text: string;
  /** Where the obligation comes from: numbers of `domain/`, file:line, seed. */
  readonly source: string;
  /** When it does not hold, or what it does not say. */
  readonly scope?: string;
}

export type Property = PropertyBase &
  (
    | /** In every reachable state. */ { readonly kind: 'always'; readonly expr: Expr }
    | /** For every value of the quiescence variable: in every reachable state in which it is quiescent (R12). */ {
        readonly kind: 'whenQuiescent';
        /** Free in it: the variable that {@link Quiescence.bind} names. */
        readonly expr: Expr;
      }
    | /** On every step; `next` and `taken` are allowed in it. */ { readonly kind: 'step'; readonly expr: Expr }
    | /** Some state must satisfy it, or the model is vacuous. */ { readonly kind: 'sometimes'; readonly expr: Expr }
    | /** No state without any action, save those that are terminal or satisfy `unless` (R6). */ {
        readonly kind: 'dead';
        readonly unless?: Expr;
      }
    | /** No state in which process `process` is `inside` a procedure and can move in no reachable future (R6). */ {
        readonly kind: 'stuck';
        /** Process name as in {@link Action.process}, `{x}` for a variable of `bind`. */
        readonly process: string;
        readonly bind?: Readonly<Record<string, string>>;
        readonly inside: Expr;
      }
    | /** The system's end (R5) is never reached this way. `expr` describes the forbidden terminal states. */ {
        readonly kind: 'survives';
        readonly expr: Expr;
      }
    | Progress
    | /** From every reachable state that satisfies `from` some way leads to `goal` by moves of the named parties alone (R19), before the system's end. */ {
        readonly kind: 'recoverable';
        readonly bind?: Readonly<Record<string, string>>;
        /** Default: always. */
        readonly from?: Expr;
        readonly goal: Expr;
        /** The weakest set of processes that suffices. */
        readonly by: readonly Party[];
      }
  );

/**
 * What must come about in every fair behaviour. A behaviour may stop for good wherever no fairness obliges anybody to move; one
 * that ends the system (R5) owes nothing more. `bind`: variables, each value an obligation of its own.
 */
type Progress = { readonly bind?: Readonly<Record<string, string>>; readonly fairness: readonly Fairness[] } & (
  | /** Whenever `from` holds, `to` holds then or later, unless `unless` does first. */ {
      readonly kind: 'leadsTo';
      readonly from: Expr;
      readonly to: Expr;
      readonly unless?: Expr;
    }
  | /** Holds at some time. */ { readonly kind: 'eventually'; readonly expr: Expr }
  | /** Holds again and again. */ { readonly kind: 'alwaysEventually'; readonly expr: Expr }
  | /** From some time on it holds for ever: stability. */ { readonly kind: 'eventuallyAlways'; readonly expr: Expr }
);

export type PropertyKind = Property['kind'];

const PROGRESS = ['leadsTo', 'eventually', 'alwaysEventually', 'eventuallyAlways'] as const satisfies readonly Progress['kind'][];
export type ProgressKind = (typeof PROGRESS)[number];

/** Whether a property speaks of whole fair behaviours; its counterexample is a lasso (docs/liveness.md). */
export const isProgress = (kind: PropertyKind): kind is ProgressKind => (PROGRESS as readonly PropertyKind[]).includes(kind);
/** Whether a property speaks of the future of a state and is decided on the finished graph (checker/liveness). */
export const isLiveness = (kind: PropertyKind): kind is ProgressKind | 'recoverable' => isProgress(kind) || kind === 'recoverable';

/** The one shared notion of quiescence (R12): no procedure in flight that has `bind` as its target. */
export interface Quiescence {
  readonly bind: string;
  readonly sort: string;
  readonly expr: Expr;
}
