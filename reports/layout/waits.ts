/** Wait-for graphs in words. */
import type { Trace } from '../../checker/record/trace.ts';

/** `a -> b -> a` */
export const circle = (cycle: readonly string[]): string => [...cycle, cycle[0]].join(' -> ');

/** A line for each wait, and the deadlock if there is one. */
export const waitsFor = ({ waits }: Trace): string[] =>
  waits
    ? [
        '',
        ...waits.edges.map((e) => `waits: ${e.waiter} for ${e.holder}: ${e.action} needs ${e.conjunct}`),
        ...(waits.cycle.length ? [`cycle of waits: ${circle(waits.cycle)}`] : []),
      ]
    : [];
