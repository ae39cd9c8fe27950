/**
 * A family of systems seen through a few labels: 0 is value 0 of the sort; with two `fixed` labels, 1 is any one other value that
 * is looked at all the time; then comes the value that looks on, two others that take part in a step or stand by, and last one
 * label for all the rest. Everything about the local states, at any number of values, can be read off the system with that many:
 * a state names at most one value, and a permutation of the values is a symmetry.
 */
import { compose } from '../compile/compose.ts';
import type { Ir } from '../model/ir.ts';
import { ModelError } from '../model/model-error.ts';
import type { System } from '../model/system.ts';
import { UNKNOWN, withoutOrder } from './weaken.ts';
import { without } from './without.ts';
import { isBroken, liveStates, permute, type Permuted } from '../reduce/symmetry/permute.ts';

/** How many labels there are beside the fixed ones. */
const FREE = 4;
/** How many values a family is composed with, by the number of fixed labels. */
export const labelsFor = (fixed: number): number => fixed + FREE;

const swapped = (a: number, b: number, size: number): number[] => Array.from({ length: size }, (_, v) => (v === a ? b : v === b ? a : v));

/** What is asked of a family that cannot be proved for any number: why. */
const refuse: (why: string, where: string) => never = (why, where) => {
  throw new ModelError('E_NOT_PARAMETRIC', why, { fix: 'State what depends on the values without their order or number, or leave the component out of the family', where: { system: where } });
};

export class Labels {
  /** The system as it is but for what counts the values, and with the order of the values forgotten. */
  readonly concrete: System;
  readonly system: System;
  readonly sort: string;
  readonly ir: Ir;
  /** Labels below it are fixed: 1 or 2. */
  readonly fixed: number;
  /** The label that looks on, and that of all the rest. */
  readonly viewer: number;
  readonly other: number;
  /** Instances without the sort; then those of each label, in the same order for each. */
  readonly globals: readonly number[];
  readonly locals: readonly (readonly number[])[];
  readonly live: readonly (readonly boolean[])[];
  /** The value that a local state names, by table and state; -1: none, or value 0. */
  readonly named: readonly (readonly number[])[];
  /** The state that names another value instead, by table, state and label. */
  readonly renamed: readonly (readonly (readonly number[])[])[];
  /** Local states in which a value may start, in the order of `locals`. */
  readonly starts: readonly (readonly number[])[];
  /** Components with a state more for each value: counters, which a proof for any number has to leave out. */
  readonly counting: readonly string[];
  /** Instances that are never known: what the abstraction does not know, and what is left out. */
  readonly unknown: readonly number[];

  /** `next`: the same system with one value more, for the test that the tables do not depend on their number. */
  constructor(system: System, next: System, sort: string, fixed: number) {
    this.system = withoutOrder(system, sort);
    this.sort = sort;
    this.fixed = fixed;
    this.viewer = fixed;
    const size = labelsFor(fixed);
    this.other = size - 1;
    const { sorts } = system;
    if (sorts[sort] !== size) throw new Error(`the family must be given with ${size} values of ${sort}`);
    this.ir = compose(this.system, { anyStart: true });
    const { tables, instances } = this.ir;
    const twice = tables.find((t) => t.index.filter((s) => s === sort).length > 1);
    if (twice) refuse(`component ${twice.component} is indexed by two values of ${sort}`, system.name);
    const labelOf = instances.map((x) => x.index[tables[x.table]!.index.indexOf(sort)] ?? -1);
    this.globals = instances.flatMap((_, i) => (labelOf[i] === -1 ? [i] : []));
    this.locals = Array.from({ length: size }, (_, l) => instances.flatMap((_x, i) => (labelOf[i] === l ? [i] : [])));
    this.live = liveStates(this.ir);
    const swaps = new Map<string, Permuted>();
    for (let a = 1; a < size; a++)
      for (let b = a + 1; b < size; b++) {
        const p = permute(this.system, this.ir, sort, swapped(a, b, size));
        if (isBroken(p)) refuse(p.broken, system.name);
        swaps.set(`${a},${b}`, p);
      }
    const image = (t: number, s: number, a: number, b: number): number => (a === b ? s : swaps.get(a < b ? `${a},${b}` : `${b},${a}`)!.states[t]![s]!);
    this.named = tables.map((table, t) => table.states.map((name, s) => namedBy(name, table.component, (a, b) => image(t, s, a, b) !== s, size, system.name)));
    this.renamed = tables.map((table, t) => table.states.map((_, s) => Array.from({ length: size }, (_x, l) => (l === 0 || this.named[t]![s]! < 0 ? s : image(t, s, this.named[t]![s]!, l)))));
    this.counting = this.#counting(withoutOrder(next, sort));
    const unknown = new Set([UNKNOWN, ...this.counting]);
    this.unknown = instances.flatMap((x, i) => (unknown.has(tables[x.table]!.component) ? [i] : []));
    this.concrete = without(system, this.counting);
    this.starts = this.#starts();
  }

