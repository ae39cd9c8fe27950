/**
 * Which transitions of which machines the steps of a search made: ascending numbers, table of the IR by table, see {@link transitionNumber}.
 * A transition that changes nothing in its domain is not looked for.
 */
import type { Ir, IrTable } from '../model/ir.ts';
import type { Compiled } from './compiled.ts';

/** By table of the IR. */
export type Usage = readonly (readonly number[])[];

/** The transition of `event` out of a local state, as a number of its table. */
export const transitionNumber = (t: IrTable, event: number, from: number): number => event * t.states.length + from;

/** What the steps taken with `compiled` so far made. */
export const usageOf = (ir: Ir, { effects }: Compiled): Usage => {
  const usage = ir.tables.map(() => new Set<number>());
  for (const { table, event, states, at } of effects.places)
    states.forEach((from, code) => {
      if (effects.used[at + code] === 1) usage[table]!.add(transitionNumber(ir.tables[table]!, event, from));
    });
  return usage.map(ascending);
};

/** Several searches of parts of one system together. */
export const united = (all: readonly Usage[]): Usage => (all[0] ?? []).map((_, table) => ascending(new Set(all.flatMap((u) => u[table]!))));

const ascending = (xs: ReadonlySet<number>): number[] => [...xs].sort((a, b) => a - b);
