/** The wording that all reports share. */
import type { PropertyKind, Verdict } from '../../checker/record/run-record.ts';
import type { DesignTable, PropertyRow } from '../../checker/record/verdict-table.ts';

/** 1234567 -> 1,234,567; the same in every locale. */
export const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

export const plural = (n: number, noun: string): string => `${count(n)} ${noun}${n === 1 ? '' : 's'}`;

/** A `sometimes` is reached or unreached; every other property holds or is violated. */
const word = (kind: PropertyKind, verdict: Verdict): string => {
  if (verdict === 'incomplete' || kind !== 'sometimes') return verdict;
  return verdict === 'holds' ? 'reached' : 'unreached';
};

export const verdictWord = (r: Pick<PropertyRow, 'fact' | 'verdict'>): string => word(r.fact.kind, r.verdict);

/** The verdict in one profile, with the length of the shortest trace; '-' where no configuration of it has the property. */
export const profileWord = (r: Pick<PropertyRow, 'fact' | 'profiles'>, profile: string): string => {
  const found = r.profiles[profile];
  if (!found) return '-';
  return `${word(r.fact.kind, found.verdict)}${found.depth === undefined ? '' : ` ${found.depth}`}`;
};

/** The command that shows the trace, ready to paste. */
export const traceCommand = (design: string, property: string): string => `vcpuhp trace ${design} ${property}`;

/** Whether some configuration was decided by several searches of parts of it; its counts are sums over them. */
export const sliced = (t: DesignTable): boolean => t.run.configurations.some((c) => c.slices.length > 1);

/**
 * What the search of this property came to: how far it looked, or how long the shortest trace is. Decided on parts of
 * the system, a property was looked for in some of the states only, so their sum would be too big a word.
 */
export const extent = (r: PropertyRow, t: DesignTable): string =>
  r.depth !== undefined ? plural(r.depth, 'step') : sliced(t) ? plural(t.run.configurations.length, 'configuration') : `${count(r.states)} states`;
