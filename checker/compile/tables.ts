/** The tables and instances of a system, and the look-ups that expressions need of them. */
import type { InstanceRef } from '../model/expression.ts';
import type { IrInstance, IrTable } from '../model/ir.ts';
import { ModelError } from '../model/model-error.ts';
import type { Component, System } from '../model/system.ts';
import { childOf, inPath } from './local-state.ts';
import { numberOf, sizeOf, type Place, type Scope } from './scope.ts';
import { suggest } from './suggest.ts';
import { requirePath, tabulation, type Tabulation } from './tabulate.ts';

interface Entry {
  readonly component: Component;
  readonly tabulation: Tabulation;
  readonly table: number;
  readonly first: number;
  readonly sizes: readonly number[];
  readonly states: Map<string, readonly number[]>;
  readonly values: Map<string, readonly number[]>;
}

/** `gic[1]`, `obj[1,0]`, `ged`. */
export const instanceName = (component: string, index: readonly number[]): string => (index.length ? `${component}[${index.join(',')}]` : component);

/** Tuples of a mixed radix, last digit fastest. */
const tuples = (sizes: readonly number[]): number[][] =>
  sizes.reduce<number[][]>((acc, n) => acc.flatMap((t) => Array.from({ length: n }, (_, d) => [...t, d])), [[]]);

export class Tables {
  readonly tables: IrTable[] = [];
  readonly instances: IrInstance[] = [];
  readonly #entries = new Map<string, Entry>();

  constructor(system: System) {
    for (const [sort, n] of Object.entries(system.sorts))
      if (!Number.isInteger(n) || n < 1)
        throw new ModelError('E_SORT_SIZE', `sort ${sort} has size ${n}`, { fix: 'A size is a whole number from 1', where: { system: system.name } });
    const initial = new Map(Object.entries(system.initial ?? {}).map(([name, paths]) => [name, typeof paths === 'string' ? [paths] : paths] as const));
    for (const c of system.components) this.#add(system, c, initial);
    const names = this.instances.map((i) => i.name);
    for (const name of initial.keys())
      if (!names.includes(name))
        throw new ModelError('E_INITIAL', `there is no instance ${name} to start elsewhere`, { fix: suggest(name, names), where: { system: system.name } });
  }

  #add(system: System, c: Component, initial: ReadonlyMap<string, readonly string[]>): void {
    if (this.#entries.has(c.name))
      throw new ModelError('E_DUPLICATE_COMPONENT', `two components are named ${c.name}`, { fix: 'Rename one', where: { file: c.file } });
    const sizes = c.index.map((s) => sizeOf(system.sorts, s, { file: c.file, component: c.name }));
    const indexes = tuples(sizes);
    const starts = indexes.map((ix) => initial.get(instanceName(c.name, ix))).filter((p) => p !== undefined);
    const t = tabulation(c, system.sorts, starts);
    this.#entries.set(c.name, { component: c, tabulation: t, table: this.tables.length, first: this.instances.length, sizes, states: new Map(), values: new Map() });
    for (const index of indexes) {
      const name = instanceName(c.name, index);
      const paths = initial.get(name);
      this.instances.push({ name, table: this.tables.length, index, initial: paths ? startOf(c, t, name, paths) : t.initial });
    }
    this.tables.push(t.table);
  }

  #entry(name: string, place: Place): Entry {
    const e = this.#entries.get(name);
    if (e) return e;
    throw new ModelError('E_UNKNOWN_COMPONENT', `there is no component ${name}`, { fix: suggest(name, this.#entries.keys()), where: place });
  }

  /** Position of the referenced instance. */
  instance(ref: InstanceRef, scope: Scope, place: Place): number {
    const e = this.#entry(ref.component, place);
    if (ref.index.length !== e.sizes.length)
      throw new ModelError('E_INDEX_COUNT', `component ${ref.component} has ${e.sizes.length} indices, not ${ref.index.length}`, {
        fix: `Its index is [${e.component.index.join(', ')}]`,
        where: place,
      });
    let at = 0;
    ref.index.forEach((x, d) => {
      const sort = typeof x === 'string' ? scope.get(x)?.sort : undefined;
      if (sort !== undefined && sort !== e.component.index[d])
        throw new ModelError('E_SORT_MISMATCH', `variable ${x} of sort ${sort} indexes ${ref.component}`, {
          fix: `Index it by a variable of sort ${e.component.index[d]}`,
          where: place,
        });
      const n = numberOf(x, scope, place);
      if (n < 0 || n >= e.sizes[d]!)
        throw new ModelError('E_INDEX_RANGE', `there is no ${ref.component} with index ${n}`, {
          fix: `Sort ${e.component.index[d]} goes from 0 to ${e.sizes[d]! - 1}`,
          where: place,
        });
      at = at * e.sizes[d]! + n;
    });
    return e.first + at;
  }

  /** Local states of a component that match a path, ascending. */
  matching(component: string, path: string, place: Place): readonly number[] {
    const e = this.#entry(component, place);
    let known = e.states.get(path);
    if (!known) {
      requirePath(e.component, e.tabulation.paths, path, place);
      known = e.tabulation.table.states.flatMap((n, s) => (inPath(n, path) ? [s] : []));
      e.states.set(path, known);
    }
    return known;
  }

  /** For each local state, the number that names the active child of `region`. */
  values(component: string, region: string, otherwise: number, place: Place): readonly number[] {
    const e = this.#entry(component, place);
    const key = `${region} ${otherwise}`;
    let known = e.values.get(key);
    if (!known) {
      const parents = new Set([...e.tabulation.paths].map((p) => p.split('.').slice(0, -1).join('.')));
      if (!parents.has(region))
        throw new ModelError('E_UNKNOWN_REGION', `component ${component} has no region ${region}`, { fix: suggest(region, parents), where: place });
      known = e.tabulation.table.states.map((n) => {
        const child = childOf(n, region);
        return child !== undefined && /^-?\d+$/.test(child) ? Number(child) : otherwise;
      });
      e.values.set(key, known);
    }
    return known;
  }

  /** Position of an event in the component's table. */
  event(component: string, event: string, place: Place): number {
    const { events } = this.#entry(component, place).tabulation.table;
    const at = events.indexOf(event);
    if (at >= 0) return at;
    throw new ModelError('E_UNKNOWN_EVENT', `component ${component} has no event ${event}`, { fix: suggest(event, events), where: place });
  }
}

/** The one local state that matches every path. */
const startOf = (c: Component, t: Tabulation, name: string, paths: readonly string[]): number => {
  const found = t.table.states.flatMap((n, s) => (paths.every((p) => inPath(n, p)) ? [s] : []));
  if (found.length === 1) return found[0]!;
  const what = found.length === 0 ? 'no local state matches' : `${found.length} local states match`;
  throw new ModelError('E_INITIAL', `${what} ${paths.join(', ')}`, {
    fix: found.length === 0 ? 'Name paths of regions that can be active together' : `Name a path for each region: ${found.slice(0, 4).map((s) => t.table.states[s]).join(' | ')}`,
    where: { file: c.file, instance: name },
  });
};
