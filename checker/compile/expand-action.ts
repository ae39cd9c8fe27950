/** From action families to actions: every assignment of the parameters whose condition is not false. */
import type { IrAction, IrEffect, IrExpr, IrGuard } from '../model/ir.ts';
import type { Expr } from '../model/expression.ts';
import { ModelError } from '../model/model-error.ts';
import { actionName, type Action, type Component, type Effect, type Join, type System } from '../model/system.ts';
import { isConst } from '../ir/build.ts';
import type { Expander } from './expand-expression.ts';
import { fill, overParams, overSorts, type Place, type Scope } from './scope.ts';
import { suggest } from './suggest.ts';
import type { Tables } from './tables.ts';
import { waitsOf } from './expand-waits.ts';

/** Every declared action with the joins on it, in order of declaration: the system's own first, then by component. */
export const declared = (system: System): { action: Action; joins: readonly Join[]; place: Place }[] => {
  const all = [
    ...system.actions.map((action) => ({ action, file: system.name })),
    ...system.components.flatMap((c) => (c.actions ?? []).map((action) => ({ action, file: c.file }))),
  ];
  const names = new Set<string>();
  for (const { action, file } of all) {
    const name = actionName(action);
    if (names.has(name)) throw new ModelError('E_DUPLICATE_ACTION', `two actions are named ${name}`, { fix: 'Rename one', where: { file } });
    names.add(name);
  }
  const joins = system.components.flatMap((c) => (c.joins ?? []).map((j) => ({ j, c })));
  for (const { j, c } of joins) requireTarget(j, c, names);
  return all.map(({ action, file }) => {
    const name = actionName(action);
    return { action, joins: joins.filter(({ j }) => j.action === name).map(({ j }) => j), place: { file, action: name } };
  });
};

const requireTarget = (j: Join, c: Component, names: ReadonlySet<string>): void => {
  if (!names.has(j.action))
    throw new ModelError('E_JOIN_TARGET', `component ${c.name} joins action ${j.action}, which does not exist`, {
      fix: suggest(j.action, names),
      where: { file: c.file },
    });
};

/** Conjuncts of an action and of the joins on it; a name may stand only once. */
const conjuncts = (action: Action, joins: readonly Join[], place: Place): [string, Expr][] => {
  const out = new Map<string, Expr>();
  for (const when of [action.when, ...joins.map((j) => j.when ?? {})])
    for (const [name, e] of Object.entries(when)) {
      if (out.has(name)) throw new ModelError('E_GUARD_CLASH', `two conjuncts are named ${name}`, { fix: 'Rename the one of the join', where: place });
      out.set(name, e);
    }
  return [...out];
};

export class ActionExpander {
  readonly #system: System;
  readonly #tables: Tables;
  readonly #expander: Expander;

  constructor(system: System, tables: Tables, expander: Expander) {
    this.#system = system;
    this.#tables = tables;
    this.#expander = expander;
  }

  /** Every action of a family that can be enabled. */
  family(action: Action, joins: readonly Join[], place: Place): IrAction[] {
    const params = action.params.map((p) => p.name);
    if (new Set(params).size < params.length)
      throw new ModelError('E_DUPLICATE_PARAMETER', 'two parameters have the same name', { fix: 'Rename one', where: place });
    for (const i of action.index)
      if (!params.includes(i)) throw new ModelError('E_UNKNOWN_PARAMETER', `the index ${i} is no parameter`, { fix: suggest(i, params), where: place });
    const guards = conjuncts(action, joins, place);
    const effects = [...action.effects, ...joins.flatMap((j) => j.effects ?? [])];
    return overParams(action.params, this.#system.sorts, place).flatMap((scope) => {
      if (action.where && !this.#fixed(action.where, scope, place)) return [];
      const one = this.#expand(action, guards, effects, scope, place);
      return one ? [one] : [];
    });
  }

  #fixed(where: Expr, scope: Scope, place: Place): boolean {
    const e = this.#expander.expression(where, scope, place);
    if (e.op === 'const') return e.value;
    throw new ModelError('E_NOT_STATIC', '`where` depends on the state', { fix: 'Put the condition into `when`', where: place });
  }

  #expand(action: Action, guards: readonly [string, Expr][], effects: readonly Effect[], scope: Scope, place: Place): IrAction | undefined {
    const args = Object.fromEntries(action.params.map((p) => [p.name, scope.get(p.name)!.value]));
    const label = labelOf(action, args);
    const here: Place = { ...place, label };
    const guard: IrGuard[] = [];
    for (const [name, when] of guards) {
      const e = this.#expander.expression(when, scope, { ...here, conjunct: name });
      if (isConst(e, false)) return undefined;
      if (isConst(e, true)) continue;
      const waits = waitsOf(when, scope, this.#system.sorts, this.#expander, here);
      guard.push({ name, e, ...(waits.length > 0 ? { waits } : {}) });
    }
    if (isConst(this.#expander.build.and(guard.map((g) => g.e)), false)) return undefined;
    const sent = effects.flatMap((f) => this.#effect(f, scope, here));
    const seen = new Set<number>();
    for (const { instance } of sent) {
      if (seen.has(instance))
        throw new ModelError('E_ALIASING', `two effects on ${this.#tables.instances[instance]!.name}`, {
          fix: 'Write the case where the parameters coincide as an action of its own, and exclude it here by `where`',
          where: here,
        });
      seen.add(instance);
    }
    const { component, event, process, cause = 'system', fn, source } = action;
    const begins = action.begins ? waitsOf(action.begins, scope, this.#system.sorts, this.#expander, here) : [];
    return { label, name: actionName({ component, event }), args, process: fill(process, scope, here), cause, guard, effects: sent, ...(begins.length > 0 ? { begins } : {}), fn, source };
  }

  #effect(f: Effect, scope: Scope, place: Place): IrEffect[] {
    return overSorts(scope, f.each ?? {}, this.#system.sorts, place).flatMap((s) => {
      if (f.where && !this.#fixed(f.where, s, place)) return [];
      const instance = this.#tables.instance(f.to, s, place);
      const cases: { when?: IrExpr; event: number }[] = [];
      for (const c of f.cases) {
        const when = c.when && this.#expander.expression(c.when, s, place);
        if (when && isConst(when, false)) continue;
        const event = this.#tables.event(f.to.component, fill(c.event, s, place), place);
        if (!when || isConst(when, true)) {
          cases.push({ event });
          break;
        }
        cases.push({ when, event });
      }
      return cases.length ? [{ instance, cases }] : [];
    });
  }
}

/** `vcpu[0].CPU_ON(2)`: the parameters that index the component, the event, the other parameters. */
const labelOf = (action: Action, args: Readonly<Record<string, number | string>>): string => {
  const index = action.index.map((p) => args[p]);
  const rest = action.params.filter((p) => !action.index.includes(p.name)).map((p) => args[p.name]);
  return `${action.component}${index.length ? `[${index.join(',')}]` : ''}.${action.event}${rest.length ? `(${rest.join(',')})` : ''}`;
};
