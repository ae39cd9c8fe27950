/**
 * A toy with nothing of a CPU in it: two toasters that share a fuse. Pressing a lever starts one (a command); it heats and
 * browns by itself, unseen; it pops, which is traced. Two at once may blow the fuse.
 */
import { createMachine } from 'xstate';
import { and, at, eq, iff, lt, not, ref, value } from '../../../checker/model/expression.ts';
import { parseMapping, type Mapping, type MappingSource } from '../../../checker/conform/mapping.ts';
import { parseRecording, type Recording } from '../../../checker/conform/recording.ts';
import { Subject } from '../../../checker/conform/subject.ts';
import { send, type Action, type System } from '../../../checker/model/system.ts';

const me = ref('toaster', ['i']);
const i = { name: 'i', sort: 'toaster' } as const;
const is = (s: string) => at('toaster', ['i'], s);
const own = { component: 'toaster', index: ['i'], params: [i], process: 'toaster[{i}]', fn: '-', source: '-' } as const;

const actions: Action[] = [
  { ...own, event: 'press', cause: 'operator', when: { up: is('up'), power: at('fuse', [], 'whole') }, effects: [send(me, 'press')] },
  { ...own, event: 'refuse', cause: 'operator', when: { busy: not(is('up')) }, effects: [] },
  { ...own, event: 'heat', when: { down: is('down') }, effects: [send(me, 'heat')] },
  { ...own, event: 'brown', when: { hot: is('hot') }, effects: [send(me, 'brown')] },
  { ...own, event: 'pop', when: { brown: is('brown') }, effects: [send(me, 'pop'), send(ref('counter'), 'count')] },
  { component: 'fuse', index: [], event: 'blow', params: [], process: 'fuse', fn: '-', source: '-', cause: 'fault', when: { both: and(at('toaster', [0], 'hot'), at('toaster', [1], 'hot')) }, effects: [send(ref('fuse'), 'blow')] },
];

export const toasters: System = {
  name: 'toasters',
  sorts: { toaster: 2 },
  components: [
    {
      name: 'toaster',
      doc: '-',
      source: '-',
      index: ['toaster'],
      file: import.meta.url,
      machine: () =>
        createMachine({
          id: 'toaster',
          initial: 'up',
          states: { up: { on: { press: 'down' } }, down: { on: { heat: 'hot' } }, hot: { on: { brown: 'brown' } }, brown: { on: { pop: 'up' } } },
        }),
    },
    { name: 'fuse', doc: '-', source: '-', index: [], file: import.meta.url, machine: () => createMachine({ id: 'fuse', initial: 'whole', states: { whole: { on: { blow: 'blown' } }, blown: {} } }) },
    {
      name: 'counter',
      doc: 'slices so far, modulo 3',
      source: '-',
      index: [],
      file: import.meta.url,
      machine: () => createMachine({ id: 'counter', initial: '0', states: { 0: { on: { count: '1' } }, 1: { on: { count: '2' } }, 2: { on: { count: '0' } } } }),
    },
  ],
  actions,
  properties: [],
  terminal: at('fuse', [], 'blown'),
};

const source: MappingSource = {
  name: 'kitchen',
  doc: 'a toy',
  setup: {
    start: 'host/start',
    applies: eq('toasters', 2),
    bind: { toasters: 'start.args.toasters' },
    design: 'first.args.design',
    labels: {},
    systems: { path: 'vm', order: ['here'] },
  },
  recorded: [{ lines: ['trace/click', 'trace/pop', 'trace/slices'] }],
  lines: {
    'meta/*': { cases: [{ ignored: 'title' }] },
    'host/start': { cases: [{ ignored: 'how it was started' }] },
    'user/press': {
      bind: { i: 'args.toaster', refused: { path: 'error', present: true }, lost: { path: 'error', cases: [['lost', 1]], otherwise: 0 } },
      cases: [
        { when: eq('lost', 1), call: [[{ action: 'toaster.press', args: { i: 'i' } }], [{ action: 'toaster.refuse', args: { i: 'i' } }]], unanswered: eq(0, 0) },
        { when: eq('refused', 1), call: [[{ action: 'toaster.refuse', args: { i: 'i' } }]] },
        { call: [[{ action: 'toaster.press', args: { i: 'i' } }]] },
      ],
    },
    'user/shout': { bind: { i: 'args.toaster' }, cases: [{ call: [[{ action: 'toaster.press', args: { i: 'i' } }]], unanswered: eq(0, 0) }] },
    'user/look': { bind: { i: 'args.toaster', lever: { path: 'result', table: { up: 1, down: 0 } } }, cases: [{ call: [[{ check: iff(eq('lever', 1), at('toaster', ['i'], 'up')) }]] }] },
    'nose/smell': { cases: [{ state: iff(eq('smell', 1), at('toaster', ['t'], 'hot', 'brown')), each: { t: 'toaster' }, bind: { smell: 'args.{t}' } }] },
    'trace/click': { bind: { n: 'args.n' }, cases: [{ trace: true }] },
    'trace/pop': { bind: { n: 'args.n' }, cases: [{ when: lt('n', 10), trace: true }, { ignored: 'of the neighbour' }] },
    'trace/slices': { bind: { n: 'args.n' }, cases: [{ trace: true }] },
    'log/bang': { cases: [{ state: at('fuse', [], 'blown') }] },
  },
  steps: [
    { action: 'toaster.press', emits: [{ line: 'trace/click', args: { i: 'n' } }] },
    { action: 'toaster.pop', emits: [{ line: 'trace/pop', args: { i: 'n' } }, { line: 'trace/slices', after: eq('n', value('counter', [])) }] },
  ],
  inferred: [{ families: ['fuse.blow'], reason: 'nobody records the fuse' }],
};

export const kitchen = (change: (m: MappingSource) => MappingSource = (m) => m): Mapping => parseMapping(change(structuredClone(source)));

let composed: Subject | undefined;
export const subject = (): Subject => (composed ??= new Subject(toasters));

/** A line: source, name, args, and whatever else it has. */
export type Row = readonly [source: string, name: string, args?: Record<string, unknown>, rest?: Record<string, unknown>];

/** A recording of these lines, one a second; `done` in the rest is the time of the answer. */
export const recorded = (...rows: readonly Row[]): Recording =>
  parseRecording(
    ([['meta', 'breakfast', { design: 'toasters' }], ['host', 'start', { toasters: 2 }], ...rows] as Row[])
      .map(([s, name, args = {}, { done, ...rest } = {}], seq) => JSON.stringify({ seq, t: seq, source: s, name, args, ...(done === undefined ? {} : { t_done: done }), ...rest }))
      .join('\n'),
    'kitchen/breakfast.jsonl',
  );
