/** The small parts: order of moments, fields, recordings, and mappings that are refused. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { conform } from '../../../checker/conform/conform.ts';
import { readField, type Field } from '../../../checker/conform/field.ts';
import { momentsOf } from '../../../checker/conform/moment.ts';
import { mappingOf, choiceOf, configurationOf, variablesOf } from '../../../checker/conform/setup.ts';
import { parseRecording } from '../../../checker/conform/recording.ts';
import { jsonLines, readSource } from '../../../checker/conform/source.ts';
import type { Design } from '../../../checker/model/design.ts';
import { TRUE } from '../../../checker/model/expression.ts';
import { kitchen, recorded, subject, toasters } from './toaster.ts';

const code = (c: string) => (e: unknown): boolean => (e as { code?: string }).code === c;

describe('conform: order of moments', () => {
  const rec = (rows: readonly [number, number?][]) => parseRecording(rows.map(([t, done], seq) => JSON.stringify({ seq, t, ...(done === undefined ? {} : { t_done: done }), source: 's', name: 'n' })).join('\n'), 'f');
  const order = (rows: readonly [number, number?][]): string[] => momentsOf(rec(rows).lines, (l) => (l.fields.t_done === undefined ? 'instant' : 'call')).map((m) => `${m.kind} ${m.line.number}`);

  it('an answer stands where its time is', () => {
    assert.deepEqual(order([[1, 3], [2], [4]]), ['call 1', 'instant 2', 'return 1', 'instant 3']);
  });
  it('at equal times an answer follows a line and precedes the next command', () => {
    assert.deepEqual(order([[1, 2], [2], [2, 5]]), ['call 1', 'instant 2', 'return 1', 'call 3', 'return 3']);
  });
  it('answers may cross', () => {
    assert.deepEqual(order([[1, 9], [2, 3], [4]]), ['call 1', 'call 2', 'return 2', 'instant 3', 'return 1']);
  });
  it('an unanswered command has no return', () => {
    assert.deepEqual(momentsOf(rec([[1, 2], [3]]).lines, (l) => (l.number === 1 ? 'unanswered' : 'instant')).map((m) => m.kind), ['call', 'instant']);
  });
});

describe('conform: fields', () => {
  const fields = { args: { idx: 2, big: 9, text: 'CPU 7 is on', id: 'core3', flag: true, none: null, list: [[0, 'a']] }, result: 2 ** 37 };
  const cases: [string, Field, unknown][] = [
    ['path', 'args.idx', 2],
    ['constant', 5, 5],
    ['booleans are 0 and 1', 'args.flag', 1],
    ['absent', 'args.nothing', undefined],
    ['otherwise', { path: 'args.nothing', otherwise: -1 }, -1],
    ['into a list', 'args.list.0.1', 'a'],
    ['bit, also above 31', { path: 'result', bit: 37 }, 1],
    ['present', { path: 'args.none', present: true }, 0],
    ['match', { path: 'args.text', match: 'CPU (\\d+)' }, 7],
    ['first of the cases', { path: 'args.text', cases: [['off$', 0], ['on$', 1]] }, 1],
    ['table', { path: 'args.id', table: { core3: 3 } }, 3],
    ['within a sort', { path: 'args.idx', within: 'slot', otherwise: 'out' }, 2],
    ['beyond the sort', { path: 'args.big', within: 'slot', otherwise: 'out' }, 'out'],
  ];
  for (const [what, field, expected] of cases) it(what, () => assert.equal(readField(field, fields, { slot: 4 }), expected));
  it('a number in a list of ranges', () => {
    const listed = (text: string, n: number): unknown => readField({ path: 'args.cpus', lists: 'n', otherwise: 'no list' }, { args: { cpus: text } }, {}, { n });
    assert.deepEqual([0, 1, 2, 3, 12].map((n) => listed('0-1,3,10-12', n)), [1, 1, 0, 1, 1]);
    assert.equal(listed('', 0), 0);
    assert.equal(listed('cat: no such file', 0), 'no list');
  });
  it('a variable in a path', () => assert.equal(readField('args.list.{n}.0', fields, {}, { n: 0 }), 0));
});

describe('conform: recordings', () => {
  it('reads gzip', () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-')), 'a.jsonl.gz');
    fs.writeFileSync(file, gzipSync('{"seq":0,"source":"meta","name":"a"}\n'));
    assert.equal(readSource(file, [jsonLines]).lines[0]!.kind, 'meta/a');
  });
  it('refuses what is not JSON, and names the line', () => assert.throws(() => parseRecording('{"seq":0,"source":"a","name":"b"}\nnope', 'f'), /E_RECORDING: line 2/));
  it('refuses a line without a name', () => assert.throws(() => parseRecording('{"seq":0,"source":"a"}', 'f'), code('E_RECORDING')));
});

describe('conform: what a recording says about itself', () => {
  const design: Design = { name: 'd', title: '', source: '', violates: [], configurations: [{ id: 'c0', title: '', tier: 'quick', labels: {}, system: () => toasters }] };
  it('picks the mapping', () => assert.equal(mappingOf(recorded(), [kitchen()]).name, 'kitchen'));
  it('refuses a recording without its first lines', () => assert.throws(() => mappingOf({ file: 'f', lines: [] }, [kitchen()]), code('E_RECORDING')));
  it('knows what the system has that it is held against, and no system has nothing', () => {
    const knowing = kitchen((m) => ({ ...m, setup: { ...m.setup, knows: { fused: 'fuse', iced: 'freezer' } } }));
    const told = (s?: ReturnType<typeof subject>): unknown[] => ['fused', 'iced'].map((v) => variablesOf(recorded(), knowing, s)[v]);
    assert.deepEqual([told(subject()), told()], [[1, 0], [0, 0]]);
  });
  it('knows the systems that its lines are of', () => {
    const twoKitchens = kitchen((m) => ({ ...m, setup: { ...m.setup, systems: { path: 'vm', order: ['here', 'there'] }, labels: { both: { path: 'systems', cases: [['"there"', 'yes']], otherwise: 'no' } } } }));
    assert.deepEqual(choiceOf(recorded(), twoKitchens).labels, { both: 'no' });
    assert.deepEqual(choiceOf(recorded(['log', 'bang', {}, { vm: 'there' }]), twoKitchens).labels, { both: 'yes' });
  });
  it('names the design, unless one is given', () => {
    assert.equal(choiceOf(recorded(), kitchen()).design, 'toasters');
    assert.equal(choiceOf(recorded(), kitchen(), 'other').design, 'other');
  });
  it('asks the design for the system with the labels', () => {
    const d: Design = { ...design, recorded: (labels) => ({ ...design.configurations[0]!, id: `made for ${labels['n']}` }) };
    assert.equal(configurationOf(d, { n: '2' }).id, 'made for 2');
  });
  it('refuses a design that has none, and names its configurations', () => assert.throws(() => configurationOf(design, { n: '1' }), /E_CONFIGURATION: d does not say.*--config: c0/));
});

describe('conform: mappings that are refused', () => {
  const held = (change: Parameters<typeof kitchen>[0]) => () => conform(recorded(), kitchen(change), [], subject());
  it('not well formed', () => assert.throws(() => kitchen((m) => ({ ...m, setup: { ...m.setup, start: 3 as unknown as string } })), code('E_MAPPING')));
  it('a parameter that the action has not', () => assert.throws(held((m) => ({ ...m, steps: [{ action: 'toaster.pop', args: { j: 0 }, emits: [] }] })), /E_MAPPING: action toaster.pop has no parameter j/));
  it('a step that leaves a line which no rule reads', () => assert.throws(held((m) => ({ ...m, steps: [{ action: 'toaster.pop', emits: [{ line: 'trace/ping' }] }] })), /E_MAPPING: toaster.pop leaves trace\/ping/));
  it('one name for a parameter and a variable', () =>
    assert.throws(held((m) => ({ ...m, lines: { ...m.lines, 'trace/click': { bind: { i: 'args.n' }, cases: [{ trace: true }] } } })), /E_MAPPING: i names a parameter/));
  it('a condition on the line that looks at the state', () =>
    assert.throws(held((m) => ({ ...m, lines: { ...m.lines, 'host/start': { cases: [{ when: { op: 'at', of: { component: 'fuse', index: [] }, states: ['whole'] }, ignored: '-' }] } } })), /depends on the state/));
  it('families that the system lacks are reported, not refused: another design may have them', () => {
    const o = conform(recorded(), kitchen((m) => ({ ...m, steps: [...m.steps, { action: 'toaster.fly', when: TRUE, emits: [] }] })), [], subject());
    assert.deepEqual(o.missing, ['toaster.fly']);
  });
});
