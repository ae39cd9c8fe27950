/** What only a real process can show: pipes, signals, exit statuses, and that it works from anywhere. */
import { spawn, spawnSync } from 'node:child_process';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(fileURLToPath(import.meta.url), '../../..');
const CROSSING = path.join(ROOT, 'test/cli/designs/crossing.ts');
const FAULTY = path.join(ROOT, 'test/cli/designs/faulty.ts');
const COMMAND = [`--import=${import.meta.resolve('tsx')}`, path.join(ROOT, 'checker/cli/main.ts')];

const run = (args: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}) =>
  spawnSync(process.execPath, [...COMMAND, ...args], { encoding: 'utf8', cwd: options.cwd ?? ROOT, env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '', ...options.env } });

describe('the process', () => {
  it('exits with the status of the command', () => {
    assert.equal(run(['check', CROSSING]).status, 0);
    assert.equal(run(['check', CROSSING, '--strict']).status, 1);
    assert.equal(run(['check', CROSSING, '--tier', 'no']).status, 2);
    assert.equal(run(['check', FAULTY, '--config', 'bounded']).status, 3);
    assert.equal(run(['check', FAULTY, '--reduce', 'whole', '--config', 'refused']).status, 4);
  });

  it('works from another folder, with several jobs', () => {
    const { status, stdout } = run(['check', CROSSING, '--jobs', '2'], { cwd: os.tmpdir() });
    assert.equal(status, 0);
    assert.match(stdout, /crossing: 4 hold, 1 violated; as expected/);
  });

  it('writes no escapes into a pipe, unless told to', () => {
    assert.doesNotMatch(run(['check', CROSSING]).stdout, /\u001b/);
    assert.match(run(['check', CROSSING], { env: { FORCE_COLOR: '1' } }).stdout, /\u001b/);
    assert.doesNotMatch(run(['check', CROSSING], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).stdout, /\u001b/);
  });

  it('says that the disk is full, whoever is told to write there', () => {
    const full = fs.openSync('/dev/full', 'w');
    const to = (out: number | 'pipe', err: number | 'pipe') => spawnSync(process.execPath, [...COMMAND, 'list', err === full ? 'nothing' : 'designs'], { encoding: 'utf8', cwd: ROOT, stdio: ['ignore', out, err] });
    const { status, stderr } = to(full, 'pipe');
    assert.equal(status, 2);
    assert.match(stderr, /^error E_WRITE: the output was not written: the disk is full\. Make room/m);
    assert.equal(to('pipe', full).status, 2);
    fs.closeSync(full);
  });

  it('says nothing when the reader of its output is gone', () => {
    const { stderr, stdout } = spawnSync('bash', ['-c', '"$@" | head -n 1', 'bash', process.execPath, ...COMMAND, 'list', 'actions', CROSSING], { encoding: 'utf8' });
    assert.equal(stderr, '');
    assert.match(stdout, /^ +name .*\n$/);
  });

  for (const jobs of ['1', '2'])
    it(`Ctrl-C keeps what was found, with ${jobs} job(s)`, async () => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
      const record = path.join(folder, 'run.json');
      const kept = path.join(folder, 'kept');
      const child = spawn(process.execPath, [...COMMAND, 'check', FAULTY, '--reduce', 'whole', '--config', 'fine,huge', '--jobs', jobs, '--record', record, '--checkpoint', kept], { stdio: ['ignore', 'pipe', 'pipe'] });
      let out = '';
      child.stdout.on('data', (d: Buffer) => (out += d.toString()));
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      // The short one has ended, and the long one is at work: what is kept of them shows it.
      const seen = (...names: string[]): boolean => fs.existsSync(path.join(kept, 'faulty', ...names));
      while (child.exitCode === null && !(seen('fine', 'finished.json') && seen('huge', 'explorations'))) await new Promise((resume) => setTimeout(resume, 20));
      child.kill('SIGINT');
      assert.equal(await ended, 3);
      assert.match(out, /fine +2 /);
      assert.match(out, /huge +[\d,]+ .*incomplete: the (search|run) was interrupted/);
      assert.equal((JSON.parse(fs.readFileSync(record, 'utf8')) as { interrupted: boolean }).interrupted, true);
      fs.rmSync(folder, { recursive: true });
    });
});

describe('what is built', () => {
  it('runs without tsx, and checks a design written in TypeScript', () => {
    // Inside the project, where the packages and the type of its modules are found.
    const built = path.join(ROOT, '.vcpuhp/built');
    fs.rmSync(built, { recursive: true, force: true });
    const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    // Whether the sources are sound is for the lint step to say; here they only have to be built.
    spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', built], { cwd: ROOT });
    const main = path.join(built, 'checker/cli/main.js');
    const vcpuhp = (...args: string[]) => spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', cwd: os.tmpdir() });
    const found = vcpuhp('check', CROSSING, '--jobs', '2');
    assert.match(found.stdout, /crossing: 4 hold, 1 violated; as expected/, found.stderr);
    assert.equal(found.status, 0);
    assert.equal(vcpuhp('list', 'designs').status, 0);
    fs.rmSync(built, { recursive: true, force: true });
  });
});
