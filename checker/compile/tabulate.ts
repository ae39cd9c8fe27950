/**
 * From a component's XState machine to its table: every local state, every event, and the state after. XState's own
 * pure `transition` computes each entry, so the table is the machine's semantics by construction.
 */
import { initialTransition, transition, type AnyMachineSnapshot, type StateValue } from 'xstate';
import type { IrTable } from '../model/ir.ts';
import { ModelError } from '../model/model-error.ts';
import type { Component, Sorts } from '../model/system.ts';
import { inPath, localName } from './local-state.ts';
import { acceptance } from './regions.ts';
import { shapeOf, type Shape } from './shape.ts';
import { suggest } from './suggest.ts';

const LIMIT = 4096;

/** A table with what the composer must know besides it. */
export interface Tabulation {
  readonly table: IrTable;
  /** Every state path of the machine, reachable or not. */
  readonly paths: ReadonlySet<string>;
  /** Local state of the machine's own start. */
  readonly initial: number;
}

/** Tabulate a component. `starts`: further state path sets from which instances start (see `System.initial`). */
export const tabulate = (component: Component, sorts: Sorts, starts: readonly (readonly string[])[] = []): IrTable =>
  tabulation(component, sorts, starts).table;

/**
 * What was tabulated before, by machine function: it is pure (R3), and the configurations of a design share most of
 * their components, while XState needs some 0.1 ms an entry.
 */
const known = new WeakMap<Component['machine'], Map<string, Tabulation>>();

/** Like {@link tabulate}, with the paths that exist and the initial state. */
export const tabulation = (component: Component, sorts: Sorts, starts: readonly (readonly string[])[] = []): Tabulation => {
  const { name, index, source, observer, limit, machine } = component;
  const key = JSON.stringify([name, index, source, observer, limit, sorts, starts]);
  let byKey = known.get(machine);
  if (!byKey) known.set(machine, (byKey = new Map()));
  let found = byKey.get(key);
  if (!found) byKey.set(key, (found = build(component, sorts, starts)));
  return found;
};

/**
 * ... and by what the machine consists of: a design makes its machines anew for each of its configurations, and few of them hang on the
 * sizes of the sorts. Small tables are soon made again, and there are any number of them in a test.
 */
const alike = new Map<string, Tabulation>();
const LARGE = 200;

const build = (component: Component, sorts: Sorts, starts: readonly (readonly string[])[]): Tabulation => {
  const shape = shapeOf(component, sorts);
  const { name, index, source, observer, limit } = component;
  const text = machineText(shape.machine);
  const key = text && JSON.stringify([text, name, index, source, observer, limit, starts]);
  const found = key === undefined ? undefined : alike.get(key);
  if (found) return found;
  const made = fill(component, shape, starts);
  if (key !== undefined && made.table.states.length * made.table.events.length >= LARGE) alike.set(key, made);
  return made;
};

/** All that a machine consists of, in its order; undefined where there is a function in it that is no `stateIn`, which no table shows. */
const machineText = ({ config, implementations }: Shape['machine']): string | undefined => {
  let shown = true;
  const text = JSON.stringify([config, implementations.guards], (_, x: unknown) => {
    if (typeof x !== 'function') return x;
    if ('stateValue' in x && typeof x.stateValue === 'string') return `stateIn(${x.stateValue})`;
    shown = false;
    return null;
  });
  return shown ? text : undefined;
};

const fill = (component: Component, shape: Shape, starts: readonly (readonly string[])[]): Tabulation => {
  const accepts = acceptance(component, shape);
  const limit = component.limit ?? LIMIT;
  const ids = new Map<string, number>();
  const snapshots: AnyMachineSnapshot[] = [];
  const names: string[] = [];
  const add = (s: AnyMachineSnapshot): number => {
    const name = localName(s.value as StateValue);
    const known = ids.get(name);
    if (known !== undefined) return known;
    if (names.length >= limit)
      throw new ModelError('E_STATE_LIMIT', `more than ${limit} local states`, {
        fix: 'Split the component, or raise its limit if it truly closes',
        where: { file: component.file, component: component.name },
      });
    ids.set(name, names.length);
    names.push(name);
    snapshots.push(s);
    return names.length - 1;
  };
  const next: number[][] = shape.events.map(() => []);
  const close = (): void => {
    for (let i = next[0]?.length ?? names.length; i < names.length; i++)
      shape.events.forEach((type, e) => {
        next[e]!.push(accepts(names[i]!, type) ? add(transition(shape.machine, snapshots[i]!, { type })[0] as AnyMachineSnapshot) : -1);
      });
  };
  const initial = add(initialTransition(shape.machine)[0] as AnyMachineSnapshot);
  close();
  for (const paths of starts) {
    for (const p of paths) requirePath(component, shape.paths, p);
    if (names.some((n) => paths.every((p) => inPath(n, p)))) continue;
    add(startSnapshot(shape, paths));
    close();
  }
  const table: IrTable = {
    component: component.name,
    index: component.index,
    source: component.source,
    states: names,
    events: shape.events,
    next,
    observer: component.observer === true,
  };
  return { table, paths: shape.paths, initial };
};

/** Refuse a state path that the component does not have. */
export const requirePath = (component: Pick<Component, 'name' | 'file'>, paths: ReadonlySet<string>, path: string, where: Readonly<Record<string, string>> = {}): void => {
  if (paths.has(path)) return;
  throw new ModelError('E_UNKNOWN_STATE', `component ${component.name} has no state ${path}`, {
    fix: suggest(path, paths),
    where: { ...where, file: component.file },
  });
};

/** The snapshot that the given paths describe; regions they do not name start in their initial state. */
const startSnapshot = (shape: Shape, paths: readonly string[]): AnyMachineSnapshot => {
  const partial: Record<string, unknown> = {};
  for (const p of paths) {
    let at = partial;
    for (const key of p.split('.')) at = (at[key] ??= {}) as Record<string, unknown>;
  }
  const value = (o: Record<string, unknown>): StateValue | undefined => {
    const keys = Object.keys(o);
    if (keys.length === 0) return undefined;
    if (keys.length === 1 && Object.keys(o[keys[0]!] as object).length === 0) return keys[0]!;
    return Object.fromEntries(keys.map((k) => [k, value(o[k] as Record<string, unknown>)]).filter(([, v]) => v !== undefined)) as StateValue;
  };
  return shape.machine.resolveState({ value: value(partial) ?? {}, context: {} }) as AnyMachineSnapshot;
};
