/** What can happen in a state of live snapshots: enabled actions, and the snapshots after each. */
import type { Expr } from '../model/expression.ts';
import { actionName, type Action, type Effect } from '../model/system.ts';
import { Evaluator } from './evaluate.ts';
import { assignments, filled, label, type Env, type Snapshots, type World } from './world.ts';

/** One action with its parameters fixed. */
export interface Move {
  readonly label: string;
  readonly name: string;
  readonly args: Env;
  readonly process: string;
  readonly action: Action;
  readonly effects: readonly Effect[];
  /** Named conjuncts, those of joins included. */
  readonly when: readonly (readonly [string, Expr])[];
}

/** A participant did not accept its event. */
export interface Refusal {
  readonly instance: string;
  readonly event: string;
  readonly localState: string;
}

export class Moves {
  readonly world: World;
  readonly evaluator: Evaluator;
  readonly all: readonly Move[];

  constructor(world: World) {
    this.world = world;
    this.evaluator = new Evaluator(world);
    this.all = [...world.system.actions, ...world.system.components.flatMap((c) => c.actions ?? [])].flatMap((a) => this.#members(a));
  }

  #members(action: Action): Move[] {
    const { components, sorts } = this.world.system;
    const name = actionName(action);
    const joins = components.flatMap((c) => c.joins ?? []).filter((j) => j.action === name);
    let envs: Env[] = [{}];
    for (const p of action.params)
      envs = envs.flatMap((env) => ('sort' in p ? [...assignments(env, { [p.name]: p.sort }, sorts)] : p.values.map((v) => ({ ...env, [p.name]: v }))));
    const exists = (env: Env): boolean => !action.where || this.evaluator.holds(action.where, env, this.world.initial);
    return envs.filter(exists).map((args) => ({
      label: labelOf(action, args),
      name,
      args,
      process: filled(action.process, args),
      action,
      effects: [...action.effects, ...joins.flatMap((j) => j.effects ?? [])],
      when: [action.when, ...joins.map((j) => j.when ?? {})].flatMap((w) => Object.entries(w)),
    }));
  }

  /** Whether the state is beyond the system's end. */
  ended(state: Snapshots): boolean {
    const { terminal } = this.world.system;
    return terminal !== undefined && this.evaluator.holds(terminal, {}, state);
  }

  /** Names of conjuncts that do not hold. */
  failing(move: Move, state: Snapshots): string[] {
    return move.when.filter(([, e]) => !this.evaluator.holds(e, move.args, state)).map(([name]) => name);
  }

  /** Moves that are enabled, in order. */
  enabled(state: Snapshots): Move[] {
    return this.ended(state) ? [] : this.all.filter((m) => this.failing(m, state).length === 0);
  }

  /** The snapshots after a move, through XState's `transition`. */
  take(move: Move, state: Snapshots): Snapshots | Refusal {
    const after = [...state];
    for (const f of move.effects)
      for (const env of assignments(move.args, f.each ?? {}, this.world.system.sorts)) {
        if (f.where && !this.evaluator.holds(f.where, env, state)) continue;
        const chosen = f.cases.find((c) => !c.when || this.evaluator.holds(c.when, env, state));
        if (!chosen) continue;
        const at = this.world.instance(f.to, env);
        const event = filled(chosen.event, env);
        const to = this.world.reactions[at]!.after(state[at]!, event);
        if (!to) return { instance: this.world.names[at]!, event, localState: label(state[at]!) };
        after[at] = to;
      }
    return after;
  }
}

export const refused = (x: Snapshots | Refusal): x is Refusal => !Array.isArray(x);

const labelOf = (a: Action, args: Env): string => {
  const index = a.index.map((p) => args[p]).join(',');
  const rest = a.params.filter((p) => !a.index.includes(p.name)).map((p) => args[p.name]).join(',');
  return `${a.component}${index && `[${index}]`}.${a.event}${rest && `(${rest})`}`;
};
