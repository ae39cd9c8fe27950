/**
 * Variations: a design says only what differs from its base. Every variation fails to load when its target is gone, so
 * that a fix or a historical bug cannot silently stop meaning anything.
 */
import { or, type Expr } from './expression.ts';
import { ModelError } from './model-error.ts';
import type { Property } from './property.ts';
import { actionName, type Action, type Component, type Effect, type Join, type System } from './system.ts';

export type Variation = (system: System) => System;

/** Apply variations in order. */
export const vary = (base: System, name: string, ...variations: readonly Variation[]): System =>
  variations.reduce((s, v) => v(s), { ...base, name });

const gone = (what: string, known: readonly string[]): never => {
  throw new ModelError('E_TARGET_GONE', `the variation's target ${what} does not exist`, {
    fix: `name one of: ${known.join(', ')}; or delete the variation if the base no longer has it`,
  });
};

/** Map every occurrence of action `name`, wherever it is declared. */
const onAction = (name: string, change: (a: Action) => Action): Variation => (s) => {
  let found = false;
  const map = (a: Action): Action => {
    if (actionName(a) !== name) return a;
    found = true;
    return change(a);
  };
  const out: System = {
    ...s,
    actions: s.actions.map(map),
    components: s.components.map((c) => (c.actions ? { ...c, actions: c.actions.map(map) } : c)),
  };
  return found ? out : gone(`action ${name}`, allActions(s).map(actionName));
};
const allActions = (s: System): Action[] => [...s.actions, ...s.components.flatMap((c) => c.actions ?? [])];

/** Whether the system has an action of that name; whether it has a component of that name. */
export const hasAction = (s: System, action: string): boolean => allActions(s).some((a) => actionName(a) === action);
export const hasComponent = (s: System, component: string): boolean => s.components.some((c) => c.name === component);

/** Every named conjunct of an action, those of joins included. */
const joinsOf = (s: System, name: string): Join[] => s.components.flatMap((c) => c.joins ?? []).filter((j) => j.action === name);

/** Drop the named conjunct of an action (guard removed). */
export const dropGuard = (action: string, conjunct: string): Variation => replaceGuard(action, conjunct, undefined);

/** Replace a named conjunct; `undefined` drops it. It may stand in the action itself or in a join. */
export const replaceGuard = (action: string, conjunct: string, by: Expr | undefined): Variation => (s) => {
  let found = false;
  const edit = (when: Readonly<Record<string, Expr>>): Record<string, Expr> => {
    if (!(conjunct in when)) return { ...when };
    found = true;
    const rest = Object.fromEntries(Object.entries(when).filter(([k]) => k !== conjunct));
    return by ? { ...rest, [conjunct]: by } : rest;
  };
  const t = onAction(action, (a) => ({ ...a, when: edit(a.when) }))(s);
  const out: System = {
    ...t,
    components: t.components.map((c) =>
      c.joins ? { ...c, joins: c.joins.map((j) => (j.action === action && j.when ? { ...j, when: edit(j.when) } : j)) } : c,
    ),
  };
  if (found) return out;
  const known = [...allActions(s).filter((a) => actionName(a) === action), ...joinsOf(s, action)].flatMap((x) => Object.keys(x.when ?? {}));
  return gone(`conjunct ${conjunct} of action ${action}`, known);
};

/** Let a named conjunct also hold where one of `alternatives` does: the action takes over what another one gives up. */
export const weakenGuard = (action: string, conjunct: string, ...alternatives: readonly Expr[]): Variation => (s) => {
  const old = [...allActions(s).filter((a) => actionName(a) === action), ...joinsOf(s, action)].map((x) => x.when?.[conjunct]).find((e) => e !== undefined);
  return replaceGuard(action, conjunct, old && or(old, ...alternatives))(s);
};

/** Add a conjunct to an action; the name must be new. */
export const addGuard = (action: string, conjunct: string, expr: Expr): Variation =>
  onAction(action, (a) => {
    if (conjunct in a.when) throw new ModelError('E_NAME_TAKEN', `action ${action} already has a conjunct ${conjunct}`, { fix: 'choose another name or use replaceGuard' });
    return { ...a, when: { ...a.when, [conjunct]: expr } };
  });

/** Drop every effect of an action on the given component (in joins too). */
export const dropEffect = (action: string, component: string): Variation => (s) => {
  let found = false;
  const edit = (es: readonly Effect[]): Effect[] => es.filter((e) => e.to.component !== component || ((found = true), false));
  const t = onAction(action, (a) => ({ ...a, effects: edit(a.effects) }))(s);
  const out: System = {
    ...t,
    components: t.components.map((c) =>
      c.joins ? { ...c, joins: c.joins.map((j) => (j.action === action && j.effects ? { ...j, effects: edit(j.effects) } : j)) } : c,
    ),
  };
  return found ? out : gone(`effect of ${action} on ${component}`, allActions(s).filter((a) => actionName(a) === action).flatMap((a) => a.effects.map((e) => e.to.component)));
};

/** Add an effect to an action. */
export const addEffect = (action: string, ...effects: readonly Effect[]): Variation =>
  onAction(action, (a) => ({ ...a, effects: [...a.effects, ...effects] }));

/** Replace an action as a whole. */
export const replaceAction = (name: string, change: (a: Action) => Action): Variation => onAction(name, change);

/** Add a new action; its name must be new. */
export const addAction = (action: Action): Variation => (s) => {
  if (allActions(s).some((a) => actionName(a) === actionName(action)))
    throw new ModelError('E_NAME_TAKEN', `action ${actionName(action)} exists already`, { fix: 'use replaceAction' });
  return { ...s, actions: [...s.actions, action] };
};

/** Remove an action and every join on it. */
export const dropAction = (name: string): Variation => (s) => {
  if (!allActions(s).some((a) => actionName(a) === name)) return gone(`action ${name}`, allActions(s).map(actionName));
  const keep = (a: Action): boolean => actionName(a) !== name;
  return {
    ...s,
    actions: s.actions.filter(keep),
    components: s.components.map((c) => ({
      ...c,
      ...(c.actions ? { actions: c.actions.filter(keep) } : {}),
      ...(c.joins ? { joins: c.joins.filter((j) => j.action !== name) } : {}),
    })),
  };
};

/** Change one component (its machine, its joins, ...). */
export const replaceComponent = (name: string, change: (c: Component) => Component): Variation => (s) =>
  s.components.some((c) => c.name === name)
    ? { ...s, components: s.components.map((c) => (c.name === name ? change(c) : c)) }
    : gone(`component ${name}`, s.components.map((c) => c.name));

/** Add a component, with its actions and joins. */
export const addComponent = (component: Component): Variation => (s) => {
  if (s.components.some((c) => c.name === component.name))
    throw new ModelError('E_NAME_TAKEN', `component ${component.name} exists already`, { fix: 'use replaceComponent' });
  return { ...s, components: [...s.components, component] };
};

/** Remove a component with its actions and joins. Whatever still refers to it is then refused by the composer. */
export const dropComponent = (name: string): Variation => (s) =>
  s.components.some((c) => c.name === name)
    ? { ...s, components: s.components.filter((c) => c.name !== name) }
    : gone(`component ${name}`, s.components.map((c) => c.name));

/** Start an instance elsewhere. */
export const startIn = (instance: string, ...states: string[]): Variation => (s) => ({ ...s, initial: { ...s.initial, [instance]: states } });

/** Hold the system to other properties. */
export const withProperties = (properties: readonly Property[]): Variation => (s) => ({ ...s, properties });
