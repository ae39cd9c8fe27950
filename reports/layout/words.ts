/** The wording that all reports share. */
import type { PropertyKind, Verdict } from '../../checker/record/run-record.ts';
import type { PropertyRow } from '../../checker/record/verdict-table.ts';

/** 1234567 -> 1,234,567; the same in every locale. */
export const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

export const plural = (n: number, noun: string): string => `${count(n)} ${noun}${n === 1 ? '' : 's'}`;

/** A `sometimes` is reached or unreached; every other property holds or is violated. */
const word = (kind: PropertyKind, verdict: Verdict): string => {
  if (verdict === 'incomplete' || kind !== 'sometimes') return verdict;
  return verdict === 'holds' ? 'reached' : 'unreached';
};

export const verdictWord = (r: Pick<PropertyRow, 'fact' | 'verdict'>): string => word(r.fact.kind, r.verdict);

/** The verdict in one profile; '-' where no configuration of it has the property. */
export const profileWord = (r: Pick<PropertyRow, 'fact' | 'profiles'>, profile: string): string => {
  const verdict = r.profiles[profile];
  return verdict === undefined ? '-' : word(r.fact.kind, verdict);
};

/** The command that shows the trace, ready to paste. */
export const traceCommand = (design: string, property: string): string => `vcpuhp trace ${design} ${property}`;
