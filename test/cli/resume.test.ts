/** check --checkpoint and --resume: the bytes of the run record do not show that a run was interrupted. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { inFolder } from '../checkpoint/folder.ts';
import { cli } from './in-process.ts';

const SKETCH = ['check', 'examples/hotplug-sketch.ts', '--config', 'sketch-4-0', '--config', 'sketch-5-0', '--json'];

describe('check --resume', function () {
  this.timeout(60_000);

  for (const jobs of ['1', '2'])
    it(`after Ctrl-C gives the record of a run that was not interrupted (${jobs} jobs)`, () =>
      inFolder(async (root) => {
        const folder = path.join(root, 'kept');
        const whole = await cli([...SKETCH, '--jobs', jobs]);
        assert.equal(whole.status, 0);
        const controller = new AbortController();
        // As soon as the large one is at work.
        const atWork = setInterval(() => fs.existsSync(path.join(folder, 'hotplug-sketch', 'sketch-5-0', 'explorations')) && controller.abort(), 5);
        const cut = await cli([...SKETCH, '--jobs', jobs, '--checkpoint', folder], controller.signal);
        clearInterval(atWork);
        assert.match(cut.err, new RegExp(`What was found is kept: go on with --resume ${folder}`));
        const { status, out } = await cli([...SKETCH, '--jobs', jobs, '--resume', folder]);
        assert.deepEqual([status, out], [0, whole.out]);
        // Finished: nothing but the results is left, and they are enough.
        assert.deepEqual(fs.readdirSync(path.join(folder, 'hotplug-sketch', 'sketch-5-0')), ['finished.json']);
        assert.equal((await cli([...SKETCH, '--resume', folder])).out, whole.out);
      }));

  it('refuses what it cannot go on with', () =>
    inFolder(async (root) => {
      const folder = path.join(root, 'kept');
      const one = ['check', 'examples/die-hard.ts', '--checkpoint', folder];
      assert.equal((await cli(one)).status, 0);
      const refused = async (args: readonly string[]): Promise<string> => {
        const { status, err } = await cli(args);
        assert.equal(status, 2);
        return /error (E_\w+)/.exec(err)![1]!;
      };
      assert.equal(await refused(one), 'E_CHECKPOINT_EXISTS');
      assert.equal(await refused([...one, '--resume', folder]), 'E_OPTION_CONFLICT');
      assert.equal(await refused(['check', '--resume', path.join(root, 'nowhere')]), 'E_NO_FILE');
      assert.equal(await refused(['check', 'examples/die-hard.ts', '--order', 'reverse', '--resume', folder]), 'E_CHECKPOINT_FOREIGN');
      const file = path.join(folder, 'die-hard', fs.readdirSync(path.join(folder, 'die-hard'))[0]!, 'finished.json');
      fs.truncateSync(file, 100);
      assert.equal(await refused(['check', 'examples/die-hard.ts', '--resume', folder]), 'E_CHECKPOINT_DAMAGED');
    }));
});
