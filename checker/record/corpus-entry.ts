/** Holds an entry of a regression corpus to what the corpus says of it, besides its exact verdicts. */
import type { DesignRun, PropertyFact, Verdict } from './run-record.ts';

/** The property names that fact as its source. */
export const cites = (p: Pick<PropertyFact, 'source'>, fact: string): boolean => p.source.split(/[^\w.-]+/).includes(fact);

interface Decided {
  readonly fact: PropertyFact;
  readonly verdict: Verdict;
}

/** What is amiss: nothing is violated where something must be, or the reverse; a fact that must be broken is broken by no property. */
export const amissIn = ({ entry, whole }: Pick<DesignRun, 'entry' | 'whole'>, rows: readonly Decided[]): string[] => {
  // Of a part of the properties nothing can be missing.
  if (!entry || !whole) return [];
  const violated = rows.filter((r) => r.verdict === 'violated').map((r) => r.fact);
  if (entry.must === 'pass') return violated.length ? [`it must pass, and violates ${violated.map((f) => f.id).join(', ')}`] : [];
  if (violated.length === 0) return ['it must fail, and violates nothing'];
  const shown = (n: string): boolean => violated.some((f) => cites(f, n));
  return [
    ...entry.breaks.filter((n) => !shown(n) && entry.unshown[n] === undefined).map((n) => `no violated property cites ${n}, which it breaks: name one that does, or say in unshown why none does`),
    ...Object.keys(entry.unshown).filter((n) => shown(n) || !entry.breaks.includes(n)).map((n) => `unshown explains ${n}, which ${shown(n) ? 'is shown' : 'is not among breaks'}`),
  ];
};
