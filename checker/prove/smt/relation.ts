/** The transition relation of each action over any number of values: what the action says, and nothing of the abstraction. */
import { declared } from '../../compile/expand-action.ts';
import { Tables } from '../../compile/tables.ts';
import { actionName, type Action, type Effect, type Join } from '../../model/system.ts';
import type { Labels } from '../labels.ts';
import { UNKNOWN } from '../weaken.ts';
import { Conditions, type Bound, type Env, type When } from './conditions.ts';
import { Names } from './names.ts';
import { app, choice, conj, equal, Sorts, symbol } from './sorts.ts';

/** One component with its indices other than the sort: a function of the value, or a constant. */
export interface Cell {
  readonly component: string;
  readonly others: readonly number[];
  readonly indexed: boolean;
}

/** An action with its parameters other than the sort fixed. */
export interface Member {
  readonly name: string;
  readonly action: Action;
  readonly joins: readonly Join[];
  /** The constants of the parameters of the sort. */
  readonly params: readonly string[];
  readonly env: Env;
}

/** A relation, ready to be asserted: what it declares, and what it says. */
export interface Step {
  readonly constants: readonly string[];
  readonly bools: readonly string[];
  readonly named: readonly string[];
  readonly says: readonly string[];
  readonly conditions: Conditions;
  /** The state after, of a cell, for a named value. */
  readonly after: (component: string, others: readonly number[], at: string | undefined) => string;
}

const cellName = (component: string, others: readonly number[]): string => [component, ...others].join(' ');

export class Relation {
  readonly sorts: Sorts;
  readonly tables: Tables;
  readonly labels: Labels;
  readonly cells: readonly Cell[];
  readonly names: Names;

  constructor(labels: Labels) {
    this.labels = labels;
    this.sorts = new Sorts(labels);
    this.tables = new Tables(labels.concrete);
    const { ir, sort } = labels;
    const sizes = labels.system.sorts;
    this.cells = ir.tables.filter((t) => t.component !== UNKNOWN && !labels.counting.includes(t.component)).flatMap((t) => {
      const others = t.index.filter((s) => s !== sort).map((s) => sizes[s]!);
      return others.reduce<number[][]>((all, n) => all.flatMap((x) => Array.from({ length: n }, (_, d) => [...x, d])), [[]]).map((o) => ({ component: t.component, others: o, indexed: t.index.includes(sort) }));
    });
    this.names = new Names(this.sorts, this.cells);
  }

  /** Sorts, the state before, and the order of the values. */
  declarations(): string[] {
    return [
      '(declare-sort Slot 0)',
      '(declare-const zero Slot)',
      '(declare-fun lt (Slot Slot) Bool)',
      ...this.sorts.declarations(),
      ...this.cells.map((c) => `(declare-fun ${symbol(`pre ${cellName(c.component, c.others)}`)} (${c.indexed ? 'Slot' : ''}) ${this.sorts.sortOf(c.component)})`),
    ];
  }

  /** The state before, of a cell. */
  before(component: string, others: readonly number[], at: string | undefined): string {
    return app(symbol(`pre ${cellName(component, others)}`), ...(at === undefined ? [] : [at]));
  }

  /** The order is total, and value 0 is its least, as far as the named values go. */
  order(named: readonly string[]): string[] {
    return named.flatMap((x) => [
      ...(x === 'zero' ? [] : [`(or (= zero ${x}) (lt zero ${x}))`]),
      `(not (lt ${x} ${x}))`,
      ...named.flatMap((y) => (x < y ? [`(or (= ${x} ${y}) (lt ${x} ${y}) (lt ${y} ${x}))`, `(not (and (lt ${x} ${y}) (lt ${y} ${x})))`] : [])),
      ...named.flatMap((y) => named.flatMap((z) => (x !== y && y !== z && x !== z ? [`(=> (and (lt ${x} ${y}) (lt ${y} ${z})) (lt ${x} ${z}))`] : []))),
    ]);
  }

