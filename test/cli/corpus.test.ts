/** vcpuhp corpus: an entry must do exactly what it says, and the page must show it. A wrong expectation, a deleted property and a weakened guard: test/designs/corpus.test.ts. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { show, shown } from '../../checker/cli/terminal/page.ts';
import { cli } from './in-process.ts';

const corpus = (...args: string[]) => cli(['corpus', ...args, '--jobs', '1']);
const page = (text: string): string => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-')), 'page.md');
  fs.writeFileSync(file, text);
  return file;
};

describe('corpus', () => {
  it('shows a line an entry', async () => {
    const { status, out } = await corpus('B28', 'H06');
    assert.equal(status, 0, out);
    assert.match(out, /B28 +fail +fails +QemuSurvivesGicCreation 3 /);
    assert.match(out, /2 entries: 2 fail as they must, 0 pass as they must/);
  });
  it('writes the table', async () => {
    const { out } = await corpus('H06', '--format', 'entries-markdown');
    assert.match(out, /^\| H06 \| boot\\_cpus is counted up .* \| Q\.I43 \| fails \| BootCpusCountsPluggedCpus 8 \| boot\+cli \|/m);
  });
  it('refuses a name that is no entry', async () => assert.match((await corpus('B99')).err, /E_ENTRY/));
  it('refuses a page without a place for the table, and a page for some entries', async () => {
    assert.match((await corpus('--page', page('nothing'))).err, /E_PAGE/);
    assert.match((await corpus('B28', '--page', page('<!-- entries -->\n<!-- /entries -->'))).err, /E_PAGE/);
    assert.match((await corpus('--page', 'nowhere.md')).err, /E_NO_FILE/);
  });
  it('tells a page that shows another table, and mends it', () => {
    const file = page('before\n<!-- entries -->\nold\n<!-- /entries -->\nafter\n');
    assert.equal(shown(file, 'entries'), 'old\n');
    show(file, 'entries', 'new\n');
    assert.equal(shown(file, 'entries'), 'new\n');
    assert.equal(fs.readFileSync(file, 'utf8'), 'before\n<!-- entries -->\nnew\n<!-- /entries -->\nafter\n');
  });
});
