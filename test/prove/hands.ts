/** Children that hold hands: values that name each other. */
import { createMachine } from 'xstate';
import type { Family } from '../../checker/model/design.ts';
import { and, at, forall, implies, ne, not, ref, type Expr } from '../../checker/model/expression.ts';
import { send, type Component, type System } from '../../checker/model/system.ts';

const component = (name: string, machine: Component['machine']): Component => ({ name, doc: '', source: '', index: ['child'], machine, file: '' });
const numbers = (n: number): number[] => Array.from({ length: n }, (_, k) => k);

/** Children: one that is awake may hold the hand of one that sleeps, until it lets go and wakes it. Without `asleep` it does not look whether the other sleeps. */
export const hands = (n: number, { asleep = true } = {}): System => ({
  name: 'hands',
  sorts: { child: n },
  components: [
    component('mood', () => createMachine({ initial: 'awake', states: { awake: { on: { doze: 'asleep', hold: 'awake', wake: 'awake' } }, asleep: { on: { hold: 'held', wake: 'awake' } }, held: { on: { hold: 'held', wake: 'awake' } } } })),
    component('hand', ({ child = 2 }) =>
      createMachine({
        initial: 'free',
        states: Object.fromEntries([
          ['free', { on: Object.fromEntries(numbers(child).map((q) => [`take ${q}`, `on-${q}`])) }],
          ...numbers(child).map((q) => [`on-${q}`, { on: { free: 'free' } }] as const),
        ]),
      })),
  ],
  actions: [
    { component: 'mood', index: ['p'], event: 'doze', params: [{ name: 'p', sort: 'child' }], process: 'child[{p}]', when: { awake: at('mood', ['p'], 'awake'), free: at('hand', ['p'], 'free') }, effects: [send(ref('mood', ['p']), 'doze')], fn: '', source: '' },
    {
      component: 'hand', index: ['p'], event: 'take', params: [{ name: 'p', sort: 'child' }, { name: 'q', sort: 'child' }], where: ne('p', 'q'), process: 'child[{p}]',
      when: { awake: at('mood', ['p'], 'awake'), free: at('hand', ['p'], 'free'), ...(asleep ? { asleep: at('mood', ['q'], 'asleep') } : {}) }, effects: [send(ref('hand', ['p']), 'take {q}'), send(ref('mood', ['q']), 'hold')], fn: '', source: '',
    },
    {
      component: 'hand', index: ['p'], event: 'free', params: [{ name: 'p', sort: 'child' }, { name: 'q', sort: 'child' }], where: ne('p', 'q'), process: 'child[{p}]',
      when: { holds: at('hand', ['p'], 'on-{q}') },
      effects: [send(ref('hand', ['p']), 'free'), send(ref('mood', ['q']), 'wake')], fn: '', source: '',
    },
  ],
  properties: [
    { id: 'NobodyHoldsAHolder', text: '', source: '', kind: 'always', expr: forall('p', 'child', forall('q', 'child', implies(and(ne('p', 'q'), holds('p', 'q')), not(holds('q', 'p'))))) },
  ],
});
const holds = (p: string, q: string): Expr => at('hand', [p], `on-{${q}}`);
/** Any number of them. */
export const children = (o?: { readonly asleep: boolean }): Family => ({ sort: 'child', system: (n) => hands(n, o) });
