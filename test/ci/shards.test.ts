/** check --shard and report --merge: the parts together are the whole, and nothing else is put together. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { RunRecord } from '../../checker/record/run-record.ts';
import { cli, CROSSING, FAULTY } from '../cli/in-process.ts';

describe('shards', () => {
  let folder: string;
  const at = (name: string): string => path.join(folder, name);
  const read = (name: string): RunRecord => JSON.parse(fs.readFileSync(at(name), 'utf8')) as RunRecord;
  const write = (name: string, r: RunRecord): string => {
    fs.writeFileSync(at(name), JSON.stringify(r));
    return at(name);
  };
  const shard = (part: string, name: string, ...more: string[]) => cli(['check', CROSSING, 'examples/die-hard.ts', '--jobs', '1', '--shard', part, '--record', at(name), ...more]);
  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    for (const k of [1, 2]) await shard(`${k}/2`, `${k}.json`);
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  it('together they are the run itself, whatever their order', async () => {
    const whole = JSON.parse((await cli(['check', CROSSING, 'examples/die-hard.ts', '--jobs', '1', '--json'])).out) as RunRecord;
    for (const order of [['1.json', '2.json'], ['2.json', '1.json']]) {
      const { status, out } = await cli(['report', '--merge', ...order.map(at), '--format', 'json']);
      const { timing, ...merged } = JSON.parse(out) as RunRecord;
      assert.deepEqual(merged, whole);
      assert.ok(timing);
      assert.equal(status, 0);
    }
  });
  it('each does a part, and no part is done twice', () => {
    const done = ['1.json', '2.json'].map((n) => read(n).designs.flatMap((d) => d.configurations.map((c) => `${d.name} ${c.id}`)));
    assert.ok(done.every((d) => d.length > 0));
    assert.equal(new Set(done.flat()).size, done.flat().length);
  });
  const refused = async (files: string[], message: RegExp): Promise<void> => {
    const { status, err } = await cli(['report', '--merge', ...files]);
    assert.match(err, message);
    assert.equal(status, 2);
  };
  it('names the shards that are missing', () => refused([at('2.json')], /E_MERGE: shard 1 of 2 is missing\. Run: vcpuhp check --shard 1\/2/));
  it('refuses a shard twice', () => refused([at('1.json'), at('1.json')], /E_MERGE: .* is shard 1, as another record is/));
  it('refuses other sources', async () => {
    const r = read('2.json');
    await refused([at('1.json'), write('other.json', { ...r, shard: { ...r.shard!, inputs: 'other' } })], /E_MERGE: .* are of different inputs: their sources or options differ/);
  });
  it('refuses another number of shards', async () => {
    await shard('2/3', 'third.json');
    await refused([at('1.json'), at('third.json')], /different inputs: one is of 2 shards, the other of 3/);
  });
  it('refuses other options', async () => {
    await shard('2/2', 'options.json', '--reduce', 'whole');
    await refused([at('1.json'), at('options.json')], /different inputs/);
  });
  it('refuses a record of no shard, and several records without --merge', async () => {
    await cli(['check', CROSSING, '--jobs', '1', '--record', at('whole.json')]);
    await refused([at('whole.json')], /is no record of a shard/);
    assert.match((await cli(['report', at('1.json'), at('2.json')])).err, /E_RECORDS/);
  });
  it('refuses what is no part, and more parts than configurations', async () => {
    for (const bad of ['0/2', '3/2', '2', 'a/b', '1/0']) assert.match((await shard(bad, 'bad.json')).err, /E_OPTION_VALUE/, bad);
    assert.match((await shard('99/99', 'bad.json')).err, /E_SHARD: shard 99 of 99 has nothing to do/);
  });
});

describe('expectations kept beside a design', () => {
  it('are written by baseline --out and held to by check --expectations', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    const check = () => cli(['check', CROSSING, '--jobs', '1', '--expectations', folder]);
    const unwritten = await check();
    assert.match(unwritten.err, new RegExp(`has no baseline\\nIf that is meant, accept it with: vcpuhp baseline ${CROSSING} --out `));
    assert.equal(unwritten.status, 1);
    await cli(['baseline', CROSSING, '--jobs', '1', '--out', folder]);
    assert.equal((await check()).status, 0);
    const file = path.join(folder, 'crossing.json');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/"violated (\d+)"/, '"holds"'));
    const { status, err } = await check();
    assert.match(err, /baseline: crossing \S+: OneGreen was holds, is violated/);
    assert.equal(status, 1);
    fs.rmSync(folder, { recursive: true });
  });
  it('an action is placed at its declaration', async () => {
    const { designs } = JSON.parse((await cli(['check', FAULTY, '--config', 'fine', '--json', '--jobs', '1'])).out) as RunRecord;
    const places = Object.entries(designs[0]!.places);
    assert.ok(places.length > 0);
    for (const [action, { file, line }] of places) assert.match(fs.readFileSync(file, 'utf8').split('\n')[line - 1]!, new RegExp(action.slice(action.lastIndexOf('.') + 1)));
  });
});
