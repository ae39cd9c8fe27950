/** Random systems: the comparison says what the naive construction over pairs of sets says. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareBehaviour } from '../../checker/compare/compare.ts';
import type { BehaviourGroup } from '../../checker/record/difference.ts';
import { tiny, type Row } from './tiny.ts';

const runs = Number(process.env['VCPUHP_RANDOM'] ?? 1000) / 2;
const seed = Number(process.env['VCPUHP_SEED'] ?? Date.now() % 2 ** 31);
const QUIET = 'nothing more happens by itself';

/** Sets of states by the book: strings, no sharing, no antichains. */
class Naive {
  readonly rows: readonly Row[];
  constructor(rows: readonly Row[]) {
    this.rows = rows;
  }
  closure(states: Iterable<string>): Set<string> {
    const all = new Set(states);
    for (const s of all) for (const [from, label, to] of this.rows) if (from === s && label === '') all.add(to);
    return all;
  }
  /** Something is seen sooner or later by the system's own doing. */
  active(state: string): boolean {
    return [...this.closure([state])].some((s) => this.rows.some(([from, label]) => from === s && label !== '' && !label.startsWith('?')));
  }
  after(states: ReadonlySet<string>, label: string): Set<string> {
    if (label === QUIET) return this.closure([...states].filter((s) => !this.active(s)));
    return this.closure(this.rows.filter(([from, l]) => l === label && states.has(from)).map(([, , to]) => to));
  }
  get start(): Set<string> {
    return this.closure([this.rows[0]![0]]);
  }
  has(trace: readonly string[]): boolean {
    return trace.reduce((set, label) => this.after(set, label), this.start).size > 0;
  }
}

const includes = (small: Naive, big: Naive): boolean => {
  const labels = [...new Set([...small.rows, ...big.rows].map(([, l]) => l).filter((l) => l !== '')), QUIET];
  const todo = [[small.start, big.start] as const];
  const seen = new Set<string>();
  for (const [a, b] of todo) {
    const key = [a, b].map((x) => [...x].sort().join()).join('|');
    if (seen.has(key)) continue;
    seen.add(key);
    for (const l of labels) {
      const next = small.after(a, l);
      if (next.size === 0) continue;
      const follows = big.after(b, l);
      if (follows.size === 0) return false;
      todo.push([next, follows]);
    }
  }
  return true;
};

const visible = (run: BehaviourGroup['witness']): string[] => run.map((s) => s.seen).filter((s) => s !== '');

describe('comparison of random systems', () => {
  it(`agrees with the naive construction (VCPUHP_RANDOM=${2 * runs} VCPUHP_SEED=${seed})`, async () => {
    const met = { same: 0, gained: 0, lost: 0, quiet: 0, deep: 0 };
    const state = fc.integer({ min: 0, max: 5 }).map(String);
    const row = fc.tuple(state, fc.constantFrom('', '', 'x', 'y', '?a', '?b'), state) as fc.Arbitrary<Row>;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 2, maxLength: 12 }), fc.array(row, { maxLength: 2 }), fc.array(fc.nat(11), { maxLength: 2 }), async (base, more, drop) => {
        const kept = base.filter((_, k) => k === 0 || !drop.includes(k));
        const candidate = [...kept, ...more];
        const [was, is] = [new Naive(base), new Naive(candidate)];
        const d = await compareBehaviour('c', tiny('base', base), tiny('candidate', candidate), { memory: 2 ** 28 });
        assert.equal(d.refines, includes(is, was) ? 'yes' : 'no');
        assert.equal(d.refined, includes(was, is) ? 'yes' : 'no');
        for (const g of d.groups) {
          const [having, lacking] = g.change === 'gained' ? [is, was] : [was, is];
          const trace = visible(g.witness);
          assert.ok(having.has(trace) && !lacking.has(trace) && lacking.has(trace.slice(0, -1)));
          assert.deepEqual(visible(g.other), trace.slice(0, -1));
          const set = trace.slice(0, -1).reduce((s, l) => lacking.after(s, l), lacking.start);
          assert.deepEqual([...g.instead].sort(), ['x', 'y', '?a', '?b', QUIET].filter((l) => lacking.after(set, l).size > 0).sort());
          assert.equal(g.replay, undefined);
          met.quiet += g.seen === QUIET ? 1 : 0;
          met.deep += trace.length > 3 ? 1 : 0;
        }
        met.same += d.groups.length === 0 ? 1 : 0;
        met.gained += d.gained > 0 ? 1 : 0;
        met.lost += d.lost > 0 ? 1 : 0;
      }),
      { seed, numRuns: runs, endOnFailure: true },
    );
    for (const [what, n] of Object.entries(met)) assert.ok(n >= runs / 50, `${what}: ${n} of ${runs}`);
  });
});
