import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { staleFiles } from '../../checker/cli/pictures.ts';
import { cli } from '../cli/in-process.ts';

describe('pictures beside the sources', () => {
  it('show what the sources say (renew them with: npm run pictures)', async () => {
    const { status, out, err } = await cli(['pictures', '--verify']);
    assert.equal(`${out}${err}`, '');
    assert.equal(status, 0);
  });
  it('a missing, an old and an orphaned picture are stale; other files are not looked at', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    for (const [name, text] of Object.entries({ 'a.dot': 'a', 'b.dot': 'old', 'd.dot': 'd', 'README.md': '' })) fs.writeFileSync(path.join(folder, name), text);
    const expected = new Map([['a.dot', 'a'], ['b.dot', 'b'], ['c.dot', 'c']]);
    assert.deepEqual(staleFiles(folder, expected, ['dot']), ['b.dot', 'c.dot', 'd.dot']);
    fs.rmSync(folder, { recursive: true });
  });
});
