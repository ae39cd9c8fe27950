/** Two lamps of a crossing. The careless crew switches without looking. */
import { createMachine } from 'xstate';
import type { Configuration, Design } from '../../../checker/model/design.ts';
import { and, at, exists, forall, implies, ne, next, not, taken, TRUE, type Expr } from '../../../checker/model/expression.ts';
import type { Property } from '../../../checker/model/property.ts';
import { send, type Component, type System } from '../../../checker/model/system.ts';
import { ref } from '../../../checker/model/expression.ts';

const lamp: Component = {
  name: 'lamp',
  doc: 'A lamp of the crossing.',
  source: 'crossing.c:10',
  index: ['road'],
  file: import.meta.url,
  machine: () => createMachine({ id: 'lamp', initial: 'red', states: { red: { on: { GO: 'green' } }, green: { on: { STOP: 'red' } } } }),
};

const otherIsRed: Expr = forall('j', 'road', implies(ne('i', 'j'), at('lamp', ['j'], 'red')));

const properties: readonly Property[] = [
  { id: 'OneGreen', kind: 'always', text: 'At most one lamp is green.', source: 'C.1', expr: forall('i', 'road', forall('j', 'road', implies(and(ne('i', 'j'), at('lamp', ['i'], 'green')), at('lamp', ['j'], 'red')))) },
  { id: 'GoTurnsGreen', kind: 'step', text: 'GO makes a lamp green.', source: 'C.2', expr: implies(taken('lamp.GO', { i: 0 }), next(at('lamp', [0], 'green'))) },
  { id: 'GreenHappens', kind: 'sometimes', text: 'Some lamp can be green.', source: 'C.3', expr: exists('i', 'road', at('lamp', ['i'], 'green')) },
  { id: 'AllGreen', kind: 'sometimes', text: 'All lamps can be green at once.', source: 'C.4', expr: forall('i', 'road', at('lamp', ['i'], 'green')) },
  { id: 'NoDeadState', kind: 'dead', text: 'Something can always happen.', source: 'R6' },
];

const system = (careful: boolean, roads: number): System => ({
  name: 'crossing',
  sorts: { road: roads },
  components: [lamp],
  actions: [
    {
      component: 'lamp', index: ['i'], event: 'GO', params: [{ name: 'i', sort: 'road' }], process: 'crew', cause: 'operator',
      when: { red: at('lamp', ['i'], 'red'), ...(careful ? { othersRed: otherIsRed } : {}) },
      effects: [send(ref('lamp', ['i']), 'GO')], fn: 'lamp_go', source: 'crossing.c:20',
    },
    {
      component: 'lamp', index: ['i'], event: 'STOP', params: [{ name: 'i', sort: 'road' }], process: 'timer',
      when: { green: at('lamp', ['i'], 'green') }, effects: [send(ref('lamp', ['i']), 'STOP')], fn: 'lamp_stop', source: 'crossing.c:30',
    },
    {
      component: 'lamp', index: ['i'], event: 'BREAK', params: [{ name: 'i', sort: 'road' }], process: 'timer',
      when: { both: and(at('lamp', ['i'], 'green'), not(at('lamp', ['i'], 'green')), TRUE) }, effects: [], fn: 'lamp_break', source: 'crossing.c:40',
    },
  ],
  properties,
});

const configuration = (id: string, careful: boolean, roads: number, tier: Configuration['tier']): Configuration => ({
  id,
  title: `${roads} roads`,
  tier,
  labels: { guest: careful ? 'linux' : 'hostile', operator: 'any', slots: String(roads), accel: 'tcg' },
  system: () => system(careful, roads),
});

export const design: Design = {
  name: 'crossing',
  title: 'Two lamps and their crew',
  source: 'test',
  configurations: [
    configuration('careful-2', true, 2, 'quick'),
    configuration('careless-2', false, 2, 'quick'),
    configuration('careless-3', false, 3, 'full'),
    configuration('recorded', false, 2, 'recording'),
  ],
  violates: ['OneGreen'],
  unused: { 'action lamp.BREAK': 'nobody breaks a lamp' },
  reasons: { OneGreen: 'C01' },
};
