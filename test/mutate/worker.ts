/** A worker that shows a flag while it is busy, and a lamp that can be switched while the flag is up. */
import { createMachine } from 'xstate';
import type { Configuration, Design } from '../../checker/model/design.ts';
import { at, forall, iff, not, ref } from '../../checker/model/expression.ts';
import type { Property } from '../../checker/model/property.ts';
import { send, type Action, type Component, type System } from '../../checker/model/system.ts';

const component = (name: string, initial: string, states: Record<string, Record<string, string>>): Component => ({
  name, doc: '', source: '', index: [], file: import.meta.url,
  machine: () => createMachine({ id: name, initial, states: Object.fromEntries(Object.entries(states).map(([s, on]) => [s, { on }])) }),
});
const action = (name: string, cause: Action['cause'] & string, when: Action['when'], effects: Action['effects']): Action => {
  const [c, event] = name.split('.') as [string, string];
  return { component: c, index: [], event, params: [], process: c, cause, when, effects, fn: '', source: '' };
};

export const properties: readonly Property[] = [
  { id: 'FlagWhileBusy', kind: 'always', text: '', source: '', expr: iff(at('worker', [], 'busy'), at('flag', [], 'yes')) },
  { id: 'LampCanBeOn', kind: 'sometimes', text: '', source: '', expr: at('lamp', [], 'on') },
  { id: 'LampIsAlwaysSomething', kind: 'always', text: '', source: '', expr: at('lamp', [], 'on', 'off') },
];

export const worker: System = {
  name: 'worker',
  sorts: {},
  components: [
    component('worker', 'idle', { idle: { begin: 'busy' }, busy: { end: 'idle' } }),
    component('flag', 'no', { no: { set: 'yes', clear: 'no' }, yes: { set: 'yes', clear: 'no' } }),
    component('lamp', 'off', { off: { toggle: 'on' }, on: { toggle: 'off' } }),
  ],
  actions: [
    action('worker.begin', 'system', { idle: at('worker', [], 'idle'), notBusy: not(at('worker', [], 'busy')) }, [send(ref('worker'), 'begin'), send(ref('flag'), 'set')]),
    action('worker.end', 'system', { busy: at('worker', [], 'busy') }, [send(ref('worker'), 'end'), send(ref('flag'), 'clear')]),
    action('env.switch', 'operator', { flagged: at('flag', [], 'yes') }, [send(ref('lamp'), 'toggle')]),
  ],
  properties,
  observation: { labels: [{ action: 'env.switch', cases: [{ label: 'switch', shows: { on: at('lamp', [], 'on') } }] }], state: [] },
};

export const configuration: Configuration = { id: 'one', title: '', tier: 'quick', labels: {}, system: () => worker };
export const design: Design = { name: 'worker', title: 'A worker and its flag', source: 'test', configurations: [configuration], violates: [] };

/** Many states: so many counters to 9, each for itself. */
const COUNTERS = 6;
const DIGITS = Array.from({ length: 10 }, (_, n) => `n${n}`);
export const counters: System = {
  name: 'counters',
  sorts: { counter: COUNTERS },
  components: [{ ...component('c', 'n0', Object.fromEntries(DIGITS.map((d, n) => [d, { up: DIGITS[(n + 1) % 10]! }]))), index: ['counter'] }],
  actions: [{ ...action('c.up', 'system', { low: not(at('c', ['k'], 'n9')) }, [send(ref('c', ['k']), 'up')]), index: ['k'], params: [{ name: 'k', sort: 'counter' }], process: 'c[{k}]' }],
  properties: [{ id: 'NeverAllHigh', kind: 'always', text: '', source: '', expr: not(forall('k', 'counter', at('c', ['k'], 'n9', 'n8'))) }],
};
