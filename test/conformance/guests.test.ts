/** The same recording held against different guests: what an operating system restrains, and what it does not. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { conform } from '../../checker/conform/conform.ts';
import type { Outcome } from '../../checker/conform/outcome.ts';
import { lineOf, type Line, type Recording } from '../../checker/conform/recording.ts';
import { readSource } from '../../checker/conform/source.ts';
import { outside, sources } from '../../conformance/index.ts';
import { heldAgainst, recordingOf } from './corpus.ts';

const judge = (recording: Recording, labels: Record<string, string> = {}): Outcome => {
  const { mapping, subject } = heldAgainst(recording, labels);
  return conform(recording, mapping, outside, subject);
};
const HOSTILE = { guest: 'hostile' };
/** With one line changed. */
const altered = (name: string, which: (l: Line) => boolean, change: (l: Line) => string): Recording => {
  const { file, lines } = recordingOf(name);
  const at = lines.findIndex(which);
  assert.ok(at >= 0);
  return { file, lines: lines.map((l, n) => (n === at ? lineOf(JSON.parse(change(l)) as Line['fields'], n + 1) : l)) };
};
const RUN = 'linux/c-plug-online-unplug';

describe('conformance: guests', () => {
  it('a recording says its guest', () => {
    const configurations = ['linux/a-plain-boot', 'linux/p3-kernel61', 'linux/n3-nrcpus2', 'linux/h5-noacpi', 'r02-orderly'].map((n) => heldAgainst(recordingOf(n)).configuration);
    assert.deepEqual(configurations, ['recorded-2-of-4-linux', 'recorded-2-of-4-legacy', 'recorded-2-of-4-nr_cpus-2-linux', 'recorded-2-of-4-no-ged', 'recorded-2-of-4']);
  });

  // R11: whatever a Linux guest does, a hostile one can.
  for (const name of [RUN, 'linux/i3-guest-reboot', 'linux/k-del-last-online', 'linux/p3-kernel61', 'linux/h3-single-thread', 'linux/w04-walk'])
    it(`${name} is a behaviour of a hostile guest too`, () => {
      const o = judge(recordingOf(name), HOSTILE);
      assert.equal(o.verdict, 'accepted', JSON.stringify(o.rejection));
      assert.ok(o.account.ignored.some((i) => i.kind === 'guest/masks'));
    });

  it('a kernel that ignores the online-capable flag is not one that heeds it, nor the other way round', () => {
    assert.equal(judge(recordingOf('linux/p3-kernel61'), { guest: 'linux' }).verdict, 'rejected');
    assert.equal(judge(recordingOf('linux/b-plug-online'), { guest: 'legacy' }).verdict, 'rejected');
  });
  it('nr_cpus= is the reason why the others do not come up', () => assert.equal(judge(recordingOf('linux/n3-nrcpus2'), { nr_cpus: '4' }).verdict, 'rejected'));

  for (const [what, which, from, to] of [
    ['a CPU online that is not', (l: Line) => l.kind === 'guest/masks' && l.text.includes('"online": "0-1"'), '"online": "0-1"', '"online": "0-2"'],
    ['a CPU registered that is not', (l: Line) => l.kind === 'guest/masks' && l.text.includes('"enabled": "0-2"'), '"enabled": "0-2"', '"enabled": "0-1"'],
    ['a folder too few', (l: Line) => l.kind === 'guest/masks' && l.text.includes('"2": "1"'), ', "2": "1"', ''],
    ['a driver bound to no device', (l: Line) => l.kind === 'guest/masks', '"bound": "n"', '"bound": "y"'],
    ['success where there is no file', (l: Line) => l.kind === 'guest/cmd' && l.text.includes('on 2'), 'on 2', 'on 3'],
  ] as const)
    it(`a Linux guest that says ${what} is rejected; a hostile one may say anything`, () => {
      const liar = altered(RUN, which, (l) => {
        assert.ok(l.text.includes(from), l.text);
        return l.text.replace(from, to);
      });
      assert.equal(judge(liar).verdict, 'rejected');
      assert.equal(judge(liar, HOSTILE).verdict, 'accepted');
    });

  it('MADT flags are those that QEMU writes', () => {
    const madt = (l: Line): boolean => l.kind === 'guest/madt';
    assert.equal(judge(altered('linux/a-plain-boot', madt, (l) => l.text.replace('"enabled": 0, "online_capable": 1', '"enabled": 1, "online_capable": 0'))).verdict, 'rejected');
  });

  it('a log of QEMU does not say its guest: told so, it is held against Linux, whose root is inferred', () => {
    const log = readSource(path.join(fileURLToPath(new URL('./recordings/logs', import.meta.url)), 'b-plug-online.qemu.log.gz'), sources);
    const o = judge(log, { guest: 'linux' });
    assert.equal(o.verdict, 'accepted', JSON.stringify(o.rejection));
    assert.equal(o.inferred['kernel.online'], 1);
  });
});
