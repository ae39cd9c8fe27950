/** vcpuhp new: the file that it writes is a design that is as expected; names and files that are there already are refused. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cli } from './in-process.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
const make = (name: string, ...more: string[]) => cli(['new', 'design', name, '--from', 'rfc-v5', '--folder', folder, ...more]);

describe('new', () => {
  it('writes a design that is as expected until something is changed', async () => {
    const { status, out, err } = await make('my-idea');
    assert.equal(status, 0, err);
    const file = path.join(folder, 'my-idea.ts');
    assert.match(out, /vcpuhp check .*my-idea\.ts/);
    assert.match(fs.readFileSync(file, 'utf8'), /violates: \['GuestRunsOnlyOnEnabledCpu'|violates: \['/);
    const checked = await cli(['check', file, '--property', 'PresentAlwaysOne', '--jobs', '1']);
    assert.equal(checked.status, 0, checked.out + checked.err);
    assert.match(checked.out, /my-idea: 1 hold/);
  });
  it('overwrites nothing', async () => {
    const { status, err } = await make('my-idea');
    assert.match(err, /E_EXISTS/);
    assert.equal(status, 2);
  });
  it('refuses what is no name, a name that is taken, and a base that is not there', async () => {
    for (const bad of ['My-Idea', '../idea', 'a b', '-a', 'a--b']) assert.match((await cli(['new', 'design', '--from', 'rfc-v5', '--folder', folder, '--', bad])).err, /E_DESIGN_NAME/);
    assert.match((await make('corrected')).err, /E_DESIGN_TWICE/);
    assert.match((await cli(['new', 'design', 'other', '--from', 'rfc-v55', '--folder', folder])).err, /E_DESIGN.*Did you mean rfc-v5\?/);
    assert.match((await cli(['new', 'machine', 'other', '--from', 'rfc-v5'])).err, /E_NEW/);
  });
});
