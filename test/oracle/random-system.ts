/** Random small systems that use the whole model language. What a system happened to use is recorded for coverage. */
import fc from 'fast-check';
import { createMachine, stateIn, type AnyStateMachine } from 'xstate';
import { add, and, at, count, eq, exists, first, forall, iff, implies, le, lt, ne, next, not, or, ref, taken, term, value, type Expr, type Index, type Term } from '../../checker/model/expression.ts';
import type { Property } from '../../checker/model/property.ts';
import { each, type Action, type Component, type Effect, type Join, type Param, type System } from '../../checker/model/system.ts';

/** Draws values; shrinks as fast-check does. */
export type Draw = fc.GeneratorValue;

/** Language features that a system uses. */
export type Feature = 'regions' | 'selfTarget' | 'stateIn' | 'family' | 'closedList' | 'quantifier' | 'first' | 'count' | 'value' | 'choose' | 'each' | 'join' | 'override' | 'terminal' | 'twoIndices';

export interface RandomSystem {
  readonly system: System;
  readonly features: ReadonlySet<Feature>;
}

interface Shape {
  readonly name: string;
  readonly index: readonly string[];
  /** Region name ('' for a flat machine) -> its states. */
  readonly regions: readonly { readonly name: string; readonly states: readonly string[] }[];
  readonly events: readonly string[];
}

/** States of a component that is there for depth. */
const CHAIN = 8;

/** Variable -> sort. */
export type Env = Readonly<Record<string, string>>;

export const randomSystem = (draw: Draw): RandomSystem => new Generator(draw).system();

/** Draws one system. */
export class Generator {
  readonly features = new Set<Feature>();
  readonly #draw: Draw;
  protected readonly sorts: { readonly s: number; readonly v: number };
  protected readonly shapes: Shape[] = [];
  #variable = 0;

  constructor(draw: Draw) {
    this.#draw = draw;
    this.sorts = { s: this.int(1, 3), v: 2 };
  }

  protected int(min: number, max: number): number {
    return this.#draw(fc.integer, { min, max });
  }
  /** True in `percent` of the cases. */
  protected chance(percent: number): boolean {
    return this.int(1, 100) > 100 - percent;
  }
  protected pick<T>(from: readonly T[]): T {
    return from[this.int(0, from.length - 1)]!;
  }

  system(): RandomSystem {
    const components = Array.from({ length: this.int(1, 3) }, (_, k) => this.component(k));
    const actions = Array.from({ length: this.int(2, 4) }, (_, k) => this.action(k));
    const joined = this.chance(20) ? this.join(actions[0]!) : undefined;
    const [head, ...tail] = components;
    const override = this.chance(20) ? this.override() : undefined;
    const terminal = this.chance(15) ? this.expression({}, 1) : undefined;
    if (terminal) this.features.add('terminal');
    const system: System = {
      name: 'random',
      sorts: this.sorts,
      components: [joined ? { ...head!, joins: [joined] } : head!, ...tail],
      actions,
      properties: this.properties(actions),
      quiescence: { bind: 'q', sort: 's', expr: this.expression({ q: 's' }, 1) },
      ...(override ? { initial: override } : {}),
      ...(terminal ? { terminal } : {}),
    };
    return { system, features: this.features };
  }

  protected component(k: number): Component {
    const two = this.chance(15);
    if (two) this.features.add('twoIndices');
    const parallel = !two && this.chance(40);
    if (parallel) this.features.add('regions');
    const regionNames = parallel ? ['a', 'b'] : [''];
    const numeric = this.chance(40);
    // A long chain now and then, for depth.
    const most = parallel || two ? 2 : k === 0 && this.chance(40) ? CHAIN : 4;
    const shape: Shape = {
      name: `c${k}`,
      index: two ? ['s', 'v'] : this.chance(60) ? ['s'] : [],
      regions: regionNames.map((name) => ({ name, states: Array.from({ length: most === CHAIN ? CHAIN : this.int(2, most) }, (_, n) => (numeric ? String(n) : `${name}x${n}`)) })),
      events: Array.from({ length: this.int(1, 3) }, (_, n) => `e${n}`),
    };
    this.shapes.push(shape);
    const machine = this.machine(shape);
    return { name: shape.name, doc: '', source: '', index: shape.index, file: 'random', machine: () => createMachine(copy(machine)) as AnyStateMachine };
  }

