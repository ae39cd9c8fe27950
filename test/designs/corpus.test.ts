/** The corpus run fails for a wrong expectation, a deleted property and a weakened guard; and every entry of the history is somewhere. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cli } from '../cli/in-process.ts';

const root = new URL('../../', import.meta.url);
const H06 = fs.readFileSync(new URL('designs/history/H06.ts', root), 'utf8');

type Change = readonly [from: string, to: string];

/** H06 with its text changed, run: what `vcpuhp corpus` prints of it. */
const tampered = async (...changes: readonly Change[]): Promise<{ readonly status: number; readonly out: string }> => {
  const text = changes.reduce((t, [from, to]) => {
    assert.ok(t.includes(from), `H06 no longer says ${from}`);
    return t.replace(from, () => to);
  }, H06);
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-')), 'tampered.ts');
  fs.writeFileSync(file, text.replaceAll(/'\.\.\/(.*\.ts)'/g, (_, to: string) => `'${new URL(`designs/${to}`, root).pathname}'`));
  return cli(['check', file, '--format', 'entries', '--jobs', '1']);
};
const fails = async (what: RegExp, ...changes: readonly Change[]): Promise<void> => {
  const { status, out } = await tampered(...changes);
  assert.match(out, what);
  assert.equal(status, 1);
};
const MORE = 'dropEffect }';
const ALSO = "[dropEffect('main.create_devices', 'bootInfo')";

describe('the corpus run', () => {
  it('passes for an entry as it is', async () => assert.equal((await tampered()).status, 0));
  it('fails for a wrong expectation', async () => {
    await fails(/not expected: BootCpusCountsPluggedCpus/, ["['BootCpusCountsPluggedCpus']", '[]']);
    await fails(/expected, and not violated: PresentAlwaysOne/, ["['BootCpusCountsPluggedCpus']", "['BootCpusCountsPluggedCpus', 'PresentAlwaysOne']"]);
    await fails(/no violated property cites Q\.I17/, ["['Q.I43']", "['Q.I17']"]);
    await fails(/it must pass, and violates BootCpusCountsPluggedCpus/, ["must: 'fail'", "must: 'pass'"]);
    await fails(/unshown explains Q\.I43, which is shown/, ["breaks: ['Q.I43']", "breaks: ['Q.I43'], unshown: { 'Q.I43': 'no' }"]);
  });
  it('fails for a deleted property', () => fails(/expected, and not violated: BootCpusCountsPluggedCpus/, [ALSO, `${ALSO}, (s) => ({ ...s, properties: s.properties.filter((p) => p.id !== 'BootCpusCountsPluggedCpus') })`]));
  it('fails for a weakened guard', () => fails(/not expected: OnlyOneCpuOnSucceeds/, [MORE, 'dropEffect, dropGuard }'], [ALSO, `${ALSO}, dropGuard('vcpu.CPU_ON', 'notPending')`]));
  it('fails for an entry that violates nothing', () => fails(/it must fail, and violates nothing/, [`${ALSO}]`, '[]'], ["['BootCpusCountsPluggedCpus']", '[]']));
});
