/** Branching bisimulation by signatures, held against the definition on small random graphs. */
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { bisimulationBlocks, type Steps } from '../../checker/explore/bisimulation.ts';

interface Drawn {
  readonly n: number;
  readonly classes: readonly number[];
  readonly edges: readonly (readonly [number, number, number])[];
}

const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    classes: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: n, maxLength: n }),
    edges: fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1), fc.integer({ min: 1, max: 2 })), { maxLength: 14 }),
  }),
);

/** A step within a class is unseen. */
const stepsOf = (d: Drawn): Steps => {
  const sorted = [...d.edges].sort((a, b) => a[0] - b[0]);
  const from = new Int32Array(d.n + 1);
  for (let s = 0; s < d.n; s++) from[s + 1] = sorted.filter((e) => e[0] <= s).length;
  return { from, to: Int32Array.from(sorted, (e) => e[1]), label: Int32Array.from(sorted, (e) => (d.classes[e[0]] === d.classes[e[1]] ? 0 : e[2])) };
};

/** The greatest branching bisimulation, by striking out pairs until none can be struck. */
const byDefinition = (d: Drawn): boolean[][] => {
  const { from, to, label } = stepsOf(d);
  const out = (s: number): { t: number; a: number }[] => Array.from({ length: from[s + 1]! - from[s]! }, (_x, k) => ({ t: to[from[s]! + k]!, a: label[from[s]! + k]! }));
  const related = d.classes.map((a) => d.classes.map((b) => a === b));
  /** Everything that q comes to by unseen steps, whatever is on the way (van Glabbeek and Weijland: it makes no difference here). */
  const unseen = (q: number, p: number): number[] => {
    const seen = [q];
    for (const x of seen) for (const { t, a } of out(x)) if (a === 0 && related[p]![t] && !seen.includes(t)) seen.push(t);
    return seen;
  };
  const simulates = (p: number, q: number): boolean =>
    out(p).every(({ t, a }) => (a === 0 && related[t]![q]) || unseen(q, p).some((x) => out(x).some((y) => y.a === a && related[t]![y.t])));
  for (let changed = true; changed; ) {
    changed = false;
    for (let p = 0; p < d.n; p++)
      for (let q = 0; q < d.n; q++)
        if (related[p]![q] && !(simulates(p, q) && simulates(q, p))) {
          related[p]![q] = related[q]![p] = false;
          changed = true;
        }
  }
  return related;
};

describe('branching bisimulation', () => {
  it('is the greatest one', () => {
    fc.assert(
      fc.property(drawn, (d) => {
        const { blocks, count } = bisimulationBlocks(stepsOf(d), Int32Array.from(d.classes), 100);
        const related = byDefinition(d);
        for (let p = 0; p < d.n; p++) for (let q = 0; q < d.n; q++) assert.equal(blocks[p] === blocks[q], related[p]![q], `${p} and ${q}`);
        assert.equal(new Set(blocks).size, count);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });
  it('stops once there are more blocks than anybody wants', () => {
    // A line of ten states: from each one more or one less step is left.
    const line: Drawn = { n: 10, classes: [...Array(10).keys()].map((k) => (k === 9 ? 1 : 0)), edges: [...Array(9).keys()].map((k) => [k, k + 1, 1] as const) };
    assert.equal(bisimulationBlocks(stepsOf(line), Int32Array.from(line.classes), 100).count, 2);
    const chain = { ...line, classes: [...Array(10).keys()].map((k) => k % 2) };
    const { count } = bisimulationBlocks(stepsOf(chain), Int32Array.from(chain.classes), 4);
    assert.ok(count > 4 && count < 10);
  });
});