  protected machine(shape: Shape): Record<string, unknown> {
    const total = shape.regions[0]!.states.length === CHAIN || this.chance(65);
    // Every event is named by some region, so that no effect is refused at once.
    const naming = shape.events.map(() => shape.regions.length === 1 ? [0] : this.pick([[0], [1], [0, 1], [0, 1]]));
    const regions = shape.regions.map((r, at) => {
      const other = shape.regions[1 - at];
      const states = r.states.map((s, n) => {
        const on: Record<string, unknown> = {};
        shape.events.forEach((e, k) => {
          if (!naming[k]!.includes(at) || (!total && n > 0 && this.chance(25))) return;
          // Going up makes long ways likely; any state makes loops.
          const target = this.chance(r.states.length === CHAIN ? 90 : 50) ? r.states[(n + 1) % r.states.length]! : this.pick(r.states);
          if (target === s) this.features.add('selfTarget');
          if (other && this.chance(15)) {
            this.features.add('stateIn');
            on[e] = [{ target: this.pick(r.states), guard: stateIn(`${other.name}.${this.pick(other.states)}`) }, ...(total ? [{ target }] : [])];
          } else on[e] = target;
        });
        return [s, { on }] as const;
      });
      return { initial: r.states[0]!, states: Object.fromEntries(states) };
    });
    if (shape.regions.length === 1) return regions[0]!;
    return { type: 'parallel', states: Object.fromEntries(shape.regions.map((r, k) => [r.name, regions[k]!])) };
  }

  protected path(shape: Shape): string {
    const r = this.pick(shape.regions);
    const s = this.pick(r.states);
    return r.name ? `${r.name}.${s}` : s;
  }

  /** An index for each of the component's sorts. */
  protected index(shape: Shape, env: Env): Index[] {
    return shape.index.map((sort) => {
      const fitting = Object.keys(env).filter((x) => env[x] === sort);
      return fitting.length > 0 && this.chance(85) ? this.pick(fitting) : this.int(0, this.sorts[sort as 's' | 'v'] - 1);
    });
  }

  protected term(env: Env, depth: number): Term {
    const vars = Object.keys(env);
    switch (this.int(0, depth > 0 ? 4 : 2)) {
      case 0:
        return term(this.int(0, 3));
      case 1:
        return vars.length > 0 ? term(this.pick(vars)) : term(1);
      case 2: {
        this.features.add('value');
        const shape = this.pick(this.shapes);
        return value(shape.name, this.index(shape, env), this.pick(shape.regions).name, this.pick([-1, 0]));
      }
      case 3: {
        this.features.add('count');
        const x = this.fresh();
        return count(x, 's', this.expression({ ...env, [x]: 's' }, depth - 1));
      }
      default:
        return add(this.term(env, depth - 1), this.int(-1, 2));
    }
  }

  protected fresh(): string {
    return `y${this.#variable++}`;
  }

  protected expression(env: Env, depth: number, onStep?: readonly Action[]): Expr {
    const sub = (inner: Env = env): Expr => this.expression(inner, depth - 1, onStep);
    if (onStep && this.chance(30)) {
      if (this.chance(50)) return next(this.expression(env, Math.min(depth, 1)));
      const a = this.pick(onStep);
      const bound = a.params.filter(() => this.chance(50)).map((p) => [p.name, 'sort' in p ? this.int(0, 1) : this.pick(p.values)] as const);
      return taken(`${a.component}.${a.event}`, Object.fromEntries(bound));
    }
    const shape = this.pick(this.shapes);
    const atom = (): Expr => at(shape.name, this.index(shape, env), this.path(shape), ...(this.chance(20) ? [this.path(shape)] : []));
    if (depth <= 0) return atom();
    switch (this.int(0, 9)) {
      case 0:
        return not(sub());
      case 1:
        return and(sub(), sub());
      case 2:
        return or(sub(), sub());
      case 3:
        return implies(sub(), sub());
      case 4:
        return iff(sub(), sub());
      case 5:
        return this.pick([eq, ne, lt, le])(this.term(env, depth - 1), this.term(env, depth - 1));
      case 6: {
        this.features.add('quantifier');
        const x = this.fresh();
        return this.pick([forall, exists])(x, 's', sub({ ...env, [x]: 's' }));
      }
      case 7: {
        this.features.add('first');
        const x = this.fresh();
        return first(this.expression({ ...env, [x]: 's' }, depth - 1), x, 's', this.term(env, 0), this.term(env, 0));
      }
      default:
        return atom();
    }
  }

