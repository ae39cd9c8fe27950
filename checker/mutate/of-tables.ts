/** Mutants of composed machines: a transition that does nothing, a flag that starts the other way. */
import type { Ir } from '../model/ir.ts';
import type { Mutant } from './mutant.ts';

/** A transition goes nowhere: from a local leaf state the event changes nothing in its region. */
export const transitionMutants = (ir: Ir): Mutant[] =>
  ir.tables.flatMap((t) => {
    if (t.observer) return [];
    const found = new Map<string, { event: number; leaf: string; froms: number[] }>();
    t.next.forEach((row, event) =>
      row.forEach((to, from) => {
        if (to < 0 || to === from) return;
        for (const leaf of t.states[from]!.split(' ')) {
          if (t.states[to]!.split(' ').includes(leaf)) continue;
          const key = `${leaf} ${t.events[event]}`;
          const known = found.get(key);
          if (known) known.froms.push(from);
          else found.set(key, { event, leaf, froms: [from] });
        }
      }),
    );
    return [...found].flatMap(([key, { event, leaf, froms }]): Mutant[] => {
      const id = `drop-transition ${t.component} ${key}`;
      const stays = (from: number): number | undefined => {
        const to = t.states[t.next[event]![from]!]!.split(' ');
        const region = leaf.split('.').slice(0, -1).join('.');
        const kept = to.map((l) => (l.split('.').slice(0, -1).join('.') === region ? leaf : l)).sort().join(' ');
        const at = t.states.indexOf(kept);
        return at < 0 ? undefined : at;
      };
      if (froms.some((from) => stays(from) === undefined)) return [];
      return [
        {
          id,
          operator: 'drop-transition',
          change: {
            of: 'ir',
            apply: (x) => ({ ...x, tables: x.tables.map((u) => (u.component === t.component ? { ...u, next: u.next.map((row, e) => (e === event ? row.map((to, from) => (froms.includes(from) ? stays(from)! : to)) : row)) } : u)) }),
          },
        },
      ];
    });
  });

/** Every instance of a component starts with the flag the other way, where that is a state of its own. */
export const initialMutants = (ir: Ir): Mutant[] =>
  ir.tables.flatMap((t, table) => {
    const leaves = [...new Set(t.states.flatMap((s) => s.split(' ')))];
    const regionOf = (l: string): string => l.split('.').slice(0, -1).join('.');
    return [...new Set(leaves.map(regionOf))].flatMap((region): Mutant[] => {
      const two = leaves.filter((l) => regionOf(l) === region);
      if (two.length !== 2 || t.observer) return [];
      const flipped = (s: number): number => t.states.indexOf(t.states[s]!.split(' ').map((l) => (l === two[0] ? two[1]! : l === two[1] ? two[0]! : l)).sort().join(' '));
      const mine = ir.instances.filter((i) => i.table === table);
      if (!mine.every((i) => flipped(i.initial) >= 0)) return [];
      return [{ id: `flip-initial ${t.component}${region === '' ? '' : ` ${region}`}`, operator: 'flip-initial', change: { of: 'ir', apply: (x) => ({ ...x, instances: x.instances.map((i) => (x.tables[i.table]!.component === t.component ? { ...i, initial: flipped(i.initial) } : i)) }) } }];
    });
  });
