/** A component's machine with more in it: what migration adds stands in machines/migration, what a fix adds in the fix. */
import { createMachine, initialTransition, transition, type AnyStateMachine } from 'xstate';
import { ModelError } from '../checker/model/model-error.ts';
import type { Component, Sorts } from '../checker/model/system.ts';
import type { On } from './region.ts';

/** What is added. A region is named by its key, the only region of a flat machine by ''. */
export interface Extension {
  /** States added to a region. */
  readonly states?: Readonly<Record<string, readonly string[]>>;
  /** Events added to a region, and what each does there; `region.ts` says how to read it. */
  readonly on?: Readonly<Record<string, Readonly<Record<string, On>>>>;
  /** Events that take every region, from wherever it is, to where these events take it from its start. */
  readonly restart?: Readonly<Record<string, readonly string[]>>;
}

interface Node {
  readonly initial: string;
  readonly states: Record<string, { on?: Record<string, { target: string }> }>;
}

/** The regions of a machine of region.ts: those of a parallel machine by name, the only one of a flat machine as ''. */
const regionsOf = (m: AnyStateMachine): Record<string, Node> => {
  const config = m.config as { readonly type?: string; readonly states?: Record<string, unknown> };
  return (config.type === 'parallel' ? config.states : { '': config }) as Record<string, Node>;
};

/** The state of each region after these events. Throws E_EXTENSION where the machine does not accept one. */
const after = (m: AnyStateMachine, events: readonly string[]): Record<string, string> => {
  let [snapshot] = initialTransition(m);
  for (const type of events) {
    if (!snapshot.can({ type })) throw new ModelError('E_EXTENSION', `machine ${m.id} does not accept ${type} after ${events.slice(0, events.indexOf(type)).join(', ') || 'its start'}`, { fix: 'Name the events of its initialisation in their order' });
    [snapshot] = transition(m, snapshot, { type });
  }
  const value = snapshot.value as string | Record<string, string>;
  return typeof value === 'string' ? { '': value } : value;
};

const build = (m: AnyStateMachine, x: Extension): AnyStateMachine => {
  const regions = regionsOf(m);
  const unknown = [...Object.keys(x.states ?? {}), ...Object.keys(x.on ?? {})].filter((r) => !(r in regions));
  if (unknown.length) throw new ModelError('E_EXTENSION', `machine ${m.id} has no region ${unknown.join(', ')}`, { fix: `Name one of: ${Object.keys(regions).join(', ') || "''"}` });
  const taken = Object.values(regions).flatMap((r) => Object.values(r.states).flatMap((s) => Object.keys(s.on ?? {}))).find((event) => x.restart && event in x.restart);
  if (taken) throw new ModelError('E_EXTENSION', `machine ${m.id} has an event ${taken} of its own`, { fix: 'Rename it: the event of a restart would take its place' });
  const places = Object.entries(x.restart ?? {}).map(([event, events]) => [event, after(m, events)] as const);
  const node = (key: string, r: Node): Node => {
    const states = [...Object.keys(r.states), ...(x.states?.[key] ?? [])];
    const events: [string, On][] = [...Object.entries(x.on?.[key] ?? {}), ...places.map(([event, place]): [string, On] => [event, place[key]!])];
    const added = (s: string): Record<string, { target: string }> =>
      Object.fromEntries(events.flatMap(([event, on]) => (typeof on === 'string' ? [[event, { target: on }]] : on[s] === undefined ? [] : [[event, { target: on[s] }]])));
    return { initial: r.initial, states: Object.fromEntries(states.map((s) => [s, { on: { ...r.states[s]?.on, ...added(s) } }])) };
  };
  const next = Object.fromEntries(Object.entries(regions).map(([key, r]) => [key, node(key, r)]));
  return createMachine('' in next ? { id: m.id, ...next['']! } : { id: m.id, type: 'parallel', states: next }) as AnyStateMachine;
};

/** The component with an extension of its machine. Building the machine throws E_EXTENSION for a region or an event that it does not have. */
export const extended = (c: Component, extension: (sorts: Sorts) => Extension): Component => ({ ...c, machine: (sorts) => build(c.machine(sorts), extension(sorts)) });
