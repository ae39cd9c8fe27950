import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Picture } from '../../checker/record/picture.ts';
import { golden } from '../golden.ts';
import { cli, CROSSING, FAULTY } from './in-process.ts';

const PICTURES: Readonly<Record<string, readonly string[]>> = {
  machine: ['graph', 'machine', 'lamp', '--design', CROSSING],
  composition: ['graph', 'composition', CROSSING],
  states: ['graph', 'states', CROSSING, '--on', 'lamp', '--config', 'careless-2', '--reduce', 'whole'],
};

describe('graph', () => {
  for (const [name, args] of Object.entries(PICTURES)) {
    for (const format of ['dot', 'mermaid'])
      it(`${name} in ${format}`, async () => {
        const { status, out } = await cli([...args, '--format', format]);
        assert.equal(status, 0);
        golden(import.meta.url, `graph-${name}.${format}`, out);
      });
    it(`${name} as JSON of the schema`, async () => void Picture.parse(JSON.parse((await cli([...args, '--json'])).out)));
  }
  it('projects on one instance', async () => {
    const { out } = await cli(['graph', 'states', CROSSING, '--on', 'lamp[0]', '--config', 'careless-2', '--reduce', 'whole', '--json']);
    const p = Picture.parse(JSON.parse(out));
    assert.ok(p.picture === 'states');
    assert.deepEqual(p.nodes.map((n) => [n.label, n.states, n.initial, n.violates]), [
      ['lamp[0] red', 2, true, []],
      ['lamp[0] green', 2, false, ['OneGreen']],
    ]);
  });
  it('counts states of the part that the components depend on', async () => {
    const { out } = await cli(['graph', 'states', CROSSING, '--on', 'lamp[0]', '--config', 'careless-2', '--json']);
    const p = Picture.parse(JSON.parse(out));
    assert.ok(p.picture === 'states');
    assert.deepEqual(p.nodes.map((n) => n.label), ['lamp[0] red', 'lamp[0] green']);
  });
  it('refuses more nodes than anybody reads', async () => {
    const { status, err } = await cli(['graph', 'states', FAULTY, '--on', 'bit', '--config', 'huge', '--reduce', 'whole', '--memory', '1M']);
    assert.match(err, /^error E_TOO_LARGE: the projection on bit has \d+ nodes, more than 150\. Choose fewer/);
    assert.equal(status, 2);
  });
  it('a cut search is exit 3', async () => {
    const { status, out } = await cli(['graph', 'states', FAULTY, '--on', 'bit[0]', '--config', 'huge', '--reduce', 'whole', '--memory', '1M']);
    assert.match(out, /incomplete/);
    assert.equal(status, 3);
  });
  it('writes a file whole', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    const file = path.join(folder, 'new', 'lamp.mmd');
    const { status, out } = await cli([...PICTURES['machine']!, '--out', file]);
    assert.deepEqual([status, out, fs.readdirSync(path.dirname(file))], [0, '', ['lamp.mmd']]);
    fs.rmSync(folder, { recursive: true });
  });
});
