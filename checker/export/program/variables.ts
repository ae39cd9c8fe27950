/**
 * The variables of an exported system. Where every local state of a machine names the same two or more regions (a
 * parallel machine), each region is a variable of its own, as a C programmer would have it: `vcpu[0,0].stop`. A local
 * state is then one combination of their values, and no two states are the same one.
 */
import { IrBuilder } from '../../ir/build.ts';
import type { Ir, IrTable } from '../../model/ir.ts';

/** One region of one instance. */
export interface Variable {
  readonly instance: number;
  /** `vcpu[0,0].stop`; the instance's name where it has one region. */
  readonly name: string;
  readonly region: string;
  /** Number of the {@link Domain}. */
  readonly domain: number;
  readonly initial: number;
  /** No event that the instance may get ever changes it. */
  readonly constant: boolean;
}

/** The values of a region, shared by all instances of the component. */
export interface Domain {
  readonly component: string;
  readonly region: string;
  readonly values: readonly string[];
}

/** How the local states of a table are told apart. */
interface Split {
  readonly regions: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** codes[state][region]. */
  readonly codes: readonly (readonly number[])[];
}

/** What a leaf is called that is a region itself. */
const ATOMIC = 'active';

const splitTable = (table: IrTable): Split => {
  const states = table.states.map((s) => {
    const regions = new Map<string, string[]>();
    for (const leaf of s.split(' ')) {
      const [top, ...rest] = leaf.split('.');
      regions.set(top!, [...(regions.get(top!) ?? []), rest.join('.') || ATOMIC]);
    }
    return regions;
  });
  const names = [...states[0]!.keys()];
  const parallel = names.length > 1 && states.every((s) => s.size === names.length && names.every((n) => s.has(n)));
  const valueOf = (state: number, region: string): string => (parallel ? states[state]!.get(region)!.join(' ') : table.states[state]!);
  const regions = (parallel ? names : ['']).map((name) => ({ name, values: [...new Set(table.states.map((_, s) => valueOf(s, name)))] }));
  return { regions, codes: table.states.map((_, s) => regions.map((r) => r.values.indexOf(valueOf(s, r.name)))) };
};

export class Variables {
  readonly all: readonly Variable[];
  readonly domains: readonly Domain[];
  /** Builds conditions on variables: what never changes is folded away. */
  readonly build: IrBuilder;
  /** First variable of each instance. */
  readonly #first: readonly number[];
  readonly #splits: readonly Split[];
  readonly #table: readonly number[];

  constructor(ir: Ir) {
    this.#splits = ir.tables.map(splitTable);
    this.#table = ir.instances.map((i) => i.table);
    const firstDomain: number[] = [];
    this.domains = ir.tables.flatMap((t, k) => {
      firstDomain[k] = k === 0 ? 0 : firstDomain[k - 1]! + this.#splits[k - 1]!.regions.length;
      return this.#splits[k]!.regions.map((r) => ({ component: t.component, region: r.name, values: r.values }));
    });
    const events = ir.instances.map(() => new Set<number>());
    for (const a of ir.actions) for (const f of a.effects) for (const c of f.cases) events[f.instance]!.add(c.event);
    const first: number[] = [];
    const all: Variable[] = [];
    ir.instances.forEach((inst, i) => {
      first.push(all.length);
      const { regions, codes } = this.#splits[inst.table]!;
      const { next } = ir.tables[inst.table]!;
      const changes = (r: number): boolean => [...events[i]!].some((e) => next[e]!.some((to, s) => to >= 0 && codes[to]![r] !== codes[s]![r]));
      regions.forEach((r, k) =>
        all.push({
          instance: i,
          name: r.name ? `${inst.name}.${r.name}` : inst.name,
          region: r.name,
          domain: firstDomain[inst.table]! + k,
          initial: codes[inst.initial]![k]!,
          constant: !changes(k),
        }),
      );
    });
    this.all = all;
    this.#first = first;
    this.build = new IrBuilder(
      all.map((v) => this.domains[v.domain]!.values.length),
      all.map((v) => (v.constant ? v.initial : undefined)),
    );
  }

  /** The variables of an instance. */
  of(instance: number): number[] {
    return this.#splits[this.#table[instance]!]!.regions.map((_, k) => this.#first[instance]! + k);
  }

  /** The value, as a number of its domain, that a variable has in a local state of its instance. */
  code(variable: number, state: number): number {
    const { instance } = this.all[variable]!;
    return this.#splits[this.#table[instance]!]!.codes[state]![variable - this.#first[instance]!]!;
  }

  /** How many local states an instance has. */
  states(instance: number): number {
    return this.#splits[this.#table[instance]!]!.codes.length;
  }
}
