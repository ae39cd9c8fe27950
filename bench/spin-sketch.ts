/**
 * Does an export cost its reader anything? examples/hotplug-sketch with 5 slots as this program writes it for SPIN, against
 * the same model written for SPIN by hand (hotplug-sketch-5-1.pml): CPU time of the search, whole, all properties looked at.
 *
 * `npm run bench:spin` measures, and writes results/spin-sketch.json; exit status 1 if the export costs more than
 * LIMIT times as much.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose } from '../checker/compile/compose.ts';
import { exporter } from '../checker/export/promela.ts';
import { hotplugSketch } from '../examples/hotplug-sketch.ts';
import { must, versions } from '../test/engines/tools.ts';
import { median } from './median.ts';

const LIMIT = 1.25;
const ROUNDS = 5;
/** Every state, as a reduction would hide what a state costs. */
const COMMON = ['-w', '-O2', '-DSAFETY', '-DNOREDUCE', '-DMEMLIM=8192'];
const MODES = { default: [], collapse: ['-DCOLLAPSE'] } as const;
type Mode = keyof typeof MODES;
const MODE_NAMES = Object.keys(MODES) as Mode[];

interface Run {
  readonly cpu: number;
  readonly states: number;
  readonly transitions: number;
  readonly vector: number;
}

const field = (out: string, what: RegExp): number => {
  const found = what.exec(out)?.[1];
  if (found === undefined) throw new Error(`pan did not print ${what}:\n${out.slice(0, 2000)}`);
  return Number(found);
};

const search = async (folder: string, mode: Mode): Promise<Run> => {
  const out = await must('bash', ['-c', `TIMEFORMAT='cpu %U %S'; time ./pan-${mode} -m4000000 -w21`], { cwd: folder });
  if (!/errors: 0$/m.test(out)) throw new Error(`pan found an error, or did not finish:\n${out.slice(0, 2000)}`);
  return {
    cpu: field(out, /^cpu (\S+)/m) + field(out, /^cpu \S+ (\S+)/m),
    states: field(out, /^\s*(\d+) states, stored/m),
    transitions: field(out, /^\s*(\d+) transitions \(/m),
    vector: field(out, /^State-vector (\d+) byte/m),
  };
};

const engines = await versions();
const ir = compose(hotplugSketch(5, true));
const TEXTS = {
  exported: [...(exporter.write(ir, { title: ir.name, tool: 'vcpuhp', explore: {} }) as Iterable<string>)].join(''),
  'by hand': fs.readFileSync(new URL('hotplug-sketch-5-1.pml', import.meta.url), 'utf8'),
};
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-bench-'));
const contestants = Object.entries(TEXTS).map(([name, text]) => ({ name, text, folder: path.join(root, name), runs: { default: [], collapse: [] } as Record<Mode, Run[]> }));
try {
  for (const { folder, text } of contestants) {
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'model.pml'), text);
    await must('spin', ['-a', 'model.pml'], { cwd: folder });
    for (const m of MODE_NAMES) await must('gcc', [...COMMON, ...MODES[m], '-o', `pan-${m}`, 'pan.c'], { cwd: folder });
  }
  // In turns, so that whatever else the machine does meets all alike.
  for (let round = 0; round < ROUNDS; round++)
    for (const c of contestants) for (const m of MODE_NAMES) c.runs[m].push(await search(c.folder, m));
} finally {
  fs.rmSync(root, { recursive: true });
}

const rows = contestants.map(({ name, runs }) => {
  const cpu = Object.fromEntries(MODE_NAMES.map((m) => [m, median(runs[m].map((r) => r.cpu))])) as Record<Mode, number>;
  const { states, transitions, vector } = runs.default[0]!;
  return { model: name, states, transitions, stateVectorBytes: vector, cpuSeconds: cpu, best: Math.min(...Object.values(cpu)) };
});
const [exported, byHand] = rows as [(typeof rows)[0], (typeof rows)[0]];
if (exported.states !== byHand.states || exported.transitions !== byHand.transitions) throw new Error(`they are not the same model: ${JSON.stringify(rows)}`);
const ratio = Number((exported.best / byHand.best).toFixed(2));
const result = { bench: 'hotplug-sketch, 5 slots, CPU 0 may go offline: exported Promela against Promela by hand', limit: LIMIT, ratio, rounds: ROUNDS, engines, cpu: os.cpus()[0]?.model ?? '', gcc: COMMON.join(' '), rows };
fs.writeFileSync(fileURLToPath(new URL('results/spin-sketch.json', import.meta.url)), `${JSON.stringify(result, null, 1)}\n`);
process.stdout.write(`${JSON.stringify(result, null, 1)}\n`);
process.exitCode = ratio > LIMIT ? 1 : 0;
