import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { finalState, TraceDocument } from '../../checker/record/trace.ts';
import { golden } from '../golden.ts';
import { cli, CROSSING, FAULTY } from './in-process.ts';

const trace = (...args: string[]) => cli(['trace', ...args, '--jobs', '1']);

describe('trace', () => {
  it('shows the shortest counterexample', async () => {
    const { status, out } = await trace(CROSSING, 'OneGreen', '--tier', 'full');
    assert.equal(status, 0);
    golden(import.meta.url, 'trace.txt', out);
  });
  it('shows the shortest witness of a sometimes', async () => {
    const { out } = await trace(CROSSING, 'GreenHappens');
    assert.match(out, /^witness of 1 step in design crossing, configuration careful-2/m);
  });
  for (const format of ['table', 'mermaid'])
    it(`in ${format}`, async () => golden(import.meta.url, `trace.${format}`, (await trace(CROSSING, 'OneGreen', '--format', format)).out));
  it('as JSON of the schema', async () => {
    const { out } = await trace(CROSSING, 'OneGreen', '--json');
    assert.deepEqual(TraceDocument.parse(JSON.parse(out)).trace.steps.map((s) => s.label), ['lamp[0].GO', 'lamp[1].GO']);
  });
  it('a defect of the spec has a trace too; its last step is the refused one', async () => {
    const { status, out } = await trace(FAULTY, 'SpecDefect', '--reduce', 'whole', '--config', 'refused');
    assert.equal(status, 0);
    assert.match(out, /E_SPEC_DEFECT/);
    assert.match(out, /1\. bit\[0\]\.CLEAR/);
  });
  it('replays through XState', async () => {
    const { status, out } = await trace(CROSSING, 'OneGreen', '--replay');
    assert.match(out, /replayed through XState: 2 of 2 steps, every state the same\n$/);
    assert.equal(status, 0);
    const json = TraceDocument.parse(JSON.parse((await trace(CROSSING, 'OneGreen', '--replay', '--json')).out));
    assert.deepEqual([json.replay?.agrees, json.replay?.steps], [true, 2]);
    assert.match((await trace(FAULTY, 'SpecDefect', '--reduce', 'whole', '--config', 'refused', '--replay')).out, /replayed through XState: .*does not accept CLEAR/);
  });
  it('a lasso: its replay closes the loop; where it rests, who waits for whom', async () => {
    const document = async (...args: string[]) => TraceDocument.parse(JSON.parse((await trace(...args, '--replay', '--json')).out));
    const round = await document('examples/ticket-lock.ts', 'SomebodyRests', '--config', 'process-2');
    assert.ok(round.trace.lasso!.loop < round.trace.steps.length);
    assert.deepEqual(finalState(round.trace), finalState({ ...round.trace, steps: round.trace.steps.slice(0, round.trace.lasso!.loop) }));
    assert.deepEqual([round.replay?.agrees, round.trace.waits], [true, undefined]);
    const rest = await document('examples/dining-philosophers.ts', 'EveryMealEnds', '--config', 'place-2');
    assert.deepEqual([rest.replay?.agrees, rest.trace.lasso?.ending, rest.trace.waits?.cycle], [true, 'dead', ['philosopher[0]', 'philosopher[1]']]);
  });
  it('a replay that differs is exit 4 and says where', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    const file = path.join(folder, 'run.json');
    await cli(['check', CROSSING, '--record', file, '--jobs', '1']);
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll('"lamp[1].GO"', '"lamp[1].STOP"'));
    const { status, out } = await trace(CROSSING, 'OneGreen', '--from', file, '--replay');
    assert.match(out, /replay differs at step 2 \(lamp\[1\]\.STOP\): not enabled: green/);
    assert.equal(status, 4);
    fs.rmSync(folder, { recursive: true });
  });
  it('says so when there is none', async () => {
    const { status, out, err } = await trace(CROSSING, 'NoDeadState');
    assert.deepEqual([status, out], [1, '']);
    assert.match(err, /NoDeadState holds in all 2 configurations: there is no counterexample/);
    assert.match((await trace(CROSSING, 'AllGreen', '--config', 'careful-2')).err, /reached in no state of configuration careful-2/);
  });
  it('takes it from a record without searching', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    const file = path.join(folder, 'run.json');
    await cli(['check', CROSSING, '--record', file, '--jobs', '1']);
    assert.equal((await trace(CROSSING, 'OneGreen', '--from', file)).out, (await trace(CROSSING, 'OneGreen')).out);
    assert.match((await trace(FAULTY, 'Fine', '--from', file)).err, /^error E_DESIGN: /);
    assert.match((await trace(CROSSING, 'Fine', '--from', file)).err, /^error E_PROPERTY: /);
    fs.rmSync(folder, { recursive: true });
  });
});
