/** Every recording kept here is a behaviour of its design, line for line, up to what is declared to be outside the model. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { conform } from '../../checker/conform/conform.ts';
import { outsideReason } from '../../checker/conform/outside.ts';
import { mappings, outside } from '../../conformance/index.ts';
import { heldAgainst, recordingNames, recordingOf } from './corpus.ts';

const all = [...recordingNames(), ...recordingNames('linux')];

describe('conformance: recordings of the prototype', () => {
  /** What a mapping names and none of the systems has, by mapping. Guests and machines that lack something lack actions. */
  const missing = new Map<string, readonly string[]>();

  for (const name of all)
    it(name, () => {
      const recording = recordingOf(name);
      const { mapping, subject } = heldAgainst(recording);
      const o = conform(recording, mapping, outside, subject);
      assert.equal(o.verdict, 'accepted', JSON.stringify(o.rejection ?? o.unmapped, null, 1));
      missing.set(mapping.name, (missing.get(mapping.name) ?? o.missing).filter((f) => o.missing.includes(f)));
      const { account } = o;
      const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
      assert.equal(account.unread, 0);
      assert.equal(sum(Object.values(account.explained)) + sum(account.ignored.map((i) => i.count)) + sum(account.outside.map((x) => x.count)), recording.lines.length);
    });

  it('no mapping names an action that no system has', () => {
    // Some calls only a hostile guest makes.
    const recording = recordingOf('linux/h2-noid');
    const { mapping, subject } = heldAgainst(recording, { guest: 'hostile' });
    const hostile = conform(recording, mapping, outside, subject).missing;
    assert.deepEqual([...missing].flatMap(([name, families]) => families.filter((f) => name !== mapping.name || hostile.includes(f))), []);
  });

  it('every entry of what is outside excuses a line of every recording that it names', () => {
    for (const entry of outside) {
      const named = all.filter((n) => new RegExp(entry.recordings).test(`${path.posix.basename(n)}.jsonl.gz`));
      assert.notEqual(named.length, 0, entry.recordings);
      for (const n of named) assert.notEqual(outsideReason(recordingOf(n), heldAgainst(recordingOf(n)).mapping, [entry]).size, 0, `${entry.reason}: ${n}`);
    }
  });

  it('excuses little: only runs that migrate to another kind of machine, crash, hang, or use the legacy interface', () => {
    const excused = all.filter((n) => outsideReason(recordingOf(n), heldAgainst(recordingOf(n)).mapping, outside).size > 0);
    assert.deepEqual(excused.filter((n) => !/^(qz?\d+|x\d+|y\d+|linux\/l13|linux\/o8[bc]?)-/.test(n)), []);
    for (const n of excused.filter((e) => /^(qz|x|y|linux\/o)/.test(e)))
      assert.ok(outsideReason(recordingOf(n), heldAgainst(recordingOf(n)).mapping, outside).size <= 4, n);
  });

  it('names each mapping once', () => {
    assert.equal(new Set(mappings.map((m) => m.name)).size, mappings.length);
  });
});
