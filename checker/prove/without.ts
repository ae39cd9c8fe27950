/** A system without some of its components, where nothing else hangs on them: what is left has the same behaviours. */
import { readExpr } from '../reduce/cone.ts';
import type { Ir, IrExpr } from '../model/ir.ts';
import type { Effect, System } from '../model/system.ts';

/** Components among `names` that a condition reads, or that decide an event of another component. */
export const readElsewhere = (ir: Ir, names: readonly string[]): string[] => {
  const componentOf = (i: number): string => ir.tables[ir.instances[i]!.table]!.component;
  const read = new Set<string>();
  const note = (e: IrExpr): void => {
    const reads = new Set<number>();
    readExpr(e, reads);
    for (const i of reads) read.add(componentOf(i));
  };
  note(ir.terminal);
  for (const a of ir.actions) {
    a.guard.forEach((g) => note(g.e));
    for (const f of a.effects) if (!names.includes(componentOf(f.instance))) f.cases.forEach((c) => c.when && note(c.when));
  }
  return names.filter((n) => read.has(n));
};

/** The system without them, and without the properties that speak of them; `spoken` says which those are. */
export const without = (s: System, names: readonly string[]): System => {
  const kept = (f: Effect): boolean => !names.includes(f.to.component);
  const actions = s.actions.map((a) => ({ ...a, effects: a.effects.filter(kept) }));
  const components = s.components
    .filter((c) => !names.includes(c.name))
    .map((c) => ({
      ...c,
      ...(c.actions ? { actions: c.actions.map((a) => ({ ...a, effects: a.effects.filter(kept) })) } : {}),
      ...(c.joins ? { joins: c.joins.map((j) => ({ ...j, ...(j.effects ? { effects: j.effects.filter(kept) } : {}) })) } : {}),
    }));
  const { companions, ...rest } = s;
  return { ...rest, actions, components, properties: s.properties.filter((p) => !speaksOf(p, names)), ...(companions ? { companions: companions.filter((c) => !names.includes(c.split('[')[0]!)) } : {}) };
};

/** Whether anything in a property names one of the components. */
export const speaksOf = (p: System['properties'][number], names: readonly string[]): boolean => {
  const text = JSON.stringify(p);
  return names.some((n) => text.includes(`"component":${JSON.stringify(n)}`));
};
