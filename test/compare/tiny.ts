/** Systems of one machine, written down as a table: `from -label-> to`, a label of '' is silent; what the environment does begins with '?'. */
import { createMachine } from 'xstate';
import { at, ref } from '../../checker/model/expression.ts';
import { seen, type ObservedAction } from '../../checker/model/observation.ts';
import { send, type Action, type System } from '../../checker/model/system.ts';

export type Row = readonly [from: string, label: string, to: string];

/** The first row's `from` is where it starts; `end`: states that end it. */
export const tiny = (name: string, rows: readonly Row[], end: readonly string[] = []): System => {
  const states = [...new Set([...rows.flatMap(([from, , to]) => [from, to]), ...end])];
  const actions = rows.map(([from, label, to], k): Action => ({
    component: 'm', index: [], event: `e${k}`, params: [], process: 'p', cause: label.startsWith('?') ? 'operator' : 'system',
    when: { from: at('m', [], from) }, effects: [send(ref('m'), to)], fn: '', source: '',
  }));
  return {
    name,
    sorts: {},
    components: [{
      name: 'm', doc: '', source: '', index: [], file: import.meta.url,
      machine: () => createMachine({ id: 'm', initial: rows[0]![0], states: Object.fromEntries(states.map((s) => [s, { on: Object.fromEntries(states.map((t) => [t, { target: t }])) }])) }),
    }],
    actions,
    properties: [],
    ...(end.length ? { terminal: at('m', [], ...end) } : {}),
    observation: {
      labels: rows.flatMap(([, label], k): ObservedAction[] => (label === '' ? [] : [seen(`m.e${k}`, label)])),
      state: states.map((s) => ({ name: s, expr: at('m', [], s) })),
      end: 'm',
    },
  };
};
