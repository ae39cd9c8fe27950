/** Systems that are wrong in one way each: a refused event, a bound, an action on nothing, too many states. */
import { createMachine } from 'xstate';
import type { Configuration, Design } from '../../../checker/model/design.ts';
import { at, ref, TRUE, type Expr } from '../../../checker/model/expression.ts';
import { send, type Component, type System } from '../../../checker/model/system.ts';

const bit: Component = {
  name: 'bit',
  doc: 'A bit.',
  source: '',
  index: ['n'],
  file: import.meta.url,
  machine: () => createMachine({ id: 'bit', initial: 'off', states: { off: { on: { SET: 'on' } }, on: { on: { SET: 'on', CLEAR: 'off' } } } }),
};

const flip = (event: string, when: Expr): System['actions'][number] => ({
  component: 'bit', index: ['i'], event, params: [{ name: 'i', sort: 'n' }], process: 'p', when: { when }, effects: [send(ref('bit', ['i']), event)], fn: '', source: '',
});

const base: System = {
  name: 'faulty',
  sorts: { n: 1 },
  components: [bit],
  actions: [flip('SET', TRUE)],
  properties: [{ id: 'Fine', kind: 'always', text: 'Nothing is wrong.', source: '', expr: TRUE }],
};

const configuration = (id: string, change: Partial<System>): Configuration => ({ id, title: id, tier: 'quick', labels: {}, system: () => ({ ...base, ...change }) });

export const design: Design = {
  name: 'faulty',
  title: 'What can be wrong',
  source: 'test',
  violates: [],
  configurations: [
    configuration('fine', {}),
    configuration('refused', { actions: [flip('SET', TRUE), flip('CLEAR', TRUE)] }),
    configuration('bounded', { bounds: ['at most one bit'] }),
    configuration('uncomposable', { actions: [flip('SET', at('bit', [0], 'broken'))] }),
    // 2^26 states: more than any test waits for.
    configuration('huge', { sorts: { n: 26 }, actions: [flip('SET', at('bit', ['i'], 'off')), flip('CLEAR', at('bit', ['i'], 'on'))] }),
  ],
};
