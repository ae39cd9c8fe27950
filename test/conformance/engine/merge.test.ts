/** Several recordings of one run: what is put together, and what is refused. */
import assert from 'node:assert/strict';
import { mergeRecordings } from '../../../checker/conform/merge.ts';
import { lineOf, type Recording } from '../../../checker/conform/recording.ts';

/** A recording from `epoch` on, with lines of this source at these times; null: without a time. */
const made = (file: string, source: string, times: readonly (number | null)[], epoch: number | undefined = 100): Recording => ({
  file,
  lines: times.map((t, n) => lineOf({ seq: n, ...(t === null ? {} : { t }), source, name: `${file}${n}`, args: {} }, n + 1)),
  ...(epoch === undefined ? {} : { epoch }),
});
const names = (r: Recording): string[] => r.lines.map((l) => l.fields.name);

describe('conform: merging recordings', () => {
  it('puts lines in order of their time, whatever each counts from', () => {
    const merged = mergeRecordings([made('a', 'x', [0, 2, 4]), made('b', 'y', [0, 2], 101)]);
    assert.deepEqual(names(merged), ['a0', 'b0', 'a1', 'b1', 'a2']);
    assert.deepEqual(merged.lines.map((l) => l.fields.t), [0, 1, 2, 3, 4]);
  });
  it('leaves lines of the same time in the order of the files', () => assert.deepEqual(names(mergeRecordings([made('b', 'y', [0, 1]), made('a', 'x', [0, 1])])), ['b0', 'a0', 'b1', 'a1']));
  it('leaves a title without a time in front', () => assert.deepEqual(names(mergeRecordings([made('a', 'x', [0]), made('b', 'y', [null, 0])])), ['b0', 'a0', 'b1']));

  for (const [what, recordings, message] of [
    ['one alone', [made('a', 'x', [0])], /nothing to merge a with/],
    ['a clock of its own', [made('a', 'x', [0]), { file: 'b', lines: made('b', 'y', [0]).lines }], /b does not say when it was made/],
    ['no time at all', [made('a', 'x', [0]), made('b', 'y', [null])], /b has no line with a time stamp/],
    ['a line without a time', [made('a', 'x', [0]), made('b', 'y', [0, null])], /line 2 of b has no time stamp/],
    ['time that goes back', [made('a', 'x', [0]), made('b', 'y', [2, 1])], /b goes back in time at line 2/],
    ['the same source twice', [made('a', 'x', [0]), made('b', 'x', [0])], /a and b both have lines of x/],
    ['runs at different times', [made('a', 'x', [0, 1]), made('b', 'y', [0], 110)], /b begins 9\.000 s after all others have ended/],
  ] as const)
    it(`refuses ${what}`, () => assert.throws(() => mergeRecordings(recordings), (e: Error) => e.message.startsWith('E_MERGE') && message.test(e.message)));
});
