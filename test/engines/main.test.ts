/** The command that asks the engines, where it does not need them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/** Without a PATH there is neither engine nor git. */
const main = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import=tsx', MAIN, ...args], { encoding: 'utf8', env: { PATH: '' } });
  return { status, out: stdout, err: stderr };
};

describe('test:engines', () => {
  it('says what is missing and how to get it', () => {
    const { status, out, err } = main('--seed', 'x', 'die-hard');
    assert.deepEqual([status, out], [5, '']);
    assert.match(err, /^error E_ENGINES: not installed: spin, rumur, gcc\. On Debian and Ubuntu: apt-get install spin rumur gcc; elsewhere see docs\/engines\.md$/m);
  });
  it('refuses what it cannot use', () => {
    for (const [args, message] of [
      [['--seed', 'x', '--wrong'], /^error E_OPTION: .*--help$/m],
      [['--seed', 'x', '--random', '7'], /^error E_OPTION_VALUE: --random 7 is neither 0 nor 50 or more/m],
      [['--seed', 'x', 'rfc-v55'], /^error E_DESIGN: unknown design "rfc-v55"/m],
      [['die-hard'], /^error E_NO_COMMIT: .*--seed/m],
    ] as const) {
      const { status, err } = main(...args);
      assert.equal(status, 2, err);
      assert.match(err, message);
    }
  });
  it('has help', () => {
    const { status, out } = main('--help');
    assert.equal(status, 0);
    assert.match(out, /^Usage: npm run test:engines/);
  });
});