  protected action(k: number): Action {
    const params: Param[] = [];
    if (this.chance(60)) params.push({ name: 'i', sort: 's' });
    if (this.chance(20)) params.push({ name: 'w', values: ['e0', 'e1'] });
    if (params.length > 0) this.features.add('family');
    if (params.length > 1) this.features.add('closedList');
    const env: Env = params.some((p) => p.name === 'i') ? { i: 's' } : {};
    // The first action drives a chain, if there is one, without a condition.
    const chain = k === 0 && this.shapes[0]!.regions[0]!.states.length === CHAIN ? this.shapes[0]! : undefined;
    const when: Record<string, Expr> = chain || this.chance(20) ? {} : this.chance(60) ? { g0: this.expression(env, 2) } : { g0: this.expression(env, 1), g1: this.expression(env, 1) };
    const where = 'i' in env && this.chance(15) ? this.pick([ne('i', 0), lt('i', 2)]) : undefined;
    // One effect a component, so that no two can meet in one instance.
    const effects = this.shapes
      .filter((s) => s === chain || this.chance(65))
      .map((s) => (s === chain ? { to: ref(s.name, this.index(s, env)), cases: [{ event: 'e0' }] } : this.effect(s, env, params.some((p) => p.name === 'w'))));
    return {
      component: 'm', index: 'i' in env ? ['i'] : [], event: `a${k}`, params, ...(where ? { where } : {}),
      process: 'i' in env ? 'p[{i}]' : 'p', when, effects, fn: '', source: '',
    };
  }

  protected effect(shape: Shape, env: Env, byParameter: boolean): Effect {
    const repeated = shape.index.length > 0 && this.chance(35);
    const inner: Env = repeated ? { ...env, z: 's' } : env;
    const event = (): string => (byParameter && shape.events.length > 1 && this.chance(50) ? '{w}' : this.pick(shape.events));
    const to = ref(shape.name, repeated ? ['z', ...this.index(shape, env).slice(1)] : this.index(shape, env));
    const cases: { when?: Expr; event: string }[] = [];
    if (this.chance(40)) {
      this.features.add('choose');
      cases.push({ when: this.expression(inner, 1), event: event() });
      if (this.chance(50)) cases.push({ event: event() });
    } else cases.push({ event: event() });
    if (!repeated) return { to, cases };
    this.features.add('each');
    return each('z', 's', { to, cases }, this.chance(30) ? ne('z', 0) : undefined);
  }

  /** A component that no action of its own reaches is reached through a join. */
  protected join(action: Action): Join {
    const untouched = this.shapes.filter((s) => !action.effects.some((f) => f.to.component === s.name));
    this.features.add('join');
    const env: Env = action.params.some((p) => p.name === 'i') ? { i: 's' } : {};
    return {
      action: `${action.component}.${action.event}`,
      when: { joined: this.expression(env, 1) },
      effects: untouched.slice(0, 1).map((s) => this.effect(s, env, false)),
    };
  }

  protected override(): Record<string, readonly string[]> {
    this.features.add('override');
    const shape = this.pick(this.shapes);
    const paths = shape.regions.map((r) => (r.name ? `${r.name}.` : '') + this.pick(r.states));
    return { [shape.index.length ? `${shape.name}[${shape.index.map(() => 0).join(',')}]` : shape.name]: paths };
  }

  protected properties(actions: readonly Action[]): Property[] {
    const base = (id: string): { id: string; text: string; source: string } => ({ id, text: '', source: '' });
    const e = (env: Env = {}): Expr => this.expression(env, 2);
    return [
      { ...base('Always'), kind: 'always', expr: e() },
      { ...base('AlwaysForAll'), kind: 'always', expr: forall('x', 's', implies(e({ x: 's' }), e({ x: 's' }))) },
      { ...base('Quiet'), kind: 'whenQuiescent', expr: e({ q: 's' }) },
      { ...base('Step'), kind: 'step', expr: this.expression({}, 2, actions) },
      { ...base('StepImplies'), kind: 'step', expr: implies(this.expression({}, 1, actions), this.expression({}, 2, actions)) },
      { ...base('Sometimes'), kind: 'sometimes', expr: e() },
      { ...base('Dead'), kind: 'dead', ...(this.chance(50) ? { unless: e() } : {}) },
      { ...base('Stuck'), kind: 'stuck', process: 'p[{x}]', bind: { x: 's' }, inside: e({ x: 's' }) },
      { ...base('StuckAlone'), kind: 'stuck', process: 'p', inside: e() },
      { ...base('Survives'), kind: 'survives', expr: e() },
    ];
  }
}

/** A copy of a machine configuration; guards are functions and stay as they are. */
const copy = <T>(x: T): T =>
  x !== null && typeof x === 'object'
    ? (Array.isArray(x) ? (x.map(copy) as T) : (Object.fromEntries(Object.entries(x).map(([k, v]) => [k, copy(v)])) as T))
    : x;