  /** What is never known (checker/prove/weaken.ts), and what counts the values, is not known in `state`. */
  hide(state: Int32Array): void {
    for (const i of this.unknown) state[i] = -1;
  }

  /** The local state with the values it names renamed. */
  relabel(instance: number, state: number, to: (label: number) => number): number {
    if (state < 0) return state;
    const t = this.ir.instances[instance]!.table;
    const named = this.named[t]![state]!;
    return named < 0 ? state : this.renamed[t]![state]![to(named)]!;
  }

  /** With one value more each table is the same, but for states that name that value; the components where it is not. */
  #counting(next: System): string[] {
    const larger = compose({ ...next, properties: [] }, { anyStart: true });
    const theirLive = liveStates(larger);
    const counting: string[] = [];
    this.ir.tables.forEach((table, t) => {
      const at2 = larger.tables.findIndex((x) => x.component === table.component);
      const theirs = larger.tables[at2];
      const free = this.named[t]!.filter((l, s) => l < 0 && this.live[t]![s]).length;
      const perLabel = this.named[t]!.filter((l) => l === this.other).length;
      if (!theirs || theirLive[at2]!.filter(Boolean).length !== free + perLabel * this.locals.length) {
        counting.push(table.component);
        return;
      }
      const at = new Map(theirs.states.map((n, s) => [n, s]));
      table.events.forEach((event, e) => {
        const f = theirs.events.indexOf(event);
        table.states.forEach((name, s) => {
          if (!this.live[t]![s]) return;
          const to = table.next[e]![s]!;
          const to2 = f < 0 ? -2 : theirs.next[f]![at.get(name) ?? -1];
          if (to2 === undefined || to2 === -2 || (to < 0 ? to2 !== -1 : theirs.states[to2] !== table.states[to])) refuse(`component ${table.component} changes with the number of values of ${this.sort}`, this.system.name);
        });
      });
    });
    return counting;
  }

  #starts(): number[][] {
    const { instances } = this.ir;
    const nameless = (i: number): boolean => this.named[instances[i]!.table]![instances[i]!.initial]! < 0;
    const odd = [...this.globals, ...this.locals.flat()].find((i) => !nameless(i));
    if (odd !== undefined) refuse(`${instances[odd]!.name} starts with a value other than 0`, this.system.name);
    const found = new Map(this.locals.slice(this.fixed).map((own) => own.map((i) => instances[i]!.initial)).map((x) => [x.join(), x]));
    return [...found.values()];
  }
}

/** The one value that a state names: it is moved by each exchange with that value, and by no other. */
const namedBy = (state: string, component: string, moves: (a: number, b: number) => boolean, size: number, where: string): number => {
  const labels = Array.from({ length: size - 1 }, (_, k) => k + 1);
  const pairs = labels.flatMap((a) => labels.filter((b) => b > a).map((b) => [a, b] as const));
  if (!pairs.some(([a, b]) => moves(a, b))) return -1;
  const found = labels.find((l) => pairs.every(([a, b]) => moves(a, b) === (a === l || b === l)));
  if (found === undefined) refuse(`state ${state} of component ${component} names more than one value`, where);
  return found;
};
