/** The command that asks the engines, where it does not need them. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/** Without a PATH there is neither engine nor git. */
const main = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import=tsx', MAIN, ...args], { encoding: 'utf8', env: { PATH: '' } });
  return { status, out: stdout, err: stderr };
};

const until = async (met: () => boolean): Promise<void> => {
  for (const end = Date.now() + 60_000; !met(); await new Promise((resume) => setTimeout(resume, 20))) if (Date.now() > end) throw new Error('it was waited for in vain');
};

/** A process that ended and that nobody asked after is there still, without a command line. */
const isRunning = (pid: number): boolean => {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
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
      [['--seed', 'x', '--record', '--renew'], /^error E_OPTION: --record writes every record anew.*Give one of them$/m],
      [['--seed', 'x', 'rfc-v55'], /^error E_DESIGN: unknown design "rfc-v55"/m],
      [['die-hard'], /^error E_NO_COMMIT: .*--seed/m],
    ] as const) {
      const { status, err } = main(...args);
      assert.equal(status, 2, err);
      assert.match(err, message);
    }
  });
  it('leaves no engine running and no folder behind when it is interrupted', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-interrupted-'));
    try {
      // An engine that waits for ever, in a process that it started.
      const engine = `#!/bin/sh\ncase $1 in -V|--version) echo Version 1.2.3;; *) sleep 1000 & echo $! >>"${folder}/pids"; wait;; esac\n`;
      for (const name of ['spin', 'rumur', 'gcc']) fs.writeFileSync(path.join(folder, name), engine, { mode: 0o755 });
      const child = spawn(process.execPath, ['--import=tsx', MAIN, '--seed', 'x', 'die-hard'], { env: { ...process.env, PATH: `${folder}:/usr/bin:/bin`, TMPDIR: folder }, stdio: 'ignore' });
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
      const pids = (): number[] => (fs.existsSync(path.join(folder, 'pids')) ? fs.readFileSync(path.join(folder, 'pids'), 'utf8').split('\n').filter(Boolean).map(Number) : []);
      await until(() => pids().length > 0 || child.exitCode !== null);
      child.kill('SIGINT');
      assert.equal(await ended, 130);
      assert.notEqual(pids().length, 0);
      await until(() => pids().every((pid) => !isRunning(pid)));
      assert.deepEqual(fs.readdirSync(folder).filter((f) => f.startsWith('vcpuhp-engines-')), []);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
  it('has help', () => {
    const { status, out } = main('--help');
    assert.equal(status, 0);
    assert.match(out, /^Usage: npm run test:engines/);
  });
});
