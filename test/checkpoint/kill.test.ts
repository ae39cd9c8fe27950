/**
 * Processes that search are killed at random instants. What they had on the disk is gone on with, nothing before the level under
 * way is lost, and the result is that of a search that was never interrupted. `npm run test:kill` does it 50 times.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import type { Exploration } from '../../checker/explore/result.ts';
import { Random } from '../conformance/mutants/random.ts';
import { inFolder } from './folder.ts';
import { counters, KILLED } from './system.ts';

const kills = Number(process.env['VCPUHP_KILLS'] ?? 6);
const seed = Number(process.env['VCPUHP_SEED'] ?? Date.now() % 2 ** 31);
const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));

/** Kill the child so many milliseconds after it has written its first checkpoint; the last level that it had said is on the disk. */
const killed = (folder: string, after: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import=tsx', CHILD, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (text: Buffer) => {
      if (out === '') setTimeout(() => child.kill('SIGKILL'), after);
      out += text.toString();
    });
    child.on('error', reject);
    child.on('close', () => resolve(Number(out.split('\n').slice(0, -1).at(-1) ?? 0)));
  });

const timeless = (r: Exploration): object => ({ ...r, elapsedMs: 0, bytes: 0 });

describe('a search that is killed', function () {
  this.timeout(0);

  it(`loses at most the level under way, ${kills} times (VCPUHP_KILLS=${kills} VCPUHP_SEED=${seed})`, async () => {
    const ir = compose(counters(KILLED));
    const once = await explore(ir);
    const draw = new Random(seed);
    let midway = 0;
    for (let k = 0; k < kills; k++)
      await inFolder(async (root) => {
        const folder = path.join(root, 'x');
        const last = await killed(folder, draw.below(1000));
        if (last <= once.depth) midway++;
        let first: number | undefined;
        const again = await explore(ir, { checkpoint: { folder, resume: true, saved: (depth) => (first ??= depth) } });
        assert.deepEqual(timeless(again), timeless(once));
        assert.ok((first ?? once.depth + 1) > last || last > once.depth, `level ${last} was on the disk, and the search went on before level ${first}`);
      });
    assert.ok(midway > 0, 'none was killed on its way');
  });
});
