/**
 * What would a partial-order reduction have to work with (R18)? The share of pairs of enabled actions that are independent where
 * they are enabled: neither disables the other, and both orders end in the same state. Only pairs of different processes that
 * both change something count; states are those of seeded random walks.
 *
 * `npm run bench:independence` measures the quick tier without KVM and Linux and writes results/independence.json.
 */
import fs from 'node:fs';
import { compose } from '../checker/compile/compose.ts';
import { enabledActions, initialState, step } from '../checker/ir/interpret.ts';
import type { Ir } from '../checker/model/ir.ts';
import { design } from '../designs/rfc-v5.ts';

const STATES = 100;
const WALK = 120;

/** xorshift, so that the states are the same every time. */
const random = (seed: number): ((n: number) => number) => {
  let x = seed;
  return (n) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % n;
  };
};

const sampled = (ir: Ir): number[][] => {
  const pick = random(20_251);
  const known = new Map<string, number[]>();
  for (let tries = 0; known.size < STATES && tries < 400; tries++) {
    let s = initialState(ir);
    for (let k = 0; k < WALK && known.size < STATES; k++) {
      const enabled = enabledActions(ir, s);
      if (enabled.length === 0) break;
      s = step(ir, enabled[pick(enabled.length)]!, s);
      known.set(s.join(), s);
    }
  }
  return [...known.values()];
};

const measure = (ir: Ir) => {
  let [pairs, independent, persistent, states] = [0, 0, 0, 0];
  for (const s of sampled(ir)) {
    const moves = enabledActions(ir, s).flatMap((a) => {
      const to = step(ir, a, s);
      return to.join() === s.join() ? [] : [{ a, to, process: ir.actions[a]!.process }];
    });
    if (moves.length === 0) continue;
    states++;
    const ok = (x: (typeof moves)[number], y: (typeof moves)[number]): boolean => {
      if (!enabledActions(ir, x.to).includes(y.a) || !enabledActions(ir, y.to).includes(x.a)) return false;
      return step(ir, y.a, x.to).join() === step(ir, x.a, y.to).join();
    };
    const processes = [...new Set(moves.map((m) => m.process))];
    const free = new Set(processes);
    for (const [k, x] of moves.entries())
      for (const y of moves.slice(k + 1)) {
        if (x.process === y.process) continue;
        pairs++;
        if (ok(x, y)) independent++;
        else for (const p of [x.process, y.process]) free.delete(p);
      }
    // A process whose moves are independent of all others here could be taken alone: what any reduction needs at least.
    if (processes.length > 1 && free.size > 0) persistent++;
  }
  return { states, pairs, independent: Number((independent / Math.max(1, pairs)).toFixed(3)), alone: Number((persistent / Math.max(1, states)).toFixed(3)) };
};

const rows = design.configurations
  .filter((c) => c.tier === 'quick' && c.labels['accel'] === 'tcg' && c.labels['guest'] === 'hostile' && !c.id.includes('contexts'))
  .map((c) => {
    const system = c.system();
    return { configuration: c.id, ...measure(compose({ ...system, properties: [] })) };
  });
fs.writeFileSync(new URL('results/independence.json', import.meta.url), `${JSON.stringify({ bench: 'pairs of enabled actions of different processes that both change the state, rfc-v5, random walks', states: STATES, rows }, null, 1)}\n`);
for (const r of rows) process.stdout.write(`${r.configuration}: ${r.pairs} pairs, ${(100 * r.independent).toFixed(1)} % independent; a process could move alone in ${(100 * r.alone).toFixed(1)} % of the states\n`);
