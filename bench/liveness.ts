/**
 * What does deciding progress cost beside deciding safety? The same configuration once with one invariant of what the property reads, and
 * once with the property itself: CPU time, and words a state. Both on the whole system, so that both look at the same states.
 *
 * `npm run bench:liveness` measures, and writes results/liveness.json; exit status 1 if liveness takes more than LIMIT times as long, or
 * more than WORDS words a state more.
 */
import fs from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { compose } from '../checker/compile/compose.ts';
import { explore } from '../checker/explore/explore.ts';
import type { Exploration } from '../checker/explore/result.ts';
import type { Ir, IrProperty } from '../checker/model/ir.ts';
import { design as corrected } from '../designs/corrected.ts';
import { design as rfcV5 } from '../designs/rfc-v5.ts';
import { cpuSeconds } from '../checker/record/cpu-seconds.ts';
import { median } from './median.ts';

const LIMIT = 8;
const WORDS = 2;
const ROUNDS = 3;
const CASES = [
  ['rfc-v5', 'boot+hot-restart', 'CommandEnds'],
  ['rfc-v5', 'boot+hot-restart', 'EjectEnds'],
  ['rfc-v5', 'boot+hot-restart', 'SlotCanBeVacated'],
  ['rfc-v5', 'kvm-boot+hot-smc32', 'CommandEnds'],
  ['rfc-v5', 'linux-boot+hot-progress', 'RemovalIsNotified'],
  ['rfc-v5', 'linux-boot+hot-progress', 'WorkerEnds'],
  ['corrected', 'linux-boot+hot-progress', 'RemovalIsNotified'],
  ['corrected', 'linux-boot+hot-progress', 'WorkerEnds'],
] as const;

/** The invariant that reads what the property reads, and is kept: nothing else differs. */
const asSafety = ({ id, text, source, scope, parts }: IrProperty): IrProperty => ({
  id, text, source, scope, kind: 'always',
  parts: parts.map(({ label, when, e }) => ({ label, when: { op: 'const', value: true }, e: { op: 'or', es: [when, { op: 'not', e: when }, e] } })),
});

const measured = async (ir: Ir): Promise<{ readonly cpu: number; readonly found: Exploration }> => {
  const before = cpuSeconds();
  const found = await explore(ir, { behind: false });
  const cpu = cpuSeconds() - before;
  if (!found.complete) throw new Error(`the search did not finish: ${found.reason?.text ?? ''}`);
  return { cpu, found };
};

const rows = [];
for (const [name, configuration, property] of CASES) {
  const design = name === 'corrected' ? corrected : rfcV5;
  const whole = compose(design.configurations.find((c) => c.id === configuration)!.system());
  const p = whole.properties.find((x) => x.id === property)!;
  const [safety, liveness]: Ir[] = [{ ...whole, properties: [asSafety(p)] }, { ...whole, properties: [p] }];
  // In pairs, so that whatever else the machine does meets both alike; the first pair is for the compiler.
  const pairs = [];
  for (let round = 0; round <= ROUNDS; round++) pairs.push({ safety: await measured(safety!), liveness: await measured(liveness!) });
  pairs.shift();
  const one = pairs[0]!;
  const { states } = one.liveness.found;
  rows.push({
    design: name, configuration, property, states, parts: p.parts.length, verdict: one.liveness.found.verdicts[1]!.outcome,
    safetyCpuSeconds: Number(median(pairs.map((x) => x.safety.cpu)).toFixed(2)),
    livenessCpuSeconds: Number(median(pairs.map((x) => x.liveness.cpu)).toFixed(2)),
    ratio: Number(median(pairs.map((x) => x.liveness.cpu / x.safety.cpu)).toFixed(2)),
    wordsAState: Number(((one.liveness.found.bytes - one.safety.found.bytes) / 4 / states).toFixed(2)),
  });
  process.stderr.write(`${JSON.stringify(rows.at(-1))}\n`);
}
const result = { bench: 'a property of progress against an invariant over the same states, whole systems', limitRatio: LIMIT, limitWordsAState: WORDS, rounds: ROUNDS, cpu: os.cpus()[0]?.model ?? '', node: process.version, rows };
fs.writeFileSync(fileURLToPath(new URL('results/liveness.json', import.meta.url)), `${JSON.stringify(result, null, 1)}\n`);
process.exitCode = rows.some((r) => r.ratio > LIMIT || r.wordsAState > WORDS) ? 1 : 0;
