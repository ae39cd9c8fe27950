/**
 * The cone of influence of all properties asked for (docs/reductions.md), as a system: whole components and whole action families,
 * so that what was alike stays alike.
 */
import { declared } from '../../compile/expand-action.ts';
import { readExpr, Influence } from '../cone.ts';
import type { Ir } from '../../model/ir.ts';
import { actionName, type Action, type System } from '../../model/system.ts';

/** The part of the system that its properties depend on. Kinds other than states and steps are none of its business. */
export const sliced = (s: System, ir: Ir): System => {
  const reads = new Set<number>();
  const mentions = new Set<number>();
  for (const p of ir.properties) for (const x of p.parts) [x.when, x.e].forEach((e) => readExpr(e, reads, mentions));
  const steps = ir.properties.some((p) => p.kind === 'step');
  // What a property of steps says of steps that change nothing is not looked into here: every action stays for it.
  const cone = new Influence({ ...ir, companions: [] }).cone({ label: '', reads, mentions, ...(steps ? { everyStep: true } : {}) });
  // What never changes costs nothing, and conditions may have been decided by it.
  const constant = ir.tables.flatMap((t) => (t.events.length === 0 ? [t.component] : []));
  const components = new Set([...constant, ...[...cone.instances].map((i) => ir.tables[ir.instances[i]!.table]!.component)]);
  const families = new Set([...cone.actions].map((a) => ir.actions[a]!.name));
  const { companions: _companions, ...rest } = s;
  return {
    ...rest,
    actions: declared(s)
      .filter(({ action }) => families.has(actionName(action)))
      .map(({ action, joins }) => ({
        ...action,
        when: Object.assign({}, action.when, ...joins.map((j) => j.when ?? {})) as Action['when'],
        effects: [...action.effects, ...joins.flatMap((j) => j.effects ?? [])].filter((f) => components.has(f.to.component)),
      })),
    components: s.components.filter((c) => components.has(c.name)).map(({ actions: _actions, joins: _joins, ...own }) => own),
    initial: Object.fromEntries(Object.entries(s.initial ?? {}).filter(([name]) => components.has(name.split('[')[0]!))),
  };
};
