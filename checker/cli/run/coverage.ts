/** What a decision used of the system (R23), in the words of the run record. */
import { declared } from '../../compile/expand-action.ts';
import { childOf } from '../../compile/local-state.ts';
import { tabulation } from '../../compile/tabulate.ts';
import { conjunctName } from '../../explore/outcomes.ts';
import { transitionNumber } from '../../explore/usage.ts';
import type { Ir, IrTable } from '../../model/ir.ts';
import { actionName, type System } from '../../model/system.ts';
import type { ComponentRun, ConfigurationRun } from '../../record/run-record.ts';
import type { Decision } from '../../reduce/decide.ts';

type Found = Pick<Decision, 'taken' | 'used' | 'slices' | 'deciding'>;

/** Steps that each action family takes (in slices: the most of any); a family that the composition rules out altogether takes none. */
export const takenByFamily = (system: System, ir: Ir, taken: readonly number[]): { name: string; taken: number }[] => {
  const total = new Map(declared(system).map(({ action }) => [actionName(action), 0]));
  ir.actions.forEach((a, i) => total.set(a.name, (total.get(a.name) ?? 0) + (taken[i] ?? 0)));
  return [...total].map(([name, n]) => ({ name, taken: n }));
};

/** `whole`: tell also what was not used; else the search may not have looked for it. */
export const componentRuns = (system: System, ir: Ir, found: Found, whole: boolean): ComponentRun[] =>
  ir.tables.map((table, k) => {
    const component = system.components.find((c) => c.name === table.component)!;
    const { paths } = tabulation(component, system.sorts);
    const leaves = [...paths].filter((p) => ![...paths].some((q) => q.startsWith(`${p}.`)));
    const { events, transitions } = usedOf(ir, k, found);
    const states = new Set(statesOf(ir, k, transitions).flatMap((s) => table.states[s]!.split(' ')));
    const told = (all: readonly string[], used: ReadonlySet<string>) => ({ used: all.filter((x) => used.has(x)), unused: whole ? all.filter((x) => !used.has(x)) : [] });
    const every = new Set(table.events.flatMap((_, e) => table.states.flatMap((_s, from) => moves(table, e, from))));
    return {
      name: table.component,
      states: told(leaves, states),
      events: told(table.events, new Set([...events].map((e) => table.events[e]!))),
      transitions: told([...every], new Set([...transitions].flatMap((n) => moves(table, Math.floor(n / table.states.length), n % table.states.length)))),
    };
  });

/** For each conjunct that a condition of the family has, whether it decides anywhere. */
export const guardRuns = (ir: Ir, deciding: readonly string[]): NonNullable<ConfigurationRun['guards']> => {
  const known = new Set(deciding);
  const all = new Map(ir.actions.flatMap((a) => a.guard.map((g) => [conjunctName(a.name, g.name), { action: a.name, conjunct: g.name }] as const)));
  return [...all].map(([name, g]) => ({ ...g, decides: known.has(name) }));
};

/**
 * Events that were sent to instances of a table, and transitions that these made. What no search looked into (no goal depends on it)
 * is taken to have got every event that an action sends which was taken, and to have made what these allow.
 */
const usedOf = (ir: Ir, k: number, { taken, used, slices }: Found): { readonly events: ReadonlySet<number>; readonly transitions: ReadonlySet<number> } => {
  const table = ir.tables[k]!;
  const still = slices.reduce<ReadonlySet<string>>((names, x) => new Set(x.still.filter((n) => names.has(n))), new Set(slices[0]?.still));
  const families = new Set(ir.actions.flatMap((a, i) => (taken[i]! > 0 ? [a.name] : [])));
  const transitions = new Set(used[k]);
  const events = new Set([...transitions].map((n) => Math.floor(n / table.states.length)));
  const free: { from: number; events: Set<number> }[] = [];
  ir.instances.forEach((inst, i) => {
    if (inst.table !== k) return;
    const looked = !still.has(inst.name);
    const got = new Set<number>();
    ir.actions.forEach((a, n) => {
      if (looked ? taken[n] === 0 : !families.has(a.name)) return;
      for (const f of a.effects)
        if (f.instance === i) f.cases.forEach((c, m) => (!looked || (m === 0 && c.when === undefined) || idle(table, c.event)) && got.add(c.event));
    });
    got.forEach((e) => events.add(e));
    if (!looked) free.push({ from: inst.initial, events: got });
  });
  for (const f of free)
    for (const todo = [f.from], seen = new Set(todo); todo.length > 0; ) {
      const from = todo.pop()!;
      for (const e of f.events) {
        const to = table.next[e]![from]!;
        if (to < 0) continue;
        transitions.add(transitionNumber(table, e, from));
        if (!seen.has(to)) todo.push(to);
        seen.add(to);
      }
    }
  return { events, transitions };
};

/** The event changes nothing: it leaves no mark in a search. */
const idle = (table: IrTable, event: number): boolean => table.next[event]!.every((to, from) => to < 0 || to === from);

/** Local states that instances are in: those that they start in, and those that a transition leads to. */
const statesOf = (ir: Ir, k: number, transitions: ReadonlySet<number>): number[] => {
  const { next, states } = ir.tables[k]!;
  return [...ir.instances.flatMap((i) => (i.table === k ? [i.initial] : [])), ...[...transitions].map((n) => next[Math.floor(n / states.length)]![n % states.length]!)];
};

/** What an event changes in a local state, region by region. */
const moves = (table: IrTable, event: number, from: number): string[] => {
  const to = table.next[event]![from]!;
  if (to < 0 || to === from) return [];
  const [before, after] = [table.states[from]!.split(' '), table.states[to]!.split(' ')];
  const gone = before.filter((l) => !after.includes(l));
  const come = after.filter((l) => !before.includes(l));
  const region = (leaf: string): string => leaf.split('.').slice(0, -1).join('.');
  // Regions that come and go with the state around them are told together.
  if (gone.length !== come.length || gone.some((l) => childOf(after.join(' '), region(l)) === undefined)) return [`${gone.join(' ')} -${table.events[event]}-> ${come.join(' ')}`];
  return gone.map((l) => `${l} -${table.events[event]}-> ${come.find((m) => region(m) === region(l)) ?? come.join(' ')}`);
};
