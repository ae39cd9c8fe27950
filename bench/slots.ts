/**
 * Growth with the number of slots, each reduction on and off: all states; those of the cone of PROPERTIES; of that cone one state
 * an orbit under scan-any-order; and the abstract set that decides every number of them. Each search stops at SECONDS of CPU, that of
 * orbits at LONGER; what did not end is recorded as such.
 *
 * `npm run bench:slots` measures and writes results/slots.json; `npm run bench:slots -- SECONDS MOST LONGER` changes the time (default
 * 8), the largest number of hot-pluggable slots (6) and the longer time (900).
 */
import fs from 'node:fs';
import { compose } from '../checker/compile/compose.ts';
import { explore } from '../checker/explore/explore.ts';
import type { Configuration, Design } from '../checker/model/design.ts';
import type { System } from '../checker/model/system.ts';
import { mostAsked } from '../checker/prove/prove.ts';
import { attempt, Subject } from '../checker/prove/attempt.ts';
import { scanAnyOrder } from '../checker/reduce/symmetry/scan-any-order.ts';
import { sliced } from '../checker/reduce/symmetry/slice.ts';
import { searchOrbits } from '../checker/reduce/symmetry/search.ts';
import { design as rfcV5 } from '../designs/rfc-v5.ts';
import { cpuSeconds } from '../checker/record/cpu-seconds.ts';

const SECONDS = Number(process.argv[2] ?? 8);
const MOST = Number(process.argv[3] ?? 6);
const LONGER = Number(process.argv[4] ?? 900);
/** Boot CPU and hot-pluggable slots; no reset and no stop. In the second one PSCI is not QEMU's, so that a CPU runs as soon as it is plugged. */
const CASES: readonly (readonly [Design, string])[] = [
  [rfcV5, 'boot+hot+hot-documented'],
  [rfcV5, 'boot+hot-secure'],
];

const since = (from: number): number => Number((cpuSeconds() - from).toFixed(1));
const PROPERTIES = ['PresentAlwaysOne', 'EnabledIffPlugged', 'GuestRunsOnlyOnEnabledCpu'];
const asked = (s: System): System => ({ ...s, properties: s.properties.filter((p) => PROPERTIES.includes(p.id)) });
const cone = (s: System): System => sliced(s, compose(s));

const rows: object[] = [];
/** `limit`: seconds after which it was stopped, if it was. */
const add = (measured: { readonly complete: boolean; readonly [measure: string]: unknown }, limit: number): void => {
  const row = { ...measured, ...(measured.complete ? {} : { limit }) };
  rows.push(row);
  process.stdout.write(`${JSON.stringify(row)}\n`);
};

for (const [design, id] of CASES) {
  const configuration = design.configurations.find((c) => c.id === id) as Configuration;
  const family = configuration.family!;
  const head = { design: design.name, configuration: id };
  const ways = [
    { reduction: 'none', of: (s: System) => s },
    { reduction: 'cone', of: cone },
  ];
  for (const { reduction, of } of ways)
    for (let hot = 1, more = true; hot <= MOST && more; hot++) {
      const from = cpuSeconds();
      const stop = new AbortController();
      const e = await explore(compose(of(asked(family.system(hot + 1)))), { signal: stop.signal, memory: 2 ** 31, onProgress: () => void (since(from) > SECONDS && stop.abort()) });
      add({ ...head, hot, reduction, states: e.states, transitions: e.transitions, complete: e.complete, cpuSeconds: since(from) }, SECONDS);
      more = e.complete;
    }
  for (let hot = 1, more = true; hot <= MOST && more; hot++) {
    const from = cpuSeconds();
    const system = cone(scanAnyOrder(asked(family.system(hot + 1))));
    const r = await searchOrbits(system, compose(system), 'slot', Array.from({ length: hot }, (_, k) => k + 1), { memory: 2 ** 31, stopped: () => since(from) > LONGER });
    add({ ...head, hot, reduction: 'cone, scan-any-order, symmetry', states: r.states, covered: r.covered, transitions: r.transitions, complete: r.complete, cpuSeconds: since(from) }, LONGER);
    more = r.complete;
  }
  const from = cpuSeconds();
  const subject = new Subject(family, 1, (p) => PROPERTIES.includes(p.id));
  const { components, tasks } = mostAsked(subject);
  const a = await attempt(subject, tasks, components, { triples: 200_000 });
  add({ ...head, hot: 'any', reduction: 'abstraction of prove', states: a.closed.triples, complete: a.closed.complete, cpuSeconds: since(from) }, SECONDS);
}
fs.writeFileSync(new URL('results/slots.json', import.meta.url), `${JSON.stringify({ bench: 'growth with the number of hot-pluggable slots beside the boot CPU', rows }, null, 1)}\n`);
