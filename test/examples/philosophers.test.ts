/** Dining philosophers: counted by hand, and who waits for whom when they starve. */
import assert from 'node:assert/strict';
import { describeTrace } from '../../checker/cli/run/describe-trace.ts';
import { describeWaits } from '../../checker/cli/run/describe-waits.ts';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import { enabledActions, initialState, step } from '../../checker/ir/interpret.ts';
import { waitGraph } from '../../checker/ir/wait-graph.ts';
import { Trace } from '../../checker/record/trace.ts';
import { diningPhilosophers } from '../../examples/dining-philosophers.ts';
import { reporter as mermaid } from '../../reports/trace/mermaid.ts';
import { reporter as text } from '../../reports/trace/text.ts';
import { golden } from '../golden.ts';

/** Words of thinking, hungry, holding (the left fork) and eating in which no fork is with two; a step changes one letter. */
const byHand = (n: number): [number, number] => {
  const words = Array.from({ length: 4 ** n }, (_, k) => Array.from({ length: n }, (_x, p) => 'thLE'[Math.floor(k / 4 ** p) % 4]!));
  const left = (w: readonly string[], p: number): boolean => w[p] === 'L' || w[p] === 'E';
  const states = words.filter((w) => w.every((x, p) => x !== 'E' || !left(w, (p + 1) % n)));
  const can = (w: readonly string[], p: number): boolean => w[p] === 't' || w[p] === 'E' || (w[p] === 'h' && w[(p + n - 1) % n] !== 'E') || (w[p] === 'L' && !left(w, (p + 1) % n));
  return [states.length, states.reduce((sum, w) => sum + w.filter((_, p) => can(w, p)).length, 0)];
};

describe('dining philosophers', () => {
  for (const n of [2, 3, 4, 5])
    it(`${n} of them: states and steps counted by hand`, async () => {
      const r = await explore(compose(diningPhilosophers(n, false)));
      assert.deepEqual([r.states, r.transitions], byHand(n));
      assert.deepEqual(r.verdicts.filter((v) => v.outcome === 'violated').map((v) => v.id), ['NeverDead', 'EveryMealEnds', 'TableCanBeCleared']);
    });
  it('the smaller fork first: every meal ends', async () => {
    for (const n of [2, 3, 4]) assert.deepEqual((await explore(compose(diningPhilosophers(n, true)))).verdicts.filter((v) => v.outcome === 'violated' || v.vacuous), []);
  });

  it('a cycle of waits is where nobody can move, and nowhere else', async () => {
    for (const ordered of [false, true]) {
      const ir = compose(diningPhilosophers(3, ordered));
      const states = new Map([[String(initialState(ir)), initialState(ir)]]);
      for (const s of states.values()) for (const a of enabledActions(ir, s)) states.set(String(step(ir, a, s)), step(ir, a, s));
      const cyclic = [...states].filter(([, s]) => waitGraph(ir, [s]).cycle.length > 0);
      assert.deepEqual(cyclic, [...states].filter(([, s]) => enabledActions(ir, s).length === 0));
      assert.equal(cyclic.length, ordered ? 0 : 1);
    }
  });
  it('the report names who holds and who waits', async () => {
    const ir = compose(diningPhilosophers(3, false));
    const { verdicts } = await explore(ir);
    const at = ir.properties.findIndex((p) => p.id === 'NeverDead');
    const p = ir.properties[at]!;
    const part = verdicts[at + 1]!.parts[0]!;
    const trace = Trace.parse(describeTrace(ir, part.trace!, { design: 'dining-philosophers', configuration: 'place-3', property: p.id, kind: 'counterexample', part: '', text: p.text, source: '', claim: '', ...describeWaits(ir, p, part) }));
    assert.deepEqual(trace.waits!.cycle, ['philosopher[0]', 'philosopher[1]', 'philosopher[2]']);
    golden(import.meta.url, 'philosophers.txt', text.write(trace, { colour: false }));
    golden(import.meta.url, 'philosophers.mmd', mermaid.write(trace, { colour: false }));
  });
});
