/**
 * A refinement: a global component is split by who moved it last. A lock of one bit is then one that names its holder, though nothing in
 * the model does: a component more remembers the value that took part in the step that sent the global one its last event. It only
 * listens and accepts every event, so that the behaviours are the same.
 */
import { createMachine } from 'xstate';
import { declared } from '../compile/expand-action.ts';
import type { Family } from '../model/design.ts';
import { ref } from '../model/expression.ts';
import { actionName, type Action, type Component, type Effect, type Join, type System } from '../model/system.ts';

const NOBODY = 'nobody';
const moverOf = (component: string): string => `who moved ${component}`;
/** Of a component that was added here: the one that is split. */
export const splitOf = (component: string): string | undefined => (component.startsWith(moverOf('')) ? component.slice(moverOf('').length) : undefined);

/** Who takes part in an action: its first parameter of the sort. */
const mover = (a: Action, sort: string): string | undefined => a.params.find((p) => 'sort' in p && p.sort === sort)?.name;

/** The same event for whatever case it is. */
const told = ({ cases, ...rest }: Effect, to: string, event: string): Effect => ({ ...rest, to: ref(to), cases: cases.map((c) => ({ ...c, event })) });

const component = (s: System, sort: string, of: string): Component => {
  const joins = declared(s).flatMap(({ action, joins: more }): Join[] => {
    const effects = [...action.effects, ...more.flatMap((j) => j.effects ?? [])].filter((f) => f.to.component === of);
    const who = mover(action, sort);
    return effects.length === 0 ? [] : [{ action: actionName(action), effects: effects.map((f) => told(f, moverOf(of), who === undefined ? `by ${NOBODY}` : `by {${who}}`)) }];
  });
  return {
    name: moverOf(of),
    doc: `who took part in the step that sent ${of} its last event`,
    source: 'docs/any-n.md',
    index: [],
    machine: (sorts) => {
      const who = [NOBODY, ...Array.from({ length: sorts[sort]! }, (_, v) => String(v))];
      const on = Object.fromEntries(who.map((w) => [`by ${w}`, `by-${w}`]));
      return createMachine({ id: 'mover', initial: `by-${NOBODY}`, states: Object.fromEntries(who.map((w) => [`by-${w}`, { on }])) });
    },
    file: import.meta.url,
    joins,
  };
};

/** The global components that are worth it: some step in which a value takes part moves them. */
export const splittable = (s: System, sort: string): string[] => {
  const moved = new Set(declared(s).flatMap(({ action, joins }) => (mover(action, sort) === undefined ? [] : [...action.effects, ...joins.flatMap((j) => j.effects ?? [])].map((f) => f.to.component))));
  return s.components.filter((c) => c.index.length === 0 && moved.has(c.name)).map((c) => c.name);
};

/** The family with one of them split. */
export const split = ({ sort, system }: Family, of: string): Family => ({
  sort,
  system: (n) => {
    const s = system(n);
    return { ...s, components: [...s.components, component(s, sort, of)] };
  },
});
