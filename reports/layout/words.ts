/** The wording that all reports share. */
import type { PropertyRow } from '../../checker/record/verdict-table.ts';

/** 1234567 -> 1,234,567; the same in every locale. */
export const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

export const plural = (n: number, noun: string): string => `${count(n)} ${noun}${n === 1 ? '' : 's'}`;

/** A `sometimes` is reached or unreached; every other property holds or is violated. */
export const verdictWord = (r: Pick<PropertyRow, 'fact' | 'verdict'>): string => {
  if (r.verdict === 'incomplete') return 'incomplete';
  if (r.fact.kind === 'sometimes') return r.verdict === 'holds' ? 'reached' : 'unreached';
  return r.verdict;
};

/** The command that shows the row's trace, ready to paste. */
export const traceCommand = (design: string, r: Pick<PropertyRow, 'fact'>): string => `vcpuhp trace ${design} ${r.fact.id}`;