  /** Every action, for every choice of its parameters that are not of the sort. */
  members(): Member[] {
    const { sort } = this.labels;
    const sizes = this.labels.system.sorts;
    return declared(this.labels.concrete).flatMap(({ action, joins }) => {
      const envs = action.params.reduce<Map<string, Bound>[]>(
        (all, p) =>
          all.flatMap((env) => {
            const values: Bound[] = 'values' in p ? p.values.map((value) => ({ value })) : p.sort === sort ? [{ term: symbol(p.name) }] : Array.from({ length: sizes[p.sort]! }, (_, value) => ({ value, sort: p.sort }));
            return values.map((v) => new Map(env).set(p.name, v));
          }),
        [new Map()],
      );
      return envs.map((env) => ({
        name: `${actionName(action)}(${[...env].map(([p, b]) => `${p}=${'term' in b ? '*' : b.value}`).join(' ')})`,
        action,
        joins,
        params: [...env.values()].flatMap((b) => ('term' in b ? [b.term] : [])),
        env,
      }));
    });
  }

  /**
   * What a member says of the state before and after, of the named values: 0, its parameters, `others`, and those that its
   * conditions find. `closed`: `others` are all there are.
   */
  step(m: Member, others: readonly string[], closed = false): Step | undefined {
    let found: readonly string[] = [];
    for (let round = 0; ; round++) {
      const c = new Conditions(this.sorts, this.tables, '', closed);
      c.named = [...new Set(['zero', ...m.params, ...others, ...found])];
      c.taken = { action: actionName(m.action), args: m.env };
      const step = this.#step(m, c);
      if (round === 1 || c.skolems.length === 0) return step;
      found = c.skolems;
    }
  }

