/** A fix: one defect of rfc-v5, mended. `corrected` is rfc-v5 with all of them (R14). */
import type { Expr } from '../../checker/model/expression.ts';
import type { System } from '../../checker/model/system.ts';
import { addGuard, hasAction, weakenGuard, type Variation } from '../../checker/model/variation.ts';

export interface Fix {
  /** Entry of design-history.md (B) or of docs/findings.md (F). */
  readonly id: string;
  /** What is done, one line. */
  readonly title: string;
  /** Where the code would have to change. */
  readonly source: string;
  /** What differs; empty for a system that has nothing of it. Variations of what is there fail when their target is gone. */
  readonly variations: (system: System) => readonly Variation[];
}

/** One variation after the other. */
export const allOf = (variations: readonly Variation[]): Variation => (system) => variations.reduce((s, v) => v(s), system);

/** The system with the fix. */
export const mended = (system: System, { variations }: Fix): System => allOf(variations(system))(system);

/** Each fix as a variation, in this order. */
export const mends = (fixes: readonly Fix[]): readonly Variation[] => fixes.map((f) => (s) => mended(s, f));

/** For those of `actions` that the system has. */
export const forActions = (s: System, actions: readonly string[], variation: (action: string) => Variation): readonly Variation[] => actions.filter((a) => hasAction(s, a)).map(variation);

/** The eject register does nothing for a CPU that is not `ok` (in terms of i and b: the CPU in its record); `refused` says the same of i alone. */
export const refuseEject = (s: System, conjunct: string, ok: Expr, refused: Expr): readonly Variation[] =>
  hasAction(s, 'vcpu.eject') ? [addGuard('vcpu.eject', conjunct, ok), weakenGuard('vcpu.eject_invalid', 'notEjectable', refused)] : [];
