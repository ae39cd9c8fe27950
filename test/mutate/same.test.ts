/** Random systems and their mutants: what is said to make no difference has the same graph, what is said to be noticed changes a verdict, and a family composed anew is what composing says. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compose, composed, recomposed } from '../../checker/compile/compose.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { isModelError } from '../../checker/model/model-error.ts';
import type { System } from '../../checker/model/system.ts';
import { notice } from '../../checker/mutate/notice.ts';
import { mutantsOf } from '../../checker/mutate/run.ts';
import { Subject } from '../../checker/mutate/subject.ts';
import { decide } from '../../checker/reduce/decide.ts';
import { randomSystem } from '../oracle/random-system.ts';
import { sameGraph } from './same-graph.ts';
import { configuration, worker } from './worker.ts';

const runs = Number(process.env['VCPUHP_RANDOM'] ?? 1000) / 20;
const seed = Number(process.env['VCPUHP_SEED'] ?? Date.now() % 2 ** 31);
/** Of a search: what takes more is left out, so that no draw takes long. */
const MEMORY = 2 ** 21;
/** Of each system. */
const MUTANTS = 12;

const of = (system: System) => ({ ...configuration, system: () => system });
const orRefused = (make: () => Ir): Ir | string => {
  try {
    return make();
  } catch (e) {
    if (!isModelError(e)) throw e;
    return e.message;
  }
};

describe('mutants of random systems', () => {
  it('make no difference exactly if their graph is the same', async () => {
    const met = { same: 0, other: 0, split: 0 };
    await fc.assert(
      fc.asyncProperty(fc.gen(), fc.nat(), async (draw, from) => {
        const { system } = randomSystem(draw);
        const c = of({ ...system, properties: [] });
        const all = mutantsOf([c]);
        const base = compose(c.system());
        if ((await sameGraph(base, base, MEMORY)) !== true) return;
        const subject = await Subject.of(c, MEMORY);
        for (let k = 0; k < Math.min(MUTANTS, all.length); k++) {
          const { mutant } = all[(from + 7 * k) % all.length]!;
          const ir = orRefused(() => subject.mutated(mutant));
          if (typeof ir === 'string') continue;
          const differs = await subject.differs(ir);
          // A half step is a step of its own: only whether it is ever made can be compared.
          if (ir.instances.length > base.instances.length) {
            met.split++;
            continue;
          }
          const same = await sameGraph(base, ir, MEMORY);
          if (same === undefined || differs === undefined) continue;
          met[same === true ? 'same' : 'other']++;
          assert.equal(differs, same !== true, mutant.id);
        }
      }),
      { numRuns: runs, seed },
    );
    assert.ok(runs < 20 || (met.same > 10 && met.other > 10), JSON.stringify(met));
  });
  it('are noticed exactly if deciding them whole gives another verdict', async () => {
    const met = { killed: 0, nothing: 0 };
    await fc.assert(
      fc.asyncProperty(fc.gen(), fc.nat(), async (draw, from) => {
        const c = of(randomSystem(draw).system);
        const all = mutantsOf([c]);
        const base = await decide(compose(c.system()), { reduce: 'whole', memory: MEMORY, behind: false });
        if (!base.complete) return;
        const subject = await Subject.of(c, MEMORY);
        for (let k = 0; k < Math.min(MUTANTS, all.length); k++) {
          const { mutant } = all[(from + 7 * k) % all.length]!;
          const ir = orRefused(() => subject.mutated(mutant));
          if (typeof ir === 'string') continue;
          const whole = await decide(ir, { reduce: 'whole', memory: MEMORY, behind: false });
          if (!whole.complete) continue;
          const others = whole.verdicts.filter((v, n) => v.outcome !== base.verdicts[n]!.outcome).map((v) => v.id);
          const noticed = await notice(subject, ir, { memory: MEMORY, signal: new AbortController().signal, counts: () => true });
          if (noticed.found === 'undecided') continue;
          assert.equal(noticed.found, others.length > 0 ? 'killed' : 'nothing', mutant.id);
          if (noticed.found === 'killed') assert.deepEqual(noticed.by.filter((id) => !others.includes(id)), [], mutant.id);
          met[noticed.found as 'killed']++;
        }
      }),
      { numRuns: runs, seed },
    );
    assert.ok(runs < 20 || (met.killed > 10 && met.nothing > 10), JSON.stringify(met));
  });
  it('are composed as from the beginning', () => {
    const compare = (system: System): number => {
      const base = composed(system);
      let anew = 0;
      for (const { mutant: { id, change } } of mutantsOf([of(system)])) {
        if (change.of === 'ir') continue;
        const mutant = change.apply(system);
        const quick = orRefused(() => recomposed(base, mutant, change.action) ?? compose(mutant));
        assert.deepEqual(quick, orRefused(() => compose(mutant)), id);
        anew += typeof quick !== 'string' && quick.properties === base.ir.properties ? 1 : 0;
      }
      return anew;
    };
    assert.ok(compare(worker) > 5);
    let anew = 0;
    fc.assert(fc.property(fc.gen(), (draw) => void (anew += compare(randomSystem(draw).system))), { numRuns: runs, seed });
    assert.ok(runs < 20 || anew > 20, String(anew));
  });
});
