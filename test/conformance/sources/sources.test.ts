/** What is not recorded as JSON lines: QEMU's log, a QMP session, and both together. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { conform } from '../../../checker/conform/conform.ts';
import { mergeRecordings } from '../../../checker/conform/merge.ts';
import type { Outcome } from '../../../checker/conform/outcome.ts';
import type { Recording } from '../../../checker/conform/recording.ts';
import { readSource } from '../../../checker/conform/source.ts';
import { outside, sources } from '../../../conformance/index.ts';
import { qemuLog } from '../../../conformance/sources/qemu-log.ts';
import { qmpTranscript } from '../../../conformance/sources/qmp-transcript.ts';
import { heldAgainst, recordingOf } from '../corpus.ts';
import { transcriptOf } from './transcript.ts';

const LOGS = fileURLToPath(new URL('../recordings/logs', import.meta.url));
const logText = (name: string): string => gunzipSync(fs.readFileSync(path.join(LOGS, `${name}.qemu.log.gz`))).toString();
const log = (name: string): Recording => readSource(path.join(LOGS, `${name}.qemu.log.gz`), sources);
const judge = (r: Recording): Outcome => {
  const { mapping, subject } = heldAgainst(r);
  return conform(r, mapping, outside, subject);
};
const accepted = (o: Outcome): void => assert.equal(o.verdict, 'accepted', JSON.stringify(o.rejection ?? o.unmapped, null, 1));
const RUN = 'c-plug-online-unplug';

describe('conformance: a log of QEMU', () => {
  for (const name of ['b-plug-online', RUN, 'd2-two-cores-burst', 'i-reboot-plugged'])
    it(`${name}: a behaviour, with the commands inferred`, () => {
      const o = judge(log(name));
      accepted(o);
      assert.equal(o.commanded['main.device_add'] ?? 0, 0);
      assert.ok(o.inferred['main.device_add']! >= 1);
    });

  it('says the same, line by line, as the recording that was made of it', () => {
    const was = recordingOf(`linux/${RUN}`).lines.filter((l) => l.fields.source === 'qemu-trace');
    const is = log(RUN).lines;
    assert.equal(is.length, was.length);
    const numbers = (args: Record<string, unknown>): object => Object.fromEntries(Object.entries(args).filter(([, v]) => typeof v === 'number'));
    for (const [n, l] of is.entries()) assert.deepEqual([l.fields.name, numbers(l.fields.args)], [was[n]!.fields.name, numbers(was[n]!.fields.args)], l.text);
  });

  it('rejects an altered one', () => {
    const o = judge(qemuLog.read(logText(RUN).replace('cpuhp_acpi_read_flags idx[0x2] flags: 0x23', 'cpuhp_acpi_read_flags idx[0x2] flags: 0x20'), 'altered.log'));
    assert.equal(o.verdict, 'rejected');
  });

  it('never infers what would have left a line: without the board trace points a CPU appears from nowhere', () => {
    const dropped = logText(RUN).split('\n').filter((l) => !l.includes('obs_virt_cpu_pre_plug cpu=2')).join('\n');
    assert.equal(judge(qemuLog.read(dropped, 'dropped.log')).verdict, 'rejected');
  });

  it('says the machine, as far as it shows', () => assert.deepEqual(log(RUN).says, { machine: 'virt', accel: 'tcg', smp: 'cpus=2,maxcpus=4', extra: [] }));

  it('refuses text before the first trace point, and an empty file', () => {
    assert.throws(() => qemuLog.read('hello\n', 'f'), /E_RECORDING: line 1 comes before/);
    assert.throws(() => qemuLog.read('\n', 'f'), /E_RECORDING: the log is empty/);
  });
});

describe('conformance: a QMP session', () => {
  const session = (stamped: boolean): Recording => qmpTranscript.read(transcriptOf(recordingOf(`linux/${RUN}`), stamped), 'session.qmp');

  for (const stamped of [true, false])
    it(`${stamped ? 'with' : 'without'} time stamps: a behaviour, with the guest inferred as far as it must be`, () => {
      const r = session(stamped);
      accepted(judge(r));
      assert.equal(r.epoch === undefined, !stamped);
      assert.equal(r.lines.length, recordingOf(`linux/${RUN}`).lines.filter((l) => l.fields.source.startsWith('qmp-')).length);
    });

  it('rejects one in which a CPU is gone and no event says so', () => {
    const text = transcriptOf(recordingOf(`linux/${RUN}`), true);
    assert.equal(judge(qmpTranscript.read(text.split('\n').filter((l) => !l.includes('DEVICE_DELETED')).join('\n'), 'silent.qmp')).verdict, 'rejected');
  });

  it('replies belong to commands in their order, or by their ids', () => {
    const r = qmpTranscript.read('{"execute":"stop","id":1}\n{"execute":"cont","id":2}\n{"error":{"class":"X","desc":"no"},"id":2}\n{"return":{},"id":1}\n', 'f');
    assert.deepEqual(r.lines.map((l) => [l.fields.name, l.fields.error !== undefined]), [['stop', false], ['cont', true]]);
  });

  it('a command without a reply is unanswered', () => assert.match(JSON.stringify(qmpTranscript.read('{"execute":"stop"}\n', 'f').lines[0]!.fields.error), /harness/));

  it('reads time stamps in seconds and as dates', () => {
    for (const stamp of ['1700000000.250000', '2023-11-14T22:13:20.250000Z']) assert.equal(qmpTranscript.read(`${stamp} {"execute":"stop"}\n`, 'f').epoch, 1_700_000_000.25, stamp);
  });

  it('refuses what is no message, and a reply to nothing', () => {
    assert.throws(() => qmpTranscript.read('{"QMP":{}}\nhello\n', 'f'), /E_RECORDING: line 2 is no QMP message/);
    assert.throws(() => qmpTranscript.read('{"return":{}}\n', 'f'), /E_RECORDING: line 1 is a reply to no command/);
  });
});

describe('conformance: several sources of one run', () => {
  const qmp = (): Recording => qmpTranscript.read(transcriptOf(recordingOf(`linux/${RUN}`), true), 'session.qmp');

  it('log and session together: nothing of the operator is inferred, and they order each other', () => {
    const o = judge(mergeRecordings([log(RUN), qmp()]));
    accepted(o);
    assert.equal(o.inferred['main.device_add'] ?? 0, 0);
    assert.ok(o.commanded['main.device_add']! >= 1);
  });

  it('in any order of the files', () => accepted(judge(mergeRecordings([qmp(), log(RUN)]))));

  it('rejects a session that tells another story', () => {
    const other = qmpTranscript.read(transcriptOf(recordingOf('linux/b-plug-online'), true, log(RUN).epoch), 'other.qmp');
    assert.equal(judge(mergeRecordings([log(RUN), other])).verdict, 'rejected');
  });

  it('says of which file a line is', () => {
    const merged = mergeRecordings([log(RUN), qmp()]);
    assert.match(merged.lines.find((l) => l.kind === 'qmp-command/device_add')!.text, /^session\.qmp:\d+: .*device_add/);
  });
});
