/** The other engines on one system, each at its best: a row of figures each. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { exporter as promela } from '../../checker/export/promela.ts';
import { exporter as murphi } from '../../checker/export/murphi.ts';
import type { Ir } from '../../checker/model/ir.ts';
import { must } from '../../test/engines/tools.ts';

export interface Row {
  readonly states: number;
  readonly transitions: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  readonly bytesPerState?: number;
  /** Counts have so many digits; all of them, if absent. */
  readonly digits?: number;
  /** Tabulation, composition, compilation: in no other figure. */
  readonly startUpSeconds?: number;
  /** Ours: how states were known again, and how long it took by the clock. */
  readonly store?: string;
  readonly wallSeconds?: number;
}

/** Minutes: 10^9 states take more than half an hour. */
const LONG = 240;
/** What pan prints of a count, %9.8g. */
const PAN_DIGITS = 8;
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const field = (out: string, what: RegExp): number => {
  const found = what.exec(out)?.[1];
  if (found === undefined) throw new Error(`${what} was not printed:\n${out.slice(0, 2000)}`);
  return Number(found);
};
const text = (w: typeof promela, ir: Ir): string => [...(w.write(ir, { title: ir.name, tool: 'vcpuhp', explore: {} }) as Iterable<string>)].join('');
const timed = async (command: string, folder: string): Promise<{ out: string; cpuSeconds: number }> => {
  const out = await must('bash', ['-c', `TIMEFORMAT='cpu %U %S'; time ${command}`], { cwd: folder, minutes: LONG });
  return { out, cpuSeconds: field(out, /^cpu (\S+)/m) + field(out, /^cpu \S+ (\S+)/m) };
};

const script = async (file: string, ...args: string[]): Promise<Row> => JSON.parse(await must(process.execPath, ['--import=tsx', here(file), ...args], { minutes: LONG, shown: true })) as Row;

export const ours = (name: string, tables?: string): Promise<Row> => script('ours.ts', name, ...(tables === undefined ? [] : [tables]));
export const oracle = (name: string, which: 'naive' | 'xstate'): Promise<Row> => script('oracles.ts', name, which);

/** The same algorithm in C, with the tables of a search of ours. */
export const inC = async (tables: string, folder: string): Promise<Row> => {
  await must('gcc', ['-O3', '-march=native', '-o', path.join(folder, 'explore'), here('explore.c')]);
  return JSON.parse(await must(path.join(folder, 'explore'), [tables])) as Row;
};

/** Depth first, which is faster than breadth first, default and -DCOLLAPSE; -o2 keeps variables that only observe. `bits`: of the hash table. */
export const spin = async (ir: Ir, folder: string, bits: number, mode: 'default' | 'collapse'): Promise<Row> => {
  fs.writeFileSync(path.join(folder, 'model.pml'), text(promela, ir));
  const begun = process.hrtime.bigint();
  await must('spin', ['-o2', '-a', 'model.pml'], { cwd: folder });
  await must('gcc', ['-w', '-O2', '-DSAFETY', '-DNOREDUCE', '-DMEMLIM=18000', ...(mode === 'collapse' ? ['-DCOLLAPSE'] : []), '-o', 'pan', 'pan.c'], { cwd: folder });
  const startUpSeconds = Number(process.hrtime.bigint() - begun) / 1e9;
  const { out, cpuSeconds } = await timed(`./pan -m${2 ** bits} -w${bits}`, folder);
  if (!/errors: 0$/m.test(out)) throw new Error(`pan found an error, or did not finish:\n${out.slice(0, 2000)}`);
  const states = field(out, /^\s*(\S+) states, stored/m);
  const peakBytes = field(out, /(\S+)\s+total actual memory usage/) * 2 ** 20;
  // What is actually taken for states, and the hash table; the stack is apart.
  const bytesPerState = ((field(out, /(\S+)\s+actual memory usage for states/) + field(out, /(\S+)\s+memory used for hash table/)) * 2 ** 20) / states;
  return { states, transitions: field(out, /^\s*(\S+) transitions \(/m) - 1, digits: PAN_DIGITS, cpuSeconds, peakBytes, bytesPerState, startUpSeconds };
};

export const rumur = async (ir: Ir, folder: string): Promise<Row> => {
  fs.writeFileSync(path.join(folder, 'model.m'), text(murphi, ir));
  const begun = process.hrtime.bigint();
  await must('rumur', ['--deadlock-detection', 'off', '--threads', '1', '--output-format', 'machine-readable', '--counterexample-trace', 'off', '--output', 'model.c', 'model.m'], { cwd: folder });
  await must('gcc', ['-w', '-std=c11', '-O2', '-march=native', '-mcx16', '-o', 'model', 'model.c', '-lpthread'], { cwd: folder });
  const startUpSeconds = Number(process.hrtime.bigint() - begun) / 1e9;
  const { out, cpuSeconds } = await timed('./model', folder);
  const [, states, transitions] = /<summary states="(\d+)" rules_fired="(\d+)"/.exec(out) ?? [];
  if (states === undefined) throw new Error(`Rumur did not finish:\n${out.slice(0, 2000)}`);
  return { states: Number(states), transitions: Number(transitions), cpuSeconds, peakBytes: 0, startUpSeconds };
};
