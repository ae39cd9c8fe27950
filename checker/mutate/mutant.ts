/** One small change of a system, as somebody might make it by mistake (R22). */
import type { Ir } from '../model/ir.ts';
import type { System } from '../model/system.ts';

export const OPERATORS = ['drop-conjunct', 'negate-conjunct', 'drop-event', 'drop-field', 'drop-transition', 'flip-initial', 'swap-steps', 'merge-steps', 'split-step'] as const;
export type Operator = (typeof OPERATORS)[number];

/** These can only take behaviours away: what must never happen tells nothing about them. */
export const REMOVING: readonly Operator[] = ['merge-steps'];

export interface Mutant {
  /** `drop-conjunct vcpu.eject selected`; the same in every configuration that has it. */
  readonly id: string;
  readonly operator: Operator;
  /** The authors' system changed, in one action family; or the composed one. */
  readonly change: { readonly of: 'system'; readonly action: string; readonly apply: (s: System) => System } | { readonly of: 'ir'; readonly apply: (ir: Ir) => Ir };
}
