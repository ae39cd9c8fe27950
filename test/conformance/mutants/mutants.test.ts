/** A mapping that accepts everything is worth nothing: of altered recordings, most must be rejected (rule R24). */
import assert from 'node:assert/strict';
import { recordingNames } from '../corpus.ts';
import { mutations } from './mutations.ts';
import { explanation, ratesOf, sample, type Mutant, type Rate } from './sample.ts';

const SEED = 7;
const EACH = 6;

describe('conformance: altered recordings', () => {
  let mutants: readonly Mutant[] = [];
  const rateOf = (kind: string): Rate => ratesOf(mutants.filter((m) => m.kind === kind))[0]!;

  before(() => {
    mutants = sample(recordingNames(), EACH, SEED);
  });

  it('there is a place for every kind of alteration', () => {
    assert.deepEqual(ratesOf(mutants).map((r) => r.kind), mutations.map((m) => m.kind));
  });

  it('no mutant stops the check: each is rejected, unmapped or accepted', () => {
    assert.deepEqual(mutants.filter((m) => m.verdict === 'undecided'), []);
  });

  // A line that is altered, dropped, said twice or moved makes the recording contradict itself.
  for (const { kind } of mutations.filter((m) => !m.kind.includes('whole')))
    it(`${kind}: at least 90 % rejected`, () => {
      const r = rateOf(kind);
      assert.ok(r.rejected >= 0.9 * r.tried, `${r.rejected} of ${r.tried}; accepted: ${r.accepted.map((m) => `${m.recording} line ${m.line}: ${explanation(m)}`).join('; ')}`);
    });

  // A whole command with all that it caused leaves a recording that may well be true; then nothing may show the difference.
  for (const { kind } of mutations.filter((m) => m.kind.includes('whole')))
    it(`${kind}: rejected, or shown by no line`, () => {
      for (const m of rateOf(kind).accepted) {
        const { differed = [] } = m.meeting ?? {};
        // Moved or said twice: the states are the same at once. Dropped: what differs is what nobody asked for again.
        assert.ok(differed.length === 0 || kind.startsWith('dropped'), `${m.recording} line ${m.line}: ${explanation(m)}`);
      }
    });
});
