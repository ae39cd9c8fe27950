/** Things that are never used: by mistake, for a reason, and one with a reason though it is used. */
import { createMachine } from 'xstate';
import type { Design } from '../../../checker/model/design.ts';
import { at, implies, ref } from '../../../checker/model/expression.ts';
import type { Property } from '../../../checker/model/property.ts';
import { send, type Action, type Component } from '../../../checker/model/system.ts';

const door: Component = {
  name: 'door',
  doc: 'A door.',
  source: 'door.c:1',
  index: [],
  file: import.meta.url,
  machine: () =>
    createMachine({ id: 'door', initial: 'shut', states: { shut: { on: { OPEN: 'open', BREAK: 'broken' } }, open: { on: { SHUT: 'shut' } }, broken: {}, bricked: {} } }),
};
const act = (event: string, from: string): Action => ({ component: 'door', index: [], event, params: [], process: 'porter', when: { from: at('door', [], from) }, effects: [send(ref('door'), event)], fn: event, source: 'door.c:2' });

const properties: readonly Property[] = [
  { id: 'Fine', kind: 'always', text: 'The door has a state.', source: 'D.1', expr: at('door', [], 'shut', 'open', 'broken') },
  { id: 'SaysNothing', kind: 'always', text: 'A bricked door is shut.', source: 'D.2', expr: implies(at('door', [], 'bricked'), at('door', [], 'shut')) },
];

export const design: Design = {
  name: 'unused',
  title: 'A door that nobody breaks',
  source: 'test',
  configurations: ['one', 'two'].map((id) => ({
    id,
    title: id,
    tier: 'quick',
    labels: {},
    system: () => ({ name: 'door', sorts: {}, components: [door], actions: [act('OPEN', 'shut'), ...(id === 'two' ? [act('SHUT', 'open')] : []), act('BREAK', 'bricked')], properties }),
  })),
  violates: [],
  unused: { 'action door.BREAK': 'it is a strong door', 'event door SHUT': 'it is shut in one of them' },
};
