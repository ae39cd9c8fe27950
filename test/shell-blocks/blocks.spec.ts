/**
 * Every shell block of the documentation is run, but for those that are listed here with the reason why not. Those of docs/engines.md need SPIN, Rumur and gcc:
 * apt-get install spin rumur gcc libc6-dev.
 */
import { spawnSync } from 'node:child_process';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PROJECT } from '../../checker/cli/input/designs.ts';
import { shellBlocks } from './blocks.ts';

/** First line of a block, and why it is not run here. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'npm ci && npm run check': '.ci/run does',
  'npm run corpus                                    # all, a line each': '.ci/run does',
  'vcpuhp conform qemu.log': 'needs a log of your own; test/conformance/sources reads such ones',
  'vcpuhp check rfc-v5 --tier full --checkpoint kept': 'takes hours; test/checkpoint has small ones',
  'npm run -s vcpuhp -- mutate corrected --list': 'takes hours; test/mutate puts small parts together',
};

/** What makes a line cheap enough to be run here, without making it another one. */
const NARROWED: Readonly<Record<string, string>> = {
  'npm run -s vcpuhp -- trace rfc-v5 ColdBootedCpuStays': ' --config boot+cold-documented',
};

/** What a line is expected to exit with, if not 0. */
const EXITS: Readonly<Record<string, number>> = {
  'vcpuhp conform test/conformance/recordings/q04-del-cold.jsonl.gz --design rfc-v5 --label accel=tcg': 1,
  // Rumur calls a cover that is not hit an error.
  './model': 1,
  // It stops at a violation.
  './model > trail.txt': 1,
  // Something differs between the designs.
  'npm run -s vcpuhp -- diff rfc-v5 corrected --config boot+hot-el2': 1,
};

describe('shell blocks of the documentation', () => {
  let folder: string;
  const blocks = shellBlocks();
  /** A folder that looks like the checkout, into which the blocks may write. */
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    for (const f of fs.readdirSync(PROJECT)) if (!f.startsWith('.git')) fs.symlinkSync(path.join(PROJECT, f), path.join(folder, f));
    fs.mkdirSync(path.join(folder, '.bin'));
    fs.writeFileSync(path.join(folder, '.bin/vcpuhp'), `#!/bin/sh\nexec ${process.execPath} --import=tsx ${path.join(PROJECT, 'checker/cli/main.ts')} "$@"\n`, { mode: 0o755 });
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  it('there are some, and what is not run is there', () => {
    assert.ok(blocks.length > 20);
    for (const line of Object.keys(NOT_RUN)) assert.ok(blocks.some((b) => b.lines[0] === line), `no block begins with ${line}`);
    for (const line of [...Object.keys(EXITS), ...Object.keys(NARROWED)]) assert.ok(blocks.some((b) => b.lines.includes(line)), `no block has ${line}`);
  });
  for (const { at, lines } of blocks) {
    if (NOT_RUN[lines[0]!] !== undefined) continue;
    for (const line of lines.filter((l) => l.trim() !== '')) {
      it(`${at}: ${line}`, () => {
        const { status, stdout, stderr } = spawnSync('bash', ['-c', `${line}${NARROWED[line] ?? ''}`], { cwd: folder, encoding: 'utf8', env: { ...process.env, PATH: `${path.join(folder, '.bin')}:${process.env['PATH']}`, NO_COLOR: '1', FORCE_COLOR: undefined } });
        assert.equal(status, EXITS[line] ?? 0, stdout.slice(-2000) + stderr.slice(-2000));
      });
    }
  }
});
