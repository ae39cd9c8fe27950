/**
 * Mutants of composed machines: a transition that does nothing, a flag that starts the other way. States and events have other numbers in
 * another configuration: a mutant knows them by name.
 */
import type { Ir, IrTable } from '../model/ir.ts';
import type { Mutant } from './mutant.ts';

const leavesOf = (state: string): string[] => state.split(' ');
const regionOf = (leaf: string): string => leaf.split('.').slice(0, -1).join('.');
/** The number of the state with these local states; -1 if there is none. */
const stateOf = (t: IrTable, leaves: readonly string[]): number => t.states.indexOf(leaves.toSorted().join(' '));

/** A transition goes nowhere: from a local leaf state the event changes nothing in its region. */
export const transitionMutants = (ir: Ir): Mutant[] =>
  ir.tables.flatMap((t) => {
    if (t.observer) return [];
    const found = new Map<string, readonly [leaf: string, event: string]>();
    t.next.forEach((row, event) =>
      row.forEach((to, from) => {
        if (to < 0 || to === from) return;
        for (const leaf of leavesOf(t.states[from]!)) if (!leavesOf(t.states[to]!).includes(leaf)) found.set(`${leaf} ${t.events[event]}`, [leaf, t.events[event]!]);
      }),
    );
    return [...found].flatMap(([key, [leaf, event]]): Mutant[] => {
      if (without(t, leaf, event) === undefined) return [];
      return [
        {
          id: `drop-transition ${t.component} ${key}`,
          operator: 'drop-transition',
          change: { of: 'ir', apply: (x) => ({ ...x, tables: x.tables.map((u) => (u.component === t.component ? (without(u, leaf, event) ?? u) : u)) }) },
        },
      ];
    });
  });

/** The table in which `event` leaves a region that is at `leaf` there; undefined where that is no state, or no such event. */
const without = (t: IrTable, leaf: string, event: string): IrTable | undefined => {
  const e = t.events.indexOf(event);
  if (e < 0) return undefined;
  const row = t.next[e]!.map((to, from) => {
    if (to < 0 || !leavesOf(t.states[from]!).includes(leaf) || leavesOf(t.states[to]!).includes(leaf)) return to;
    const stays = stateOf(t, leavesOf(t.states[to]!).map((l) => (regionOf(l) === regionOf(leaf) ? leaf : l)));
    return stays < 0 ? undefined : stays;
  });
  return row.every((to) => to !== undefined) ? { ...t, next: t.next.map((r, k) => (k === e ? row : r)) } : undefined;
};

/** Every instance of a component starts with the flag the other way, where that is a state of its own. */
export const initialMutants = (ir: Ir): Mutant[] =>
  ir.tables.flatMap((t, table) => {
    const leaves = [...new Set(t.states.flatMap(leavesOf))];
    return [...new Set(leaves.map(regionOf))].flatMap((region): Mutant[] => {
      const two = leaves.filter((l) => regionOf(l) === region);
      if (two.length !== 2 || t.observer) return [];
      const flipped = (of: IrTable, s: number): number => stateOf(of, leavesOf(of.states[s]!).map((l) => (l === two[0] ? two[1]! : l === two[1] ? two[0]! : l)));
      const mine = ir.instances.filter((i) => i.table === table);
      if (!mine.every((i) => flipped(t, i.initial) >= 0)) return [];
      const flip = (x: Ir): Ir => ({ ...x, instances: x.instances.map((i) => (x.tables[i.table]!.component === t.component ? { ...i, initial: flipped(x.tables[i.table]!, i.initial) } : i)) });
      return [{ id: `flip-initial ${t.component}${region === '' ? '' : ` ${region}`}`, operator: 'flip-initial', change: { of: 'ir', apply: flip } }];
    });
  });
