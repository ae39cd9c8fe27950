/** A mapping that accepts everything is worth nothing: of altered recordings, most must be rejected (rule R24). */
import assert from 'node:assert/strict';
import { recordingNames } from '../corpus.ts';
import { mutations } from './mutations.ts';
import { classOf, explanation, isMet, pooled, ratesOf, sample, type Mutant, type Rate } from './sample.ts';

const SEED = 7;
/** Alterations that there is no place for: a bare-metal program has no masks, a Linux guest no register reads of its own. */
const PLACELESS: Readonly<Record<string, RegExp>> = { '': /^altered mask$/, linux: /trace and answer alike$/ };
const told = (mutants: readonly Mutant[]): string => mutants.map((m) => `${m.kind}, ${m.recording} line ${m.line}: ${explanation(m)}`).join('; ');

for (const [folder, what, each] of [['', 'driven directly', 10], ['linux', 'with a Linux guest', 3]] as const)
  describe(`conformance: altered recordings ${what}`, () => {
    let rates: readonly Rate[] = [];

    before(function () {
      this.timeout(600_000);
      rates = ratesOf(sample(recordingNames(folder), each, SEED));
    });

    it('there is a place for every kind of alteration', () =>
      assert.deepEqual(rates.map((r) => r.kind), mutations.map((m) => m.kind).filter((k) => !PLACELESS[folder]!.test(k))));

    it('no mutant stops the check: each is rejected, unmapped or accepted', () => assert.deepEqual(rates.filter((r) => r.rejected + r.accepted.length !== r.tried), []));

    for (const kind of new Set(mutations.map((m) => m.kind).filter((k) => !PLACELESS[folder]!.test(k)).map(classOf)))
      it(`${kind}: at least 90 % rejected`, () => {
        const r = pooled(rates).find((x) => x.kind === kind)!;
        assert.ok(isMet(r), `${r.rejected} of ${r.tried}; accepted: ${told(r.accepted)}`);
      });

    // A line that is dropped, said twice or moved makes the recording contradict itself.
    for (const { kind } of mutations.filter((m) => m.kind.includes(' line of ')))
      it(`${kind}: at least 90 % rejected, or the states are the same at once or a line later`, () => {
        const r = rates.find((x) => x.kind === kind)!;
        const wrong = r.accepted.filter((m) => (m.meeting?.after ?? 2) > 1);
        assert.ok(isMet(r) || wrong.length === 0, told(wrong));
      });

    // A whole command with all that it caused leaves a recording that may well be true; then nothing may show the difference.
    for (const { kind } of mutations.filter((m) => m.kind.includes('whole')))
      it(`${kind}: rejected, or shown by no line`, () => {
        for (const m of rates.find((x) => x.kind === kind)!.accepted) {
          const { differed = [] } = m.meeting ?? {};
          // Moved or said twice: the states are the same at once. Dropped: what differs is what nobody asked for again.
          assert.ok(differed.length === 0 || kind.startsWith('dropped'), told([m]));
        }
      });
  });

describe('conformance: altered recordings with a Linux guest, held against a hostile one', () => {
  /** What only an operating system would not do. */
  const ONLY_LINUX = /^(altered mask|swapped line of DEVICE_DELETED|dropped whole CPU_OFF)$/;
  const rate = (labels: Record<string, string>): number => sample(recordingNames('linux'), 3, SEED, labels, ONLY_LINUX).filter((m) => m.verdict === 'rejected').length;

  it('fewer are rejected: a hostile guest may do as it likes', () => {
    const [linux, hostile] = [rate({}), rate({ guest: 'hostile' })];
    assert.ok(linux >= 8 && hostile <= 3, `${linux} and ${hostile} of 9`);
  });
});
