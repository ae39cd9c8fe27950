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
  it('quotient: states that look alike but lead elsewhere stay apart', async () => {
    const graph = async (level: string) => {
      const p = Picture.parse(JSON.parse((await cli(['graph', 'states', 'examples/die-hard.ts', '--on', 'big', '--level', level, '--json'])).out));
      assert.ok(p.picture === 'states');
      return p;
    };
    const [projection, quotient] = [await graph('projection'), await graph('quotient')];
    assert.equal(projection.nodes.length, 6);
    assert.ok(quotient.nodes.length > 6 && quotient.nodes.length <= 16);
    assert.equal(quotient.nodes.reduce((n, x) => n + x.states, 0), projection.nodes.reduce((n, x) => n + x.states, 0));
  });
  it('phases of a design, and an error where it names none', async () => {
    const { out } = await cli(['graph', 'states', 'rfc-v5', '--config', 'boot+cold-gicv2', '--level', 'phases', '--json']);
    const p = Picture.parse(JSON.parse(out));
    assert.ok(p.picture === 'states');
    assert.deepEqual(p.nodes.map((n) => n.label), ['starting up', 'QEMU has ended']);
    const { status, err } = await cli(['graph', 'states', CROSSING, '--level', 'phases']);
    assert.match(err, /^error E_NO_PHASES: design crossing names no phases/);
    assert.equal(status, 2);
  });
  it('refuses what has no meaning together', async () => {
    for (const args of [['states', CROSSING, '--level', 'phases', '--on', 'lamp'], ['machine', 'lamp', '--design', CROSSING, '--level', 'phases']])
      assert.match((await cli(['graph', ...args])).err, /^error E_OPTION_CONFLICT/);
  });
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