  #step(m: Member, c: Conditions): Step | undefined {
    c.instance = (component, others, at) => this.before(component, others, at);
    const says: string[] = [];
    const guards = [...Object.values(m.action.when), ...m.joins.flatMap((j) => Object.values(j.when ?? {}))];
    if (m.action.where) says.push(c.weak(m.action.where, m.env));
    for (const g of guards) says.push(c.weak(g, m.env));
    if (this.labels.concrete.terminal) says.push(c.weak(this.labels.concrete.terminal, m.env, 'pre', true));
    if (says.includes('false')) return undefined;
    const effects = [...m.action.effects, ...m.joins.flatMap((j) => j.effects ?? [])].flatMap((f) => this.#expanded(f, m.env));
    const post = new Map<string, string>();
    const constants = [...m.params];
    const becomes = (cell: Cell, at: string | undefined, after: string): void => {
      const name = symbol(`post ${cellName(cell.component, cell.others)}${at === undefined ? '' : ` ${at}`}`);
      post.set(`${cellName(cell.component, cell.others)}@${at ?? ''}`, name);
      constants.push(`${name}:${cell.component}`);
      says.push(equal(name, after));
    };
    for (const cell of this.cells) {
      const mine = effects.filter((x) => x.f.to.component === cell.component && this.#others(x, c).join() === cell.others.join());
      if (mine.length === 0) continue;
      for (const at of cell.indexed ? c.named : [undefined]) {
        const y = this.before(cell.component, cell.others, at);
        const after = mine.reduce((rest, { f, env }) => this.#sent(f, env, at, y, rest, c, says), y);
        if (after !== y) becomes(cell, at, after);
      }
    }
    const after = (component: string, others: readonly number[], at: string | undefined): string => {
      // Of a value that is not named nothing is said, and "as before" would be wrong.
      if (at !== undefined && !c.named.includes(at)) throw new Error(`the state of ${component} after a step is asked for of a value that the step does not name`);
      return post.get(`${cellName(component, others)}@${at ?? ''}`) ?? this.before(component, others, at);
    };
    const sent = effects.flatMap((x) => {
      const at = this.#target(x, c);
      return at === undefined ? [] : [{ component: x.f.to.component, others: this.#others(x, c), at }];
    });
    for (const count of this.names.counting())
      for (const at of c.named) {
        const before = this.before(count, [], at);
        const to = at === 'zero' ? before : this.names.after(count, at, sent, (k, o, x) => this.before(k, o, x), after);
        if (to !== before) becomes({ component: count, others: [], indexed: true }, at, to);
      }
    c.instance = (component, others, at, when: When) => (when === 'post' ? after(component, others, at) : this.before(component, others, at));
    return { constants, bools: c.bools, named: c.named, says: says.filter((s) => s !== 'true'), conditions: c, after };
  }

  /** An effect for every value of what it repeats over, but for the sort. */
  #expanded(f: Effect, env: Env): { f: Effect; env: Env }[] {
    const sizes = this.labels.system.sorts;
    return Object.entries(f.each ?? {})
      .filter(([, s]) => s !== this.labels.sort)
      .reduce<Env[]>((all, [v, s]) => all.flatMap((e) => Array.from({ length: sizes[s]! }, (_, value) => new Map(e).set(v, { value, sort: s }))), [env])
      .map((e) => ({ f, env: e }));
  }

  #others({ f, env }: { f: Effect; env: Env }, c: Conditions): number[] {
    const over = this.labels.ir.tables[this.sorts.table(f.to.component)]!.index;
    return f.to.index.flatMap((x, d) => {
      if (over[d] === this.labels.sort) return [];
      const i = c.index(x, env, over[d]);
      return 'value' in i ? [i.value] : [];
    });
  }

  /** The one value of the sort whose instance gets the event; undefined where there is none, or each. */
  #target({ f, env }: { f: Effect; env: Env }, c: Conditions): string | undefined {
    const over = this.labels.ir.tables[this.sorts.table(f.to.component)]!.index;
    const d = over.indexOf(this.labels.sort);
    const x = f.to.index[d];
    if (x === undefined || (typeof x === 'string' && f.each?.[x] === this.labels.sort)) return undefined;
    const i = c.index(x, env, this.labels.sort);
    return 'term' in i ? i.term : undefined;
  }

  /** The state of `y` (of value `at`) after an effect; `rest` where it does not concern it. */
  #sent(f: Effect, given: Env, at: string | undefined, y: string, rest: string, c: Conditions, says: string[]): string {
    const over = this.labels.ir.tables[this.sorts.table(f.to.component)]!.index;
    let env = given;
    let meant = 'true';
    f.to.index.forEach((x, d) => {
      if (over[d] !== this.labels.sort) return;
      if (typeof x === 'string' && f.each?.[x] === this.labels.sort) env = new Map(env).set(x, { term: at! });
      else meant = equal(at!, (c.index(x, env, over[d]) as { term: string }).term);
    });
    if (f.where) meant = conj([meant, c.weak(f.where, env)]);
    if (meant === 'false') return rest;
    const cases = f.cases.map((k) => ({ when: k.when ? c.decided(k.when, env, says) : 'true', ...this.#event(f.to.component, k.event, env, y, c) }));
    const after = cases.reduceRight((r, k) => choice(k.when, k.after, r), y);
    const accepted = cases.reduceRight((r, k) => choice(k.when, k.accepted, r), 'true');
    if (accepted !== 'true') says.push(app('=>', meant, accepted));
    return choice(meant, after, rest);
  }

  #event(component: string, template: string, env: Env, y: string, c: Conditions): { readonly after: string; readonly accepted: string } {
    const { term, zero, other } = c.labelled([template], env);
    const sent = (name: string, who: ReadonlyMap<number, string>) => this.sorts.next(component, this.tables.event(component, name, {}), y, who);
    if (term === undefined) return sent(zero[0]!, new Map());
    const [z, o] = [sent(zero[0]!, new Map()), sent(other[0]!, new Map([[this.labels.viewer, term]]))];
    const is = equal(term, 'zero');
    return { after: choice(is, z.after, o.after), accepted: choice(is, z.accepted, o.accepted) };
  }
}
