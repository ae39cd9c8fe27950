/** From a system, as its authors write it, to the integer-coded IR that everything else reads. */
import type { Ir, IrAction } from '../model/ir.ts';
import { ModelError } from '../model/model-error.ts';
import type { System } from '../model/system.ts';
import { FALSE } from '../ir/build.ts';
import { ActionExpander, declared } from './expand-action.ts';
import { Expander } from './expand-expression.ts';
import { FairnessExpander } from './expand-fairness.ts';
import { expandProperty } from './expand-property.ts';
import { EMPTY } from './scope.ts';
import { suggest } from './suggest.ts';
import { Tables } from './tables.ts';

/** How to compose. */
export interface ComposeOptions {
  /** An instance without events may be in any of its states, not only in the one it starts in. */
  readonly anyStart?: boolean;
}

/** Compose a system: tabulate its components, expand its actions and properties, fold constants. */
export const compose = (system: System, options: ComposeOptions = {}): Ir => composed(system, options).ir;

/** An IR, with what has been looked up for it. */
export interface Composed {
  readonly ir: Ir;
  readonly expander: Expander;
  readonly tables: Tables;
}

/** As {@link compose}, with what has been looked up for it. */
export const composed = (system: System, { anyStart = false }: ComposeOptions = {}): Composed => {
  const tables = new Tables(system);
  const expander = new Expander(system.sorts, tables, anyStart);
  const families = new ActionExpander(system, tables, expander);
  const actions: IrAction[] = [];
  const byName = new Map<string, { at: number; action: IrAction }[]>();
  for (const { action, joins, place } of declared(system)) {
    const members = families.family(action, joins, place).map((a, k) => ({ at: actions.length + k, action: a }));
    byName.set(place['action']!, members);
    actions.push(...members.map((m) => m.action));
  }
  refuseDuplicates(system, actions);
  const using = { expressions: expander, fairness: new FairnessExpander(system, expander, byName, actions), actions: byName };
  const ir: Ir = {
    format: 'vcpuhp-ir',
    version: 1,
    name: system.name,
    sorts: system.sorts,
    tables: tables.tables,
    instances: tables.instances,
    actions,
    properties: system.properties.map((p) => expandProperty(p, system, using)),
    terminal: system.terminal ? expander.expression(system.terminal, EMPTY, { system: system.name, in: 'terminal' }) : FALSE,
    bounds: system.bounds ?? [],
    ...(system.companions ? { companions: companionsOf(system, tables) } : {}),
  };
  return { ir, expander, tables };
};

/**
 * Compose a system that differs from a composed one in the condition and the effects of action family `name` alone: only that family is expanded
 * anew. Undefined where more may follow from it: another set of actions, or a conjunct that an assumption is about.
 */
export const recomposed = ({ ir, expander, tables }: Composed, system: System, name: string): Ir | undefined => {
  const found = declared(system).find((d) => d.place['action'] === name);
  if (!found) return undefined;
  const members = new ActionExpander(system, tables, expander).family(found.action, found.joins, found.place);
  const first = ir.actions.findIndex((a) => a.name === name);
  const old = ir.actions.filter((a) => a.name === name);
  const assumed = (as: readonly IrAction[]): string => {
    const conjuncts = new Set(as.flatMap((a) => a.guard.map((g) => g.name)));
    return (system.assumptions ?? []).flatMap((x) => x.conjuncts.filter((c) => conjuncts.has(c))).join();
  };
  if (members.map((a) => a.label).join() !== old.map((a) => a.label).join() || assumed(members) !== assumed(old)) return undefined;
  return { ...ir, actions: [...ir.actions.slice(0, first), ...members, ...ir.actions.slice(first + members.length)] };
};

const companionsOf = (system: System, tables: Tables): number[] =>
  (system.companions ?? []).map((name) => {
    const at = tables.instances.findIndex((i) => i.name === name);
    if (at < 0) throw new ModelError('E_COMPANION', `there is no instance ${name} to take along`, { fix: suggest(name, tables.instances.map((i) => i.name)), where: { system: system.name } });
    return at;
  });

const refuseDuplicates = (system: System, actions: readonly IrAction[]): void => {
  const labels = new Set<string>();
  for (const { label } of actions) {
    if (labels.has(label))
      throw new ModelError('E_DUPLICATE_ACTION', `two actions are labelled ${label}`, { fix: 'Give a closed list distinct values', where: { system: system.name } });
    labels.add(label);
  }
  const ids = new Set<string>();
  for (const { id } of system.properties) {
    if (ids.has(id)) throw new ModelError('E_DUPLICATE_PROPERTY', `two properties have the id ${id}`, { fix: 'Rename one', where: { system: system.name } });
    ids.add(id);
  }
};
