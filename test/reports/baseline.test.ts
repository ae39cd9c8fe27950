import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { baselineFile, compareWithBaselines, loadBaseline } from '../../checker/cli/input/baseline-files.ts';
import { projectDesigns } from '../../checker/cli/input/designs.ts';
import { baselineOf, departures, renewed } from '../../checker/record/baseline.ts';
import { RunRecord } from '../../checker/record/run-record.ts';
import { cli, CROSSING } from '../cli/in-process.ts';
import { record } from './sample.ts';

const run = record.designs[0]!;
const base = baselineOf(run);

describe('baseline', () => {
  it('a run is its own baseline', () => assert.deepEqual(departures(run, base), []));
  it('names every count and verdict that differs', () => {
    const [first, second] = run.configurations;
    const other = { ...run, configurations: [{ ...first!, distinct: 5, properties: first!.properties.map((p) => (p.id === 'MaskedOne' ? { ...p, depth: 8 } : p)) }, second!] };
    assert.deepEqual(departures(other, base), ['sample tcg-hostile: distinct was 1234567, is 5', 'sample tcg-hostile: MaskedOne was violated 9, is violated 8']);
  });
  it('names what is new, gone or unfinished', () => {
    const [first, second] = run.configurations;
    const other = { ...run, configurations: [{ ...first!, id: 'new' }, { ...second!, complete: false }] };
    assert.deepEqual(departures(other, base), ['sample new: not in the baseline', 'sample tcg-linux: not searched to its end']);
    const less = { ...run, configurations: [{ ...first!, properties: first!.properties.slice(1) }] };
    assert.deepEqual(departures(less, base), ['sample tcg-hostile: PresentAlwaysOne is gone']);
    assert.deepEqual(departures({ ...less, whole: false }, base), []);
  });
  it('renewing keeps what was not run and drops what the design no longer has', () => {
    const [first] = run.configurations;
    const part = renewed(base, { ...run, configurations: [{ ...first!, depth: 1 }] }, ['tcg-linux', 'tcg-hostile']);
    assert.deepEqual(Object.entries(part.configurations).map(([id, c]) => [id, c.depth]), [['tcg-linux', 7], ['tcg-hostile', 1]]);
    assert.deepEqual(Object.keys(renewed(base, run, ['tcg-linux']).configurations), ['tcg-linux']);
  });
  it('is written by the command and found again', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    assert.equal((await cli(['baseline', CROSSING, '--out', folder, '--jobs', '1'])).status, 0);
    const found = RunRecord.parse(JSON.parse((await cli(['check', CROSSING, '--json', '--jobs', '1'])).out));
    assert.deepEqual(compareWithBaselines(found, folder), []);
    const file = baselineFile('crossing', folder);
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('"generated": 8', '"generated": 9'));
    assert.deepEqual(compareWithBaselines(found, folder), ['crossing careless-2: generated was 9, is 8']);
    fs.rmSync(folder, { recursive: true });
  });
  it('check --baseline fails where there is none', async () => {
    const { status, err } = await cli(['check', CROSSING, '--baseline', '--jobs', '1']);
    assert.match(err, /baseline: crossing: has no baseline\nIf that is meant, accept it with: npm run baseline\n/);
    assert.equal(status, 1);
  });
  it("every design of the project has its quick configurations recorded, and none that it does not have", async () => {
    for (const { design } of await projectDesigns()) {
      const recorded = Object.keys(loadBaseline(design.name)?.configurations ?? {});
      const known = design.configurations.map((c) => c.id);
      const due = design.configurations.filter((c) => c.tier === 'quick').map((c) => c.id);
      assert.deepEqual(due.filter((id) => !recorded.includes(id)), [], `${design.name}: run npm run baseline`);
      assert.deepEqual(recorded.filter((id) => !known.includes(id)), [], `${design.name}: run npm run baseline`);
    }
  });
});
