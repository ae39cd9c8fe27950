/** `vcpuhp conform`, as a user runs it. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { ConformDocument } from '../../checker/conform/outcome.ts';
import { cli } from '../cli/in-process.ts';
import { recordingOf } from './corpus.ts';
import { transcriptOf } from './sources/transcript.ts';

const FOLDER = path.relative(process.cwd(), fileURLToPath(new URL('./recordings', import.meta.url)));
const recording = (name: string): string => path.join(FOLDER, `${name}.jsonl.gz`);
const conform = (...args: string[]) => cli(['conform', ...args]);

/** A copy of a recording with one line changed. */
const altered = (name: string, change: (lines: string[]) => string[]): string => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-')), `${name}.jsonl`);
  const lines = gunzipSync(fs.readFileSync(recording(name))).toString().trimEnd().split('\n');
  fs.writeFileSync(file, `${change(lines).join('\n')}\n`);
  return file;
};
const dropFirst = (what: string) => (lines: string[]): string[] => lines.filter((_, n) => n !== lines.findIndex((l) => l.includes(what)));

describe('conform command', () => {
  it('accepts a recording: status 0, design and configuration are those it names', async () => {
    const { status, out } = await conform(recording('r03-on-without-ack'));
    assert.equal(status, 0);
    assert.match(out, /^accepted +\S+r03-on-without-ack\.jsonl\.gz +\(rfc-v5, recorded-2-of-4; mapping direct\)\n/);
  });

  it('--label stands in place of what the recording says of its machine', async () => {
    const { status, out } = await conform(recording('r03-on-without-ack'), '--label', 'slots=3');
    assert.equal(status, 1);
    assert.match(out, /recorded-2-of-3/);
  });

  it('picks the sibling design for q35', async () => assert.match((await conform(recording('q06-next'))).out, /\(rfc-v5-q35, recorded-2-of-4; mapping direct-q35\)/));

  it('--merge holds all files against the system as one run', async () => {
    const log = path.join(FOLDER, 'logs', 'c-plug-online-unplug.qemu.log.gz');
    const session = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-')), 'session.qmp');
    fs.writeFileSync(session, transcriptOf(recordingOf('linux/c-plug-online-unplug'), true));
    const { status, out } = await conform('--merge', log, session);
    assert.equal(status, 0, out);
    assert.match(out, /^accepted +\S+qemu\.log\.gz \+ \S+session\.qmp +\(rfc-v5, recorded-2-of-4; mapping linux\)\n/);
  });

  describe('--design tells designs apart', () => {
    const MENDED = path.relative(process.cwd(), fileURLToPath(new URL('./designs/cold-cpu-stays.ts', import.meta.url)));

    it('a run in which root ejects a cold-booted CPU is one of rfc-v5, and not of a design that leaves such CPUs alone', async () => {
      assert.equal((await conform(recording('linux/o1-guest-eject-cold'), '--design', 'rfc-v5')).status, 0);
      const { status, out } = await conform(recording('linux/o1-guest-eject-cold'), '--design', MENDED);
      assert.equal(status, 1);
      assert.match(out, /cpuhp_acpi_ejecting_cpu/);
      assert.match(out, /nearest step: vcpu\[0,0\]\.eject\(1,0\)\n +does not hold: notColdBooted/);
    });
    it('where the designs do not differ, both accept', async () => {
      assert.equal((await conform(recording('linux/c-plug-online-unplug'), '--design', MENDED)).status, 0);
    });
    it('q35 removes a CPU that was there at start, virt refuses', async () => {
      assert.equal((await conform(recording('q04-del-cold'))).status, 0);
      const { status, out } = await conform(recording('q04-del-cold'), '--design', 'rfc-v5', '--label', 'accel=tcg');
      assert.equal(status, 1);
      assert.match(out, /nearest step: main\.device_del\(1,0\)\n +does not hold: notColdBooted/);
    });
    it('a design without a system for the recorded machine says so', async () => {
      const { status, err } = await conform(recording('q04-del-cold'), '--design', 'rfc-v5');
      assert.equal(status, 2);
      assert.match(err, /E_CONFIGURATION.*rfc-v5 has no system for accel=qtest.*--label accel=tcg/);
    });
  });

  it('--verbose gives the whole account', async () => {
    const { out } = await conform(recording('r19-self-eject'), '--verbose');
    assert.match(out, /without meaning: 1 x host\/crash-backtrace/);
    assert.match(out, /observed: .*vcpu\.eject_self 1/);
    assert.match(out, /inferred: .*vcpu\.created 1/);
  });

  it('names what is outside the model', async () => assert.match((await conform(recording('y03-random-origbin-hang'), '--verbose')).out, /outside: 4 lines from line 759: drain_call_rcu/));

  it('rejects an altered one: status 1, the line, the reason, and what was allowed', async () => {
    const { status, out } = await conform(altered('r02-orderly', dropFirst('obs_gicv3_cpu_update')));
    assert.equal(status, 1);
    assert.match(out, /^rejected /);
    assert.match(out, /main\.pre_plug\(2,0\) is not finished: qemu-trace\/obs_gicv3_cpu_update\(cpu=2, plugging=1\) is due/);
    assert.match(out, /shortest run up to it/);
  });

  it('one rejected of several is status 1, and each is reported', async () => {
    const { status, out } = await conform(recording('r03-on-without-ack'), altered('r03-on-without-ack', dropFirst('obs_power_on_done')));
    assert.equal(status, 1);
    assert.equal(out.match(/^(accepted|rejected)/gm)?.length, 2);
  });

  it('--json is of the schema', async () => {
    const { status, out } = await conform(recording('r03-on-without-ack'), altered('r02-orderly', dropFirst('DEVICE_DELETED')), '--json');
    assert.equal(status, 1);
    const { outcomes } = ConformDocument.parse(JSON.parse(out));
    assert.deepEqual(outcomes.map((o) => o.verdict), ['accepted', 'rejected']);
    assert.equal(outcomes[1]!.rejection!.moment, 'return');
  });

  it('a line that the mapping does not know is status 2', async () => {
    const { status, out } = await conform(altered('r03-on-without-ack', (ls) => [...ls, '{"seq":900,"t":9,"source":"guest","name":"dance","args":{}}']));
    assert.equal(status, 2);
    assert.match(out, /guest\/dance has no case/);
  });

  it('a bound that is too small is status 3', async () => {
    const { status, out } = await conform(recording('r03-on-without-ack'), '--bound', '2');
    assert.equal(status, 3);
    assert.match(out, /raise --bound/);
  });

  for (const [what, args, message] of [
    ['no such file', ['nowhere.jsonl'], /E_NO_FILE/],
    ['no recording', ['package.json'], /E_RECORDING/],
    ['no such design', [recording('r03-on-without-ack'), '--design', 'rfc-v55'], /E_DESIGN.*rfc-v5/],
    ['no such label', [recording('r03-on-without-ack'), '--label', 'colour=red'], /E_CONFIGURATION.*Known labels/],
    ['no label at all', [recording('r03-on-without-ack'), '--label', 'red'], /E_OPTION_VALUE.*NAME=VALUE/],
    ['no such configuration', [recording('r03-on-without-ack'), '--config', 'recorded-3'], /E_CONFIGURATION/],
    ['no such form', [recording('r03-on-without-ack'), '--format', 'pcap'], /E_RECORDING.*jsonl.*qemu-log.*qmp/],
    ['nothing to merge', ['--merge', recording('r03-on-without-ack')], /E_MERGE.*two recordings or more/],
    ['no such mapping', [recording('r03-on-without-ack'), '--mapping', 'directly'], /E_MAPPING.*direct/],
  ] as const)
    it(`${what} is status 2`, async () => {
      const { status, err } = await conform(...args);
      assert.equal(status, 2);
      assert.match(err, message);
    });
});
