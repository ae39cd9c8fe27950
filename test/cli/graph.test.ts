import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Picture } from '../../checker/record/picture.ts';
import { golden } from '../golden.ts';
import { cli, CROSSING } from './in-process.ts';

const PICTURES: Readonly<Record<string, readonly string[]>> = {
  machine: ['graph', 'machine', 'lamp', '--design', CROSSING],
  composition: ['graph', 'composition', CROSSING],
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
  it('writes a file whole', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    const file = path.join(folder, 'new', 'lamp.mmd');
    const { status, out } = await cli([...PICTURES['machine']!, '--out', file]);
    assert.deepEqual([status, out, fs.readdirSync(path.dirname(file))], [0, '', ['lamp.mmd']]);
    fs.rmSync(folder, { recursive: true });
  });
});
