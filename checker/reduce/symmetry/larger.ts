/** Decide a system with more values than can be enumerated one by one: one state an orbit, and with an abstraction where the order of the values stands in the way. */
import { compose } from '../../compile/compose.ts';
import { follow } from '../../ir/follow.ts';
import { shownPart } from '../../ir/violation.ts';
import type { System } from '../../model/system.ts';
import { SCAN_ANY_ORDER, scanAnyOrder } from './scan-any-order.ts';
import { sliced } from './slice.ts';
import { searchOrbits, type SymmetricOptions, type SymmetricResult } from './search.ts';

export interface LargerVerdict {
  readonly id: string;
  /** `spurious`: the abstraction violates it, and the system as it is does not follow the trace: not decided. */
  readonly verdict: 'holds' | 'violated' | 'spurious' | 'incomplete' | 'refused';
  /** Labels of the trace in the system as it is. */
  readonly actions?: readonly string[];
}

export interface Larger {
  /** The abstraction that every verdict is under. */
  readonly abstraction: typeof SCAN_ANY_ORDER | undefined;
  readonly result: SymmetricResult;
  readonly verdicts: readonly LargerVerdict[];
}

const DECIDED = ['always', 'whenQuiescent', 'step', 'survives'];

/** `values` of `sort` are alike. Throws E_NO_SYMMETRY where they are not. */
export const decideLarger = async (system: System, sort: string, values: readonly number[], abstraction: typeof SCAN_ANY_ORDER | undefined, options: SymmetricOptions & { readonly reduce?: 'cone' | 'whole' } = {}): Promise<Larger> => {
  const safe: System = { ...system, properties: system.properties.filter((p) => DECIDED.includes(p.kind)) };
  const whole = abstraction ? scanAnyOrder(safe) : safe;
  const searched = options.reduce === 'whole' ? whole : sliced(whole, compose(whole));
  const ir = compose(searched);
  const result = await searchOrbits(searched, ir, sort, values, options);
  const ordered = compose(safe);
  const byLabel = new Map(ordered.actions.map((a, k) => [a.label, k]));
  const verdicts = system.properties.map((p): LargerVerdict => {
    if (!DECIDED.includes(p.kind)) return { id: p.id, verdict: 'refused' };
    const found = result.violated.find((v) => v.property === p.id);
    if (!found) return { id: p.id, verdict: result.complete ? 'holds' : 'incomplete' };
    const labels = found.actions.map((a) => ir.actions[a]!.label);
    // A violation counts only where the system as it is goes the same way, and shows it there.
    const actions = labels.map((l) => byLabel.get(l) ?? -1);
    if (actions.includes(-1)) return { id: p.id, verdict: 'spurious' };
    const { states, refusal } = follow(ordered, actions);
    const shows = refusal === undefined && shownPart(ordered, ordered.properties.find((x) => x.id === p.id)!, { states, actions }) !== undefined;
    return shows ? { id: p.id, verdict: 'violated', actions: labels } : { id: p.id, verdict: 'spurious' };
  });
  return { abstraction, result, verdicts };
};
