/** Every entry of every local table, asked of XState again on a machine made for the purpose (R15). */
import type { AnyMachineSnapshot, StateValue } from 'xstate';
import type { Ir } from '../model/ir.ts';
import type { System } from '../model/system.ts';
import { Reactions } from './reactions.ts';
import { label } from './world.ts';

/** Entries that differ, in words; empty if all agree. */
export const differingEntries = (system: System, ir: Ir): string[] =>
  ir.tables.flatMap((table) => {
    const component = system.components.find((c) => c.name === table.component);
    if (!component) return [`there is no component ${table.component}`];
    const reactions = new Reactions(component.machine(system.sorts));
    return table.states.flatMap((name, s) =>
      table.events.flatMap((event, e) => {
        const after = reactions.after(snapshotOf(reactions, name), event);
        const entry = table.next[e]![s]!;
        const told = entry < 0 ? 'refused' : (table.states[entry] ?? `state ${entry}`);
        const asked = after === undefined ? 'refused' : label(after);
        return told === asked ? [] : [`${table.component}: ${event} in ${name}: table says ${told}, XState says ${asked}`];
      }),
    );
  });

/** The snapshot with these active leaf paths. */
const snapshotOf = (reactions: Reactions, name: string): AnyMachineSnapshot => {
  const nest = (paths: readonly (readonly string[])[]): StateValue => {
    if (paths.length === 1 && paths[0]!.length === 1) return paths[0]![0]!;
    const keys = [...new Set(paths.map((p) => p[0]!))];
    return Object.fromEntries(keys.map((k) => [k, nest(paths.filter((p) => p[0] === k).map((p) => p.slice(1)))]));
  };
  return reactions.machine.resolveState({ value: nest(name.split(' ').map((l) => l.split('.'))), context: {} }) as AnyMachineSnapshot;
};
