/** The expression language evaluated on XState snapshots, straight from its definition. Slow and independent. */
import type { AnyMachineSnapshot, StateValue } from 'xstate';
import type { Expr, InstanceRef, Term } from '../model/expression.ts';
import { assignments, filled, type Env, type Snapshots, type World } from './world.ts';

/** A step, for `next` and `taken`. */
export interface OracleStep {
  readonly action: string;
  readonly args: Readonly<Record<string, number | string>>;
  readonly next: Snapshots;
}

export class Evaluator {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  holds(e: Expr, env: Env, state: Snapshots, step?: OracleStep): boolean {
    const { sorts } = this.#world.system;
    const sub = (x: Expr, inner: Env = env): boolean => this.holds(x, inner, state, step);
    switch (e.op) {
      case 'const':
        return e.value;
      case 'at':
        return e.states.some((p) => this.#snapshot(e.of, env, state).matches(filled(p, env)));
      case 'not':
        return !sub(e.e);
      case 'and':
        return e.es.every((x) => sub(x));
      case 'or':
        return e.es.some((x) => sub(x));
      case 'implies':
        return !sub(e.a) || sub(e.b);
      case 'iff':
        return sub(e.a) === sub(e.b);
      case 'cmp': {
        const a = this.#term(e.a, env, state, step);
        const b = this.#term(e.b, env, state, step);
        return { '=': a === b, '!=': a !== b, '<': a < b, '<=': a <= b }[e.rel];
      }
      case 'forall':
        return [...assignments(env, { [e.bind]: e.sort }, sorts)].every((inner) => sub(e.e, inner));
      case 'exists':
        return [...assignments(env, { [e.bind]: e.sort }, sorts)].some((inner) => sub(e.e, inner));
      case 'first': {
        const from = this.#term(e.from, env, state, step);
        if (from < 0) return false;
        const size = sorts[e.sort]!;
        for (let k = 0; k < size; k++) {
          const value = (from + k) % size;
          if (sub(e.where, { ...env, [e.bind]: value })) return this.#term(e.at, env, state, step) === value;
        }
        return false;
      }
      case 'awaited':
        return sub(e.e);
      case 'next':
        return this.holds(e.e, env, step!.next);
      case 'taken':
        return (
          step!.action === e.action &&
          Object.entries(e.args).every(([p, x]) => step!.args[p] === (typeof x === 'string' && x in env ? env[x] : x))
        );
    }
  }

  #snapshot(ref: InstanceRef, env: Env, state: Snapshots): AnyMachineSnapshot {
    return state[this.#world.instance(ref, env)]!;
  }

  #term(t: Term, env: Env, state: Snapshots, step?: OracleStep): number {
    switch (t.t) {
      case 'int':
        return t.value;
      case 'var':
        return Number(env[t.name]);
      case 'value': {
        let value = this.#snapshot(t.of, env, state).value as StateValue | undefined;
        const region = filled(t.region, env);
        for (const key of region === '' ? [] : region.split('.')) value = typeof value === 'object' ? value[key] : undefined;
        const child = typeof value === 'object' ? Object.keys(value)[0]! : (value ?? '');
        return /^-?\d+$/.test(child) ? Number(child) : t.otherwise;
      }
      case 'count':
        return [...assignments(env, { [t.bind]: t.sort }, this.#world.system.sorts)].filter((inner) => this.holds(t.where, inner, state, step)).length;
      case 'add':
        return t.terms.reduce((sum, x) => sum + this.#term(x, env, state, step), 0);
    }
  }
}
