/** What the search says was used is what a plain enumeration uses: transitions, and conjuncts that decide. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import { conjunctName } from '../../checker/explore/outcomes.ts';
import { transitionNumber } from '../../checker/explore/usage.ts';
import { enabledActions, events, holds, initialState, step, violatedGuards } from '../../checker/ir/interpret.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { decide } from '../../checker/reduce/decide.ts';
import { randomSystem } from '../oracle/random-system.ts';

const seed = Number(process.env['VCPUHP_SEED'] ?? 20261121);

/** By the interpreter, every state and every step; transitions that change their instance only. */
const enumerated = (ir: Ir): { used: Set<number>[]; deciding: Set<string> } => {
  const used = ir.tables.map(() => new Set<number>());
  const deciding = new Set<string>();
  const todo = [initialState(ir)];
  const seen = new Set(todo.map(String));
  for (const state of todo) {
    if (!holds(ir.terminal, state))
      ir.actions.forEach((a, k) => {
        const failing = violatedGuards(ir, k, state);
        if (failing.length === 1) deciding.add(conjunctName(a.name, failing[0]!));
      });
    for (const k of enabledActions(ir, state)) {
      for (const { instance, event } of events(ir, k, state)) {
        const { table } = ir.instances[instance]!;
        if (ir.tables[table]!.next[event]![state[instance]!] !== state[instance]) used[table]!.add(transitionNumber(ir.tables[table]!, event, state[instance]!));
      }
      const next = step(ir, k, state);
      if (seen.has(String(next))) continue;
      seen.add(String(next));
      todo.push(next);
    }
  }
  return { used, deciding };
};

const sorted = (xs: Iterable<number>): number[] => [...xs].sort((a, b) => a - b);
const changing = (ir: Ir, table: number, used: readonly number[]): number[] => {
  const t = ir.tables[table]!;
  return sorted(used).filter((n) => t.next[Math.floor(n / t.states.length)]![n % t.states.length] !== n % t.states.length);
};

describe('what a search used', () => {
  it(`random systems: transitions and deciding conjuncts are those of a plain enumeration (VCPUHP_SEED=${seed})`, async () => {
    let [transitions, deciding, undecided] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const ir = compose(randomSystem(draw).system);
        const found = await explore(ir, { outcomes: true });
        fc.pre(found.defect === undefined && found.states <= 400);
        const plain = enumerated(ir);
        ir.tables.forEach((_, k) => assert.deepEqual(changing(ir, k, found.used[k]!), sorted(plain.used[k]!)));
        assert.deepEqual([...found.deciding!].sort(), [...plain.deciding].sort());
        transitions += plain.used.reduce((n, s) => n + s.size, 0);
        deciding += plain.deciding.size;
        undecided += new Set(ir.actions.flatMap((a) => a.guard.map((g) => conjunctName(a.name, g.name)))).size - plain.deciding.size;
      }),
      { seed, numRuns: 150, endOnFailure: true },
    );
    for (const n of [transitions, deciding, undecided]) assert.ok(n > 50);
  });
  it('slices together use what the whole system does, where their goals look', async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const ir = compose(randomSystem(draw).system);
        const whole = await explore(ir);
        fc.pre(whole.defect === undefined && whole.states <= 400);
        const sliced = await decide(ir);
        const still = sliced.slices.reduce<readonly string[]>((names, x) => x.still.filter((n) => names.includes(n)), sliced.slices[0]!.still);
        ir.tables.forEach((_, k) => {
          const slices = changing(ir, k, sliced.used[k]!);
          // Of what is in no slice there is nothing to compare.
          if (ir.instances.some((i) => i.table === k && still.includes(i.name))) assert.ok(slices.every((n) => whole.used[k]!.includes(n)));
          else assert.deepEqual(slices, changing(ir, k, whole.used[k]!));
        });
      }),
      { seed, numRuns: 100, endOnFailure: true },
    );
  });
});
