/** What a system is held to. Every kind is data; how each is decided stands in checker/explore. */
import type { Expr } from './expression.ts';

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
  );

export type PropertyKind = Property['kind'];

/** The one shared notion of quiescence (R12): no procedure in flight that has `bind` as its target. */
export interface Quiescence {
  readonly bind: string;
  readonly sort: string;
  readonly expr: Expr;
}
