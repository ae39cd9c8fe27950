/**
 * `npm run bench`: this engine and others on the same systems, back to back in one run; results/engine.json. Without arguments to
 * 10^6 states; `--size 7`, `--size 8` and `--size 9` (this engine alone) are runs of their own; or name systems. What is not measured keeps its figures. Fails where two engines do not count the same states and steps.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { versions } from '../../test/engines/tools.ts';
import { inC, oracle, ours, rumur, spin, type Row } from './rivals.ts';
import { BENCHED, irOf } from './systems.ts';

const at = process.argv.indexOf('--size');
const size = at < 0 ? undefined : Number(process.argv[at + 1]);
const only = process.argv.slice(2).filter((a) => BENCHED.some((b) => b.name === a));
const RESULTS = fileURLToPath(new URL('../results/engine.json', import.meta.url));

const rate = (r: Row): number => r.states / r.cpuSeconds;
/** Equal in the digits that the other one tells: half a unit of the last one may be lost. */
const same = (mine: number, other: number, { digits = Infinity }: Row): boolean => Math.abs(mine - other) <= 10 ** (String(mine).length - digits) / 2;
const round = (x: number): number => Number(x.toPrecision(3));
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-bench-'));
const known = fs.existsSync(RESULTS) ? (JSON.parse(fs.readFileSync(RESULTS, 'utf8')) as { systems: Record<string, unknown> }).systems : {};
const systems: Record<string, unknown> = { ...known };
try {
  for (const b of BENCHED.filter((x) => (only.length > 0 ? only.includes(x.name) : size === undefined ? x.size <= 6 : x.size === size))) {
    const ir = irOf(await b.system());
    const tables = path.join(root, 'tables');
    const alone = b.size > 8;
    const rows: Record<string, Row> = { ours: await ours(b.name, alone ? undefined : tables) };
    if (!alone) rows['c'] = await inC(tables, root);
    const bits = Math.max(18, Math.ceil(Math.log2(rows['ours']!.states)));
    if (b.size > 4 && !alone) {
      rows['spinDfs'] = await spin(ir, root, bits, 'default');
      // It takes longer and nearly twice the memory: at 10^8 states there is not so much.
      if (b.size < 8) rows['spinDfsCollapse'] = await spin(ir, root, bits, 'collapse');
    }
    // gcc needs minutes for what Rumur makes of rfc-v5.
    if (b.size > 4 && b.name.startsWith('hotplug-sketch')) rows['rumur'] = await rumur(ir, root);
    // Minutes for 10^5 states of the sketch, and hours beyond.
    if (b.size <= 5 && b.name.startsWith('hotplug-sketch')) {
      rows['naive'] = await oracle(b.name, 'naive');
      rows['xstateGraph'] = await oracle(b.name, 'xstate');
    }
    for (const [who, r] of Object.entries(rows))
      if (!same(rows['ours']!.states, r.states, r) || !same(rows['ours']!.transitions, r.transitions, r)) throw new Error(`${b.name}: ${who} counts ${r.states} states and ${r.transitions} steps, this engine ${rows['ours']!.states} and ${rows['ours']!.transitions}`);
    const ratio = (who: string): Record<string, number> => (rows[who] ? { [`ratioTo${who[0]!.toUpperCase()}${who.slice(1)}`]: round(rate(rows['ours']!) / rate(rows[who])) } : {});
    systems[b.name] = {
      states: rows['ours']!.states,
      transitions: rows['ours']!.transitions,
      ...Object.assign({}, ...['spinDfs', 'spinDfsCollapse', 'rumur', 'naive', 'xstateGraph', 'c'].map(ratio)),
      engines: Object.fromEntries(Object.entries(rows).map(([who, r]) => [who, {
        cpuSeconds: round(r.cpuSeconds), statesPerCpuSecond: Math.round(rate(r)), transitionsPerCpuSecond: Math.round(r.transitions / r.cpuSeconds),
        ...(r.bytesPerState === undefined ? {} : { bytesPerState: round(r.bytesPerState) }), ...(r.peakBytes === 0 ? {} : { peakMegabytes: Math.round(r.peakBytes / 2 ** 20) }), ...(r.startUpSeconds === undefined ? {} : { startUpSeconds: round(r.startUpSeconds) }),
        ...(r.store === undefined ? {} : { store: r.store }), ...(r.wallSeconds === undefined ? {} : { wallSeconds: Math.round(r.wallSeconds) }),
      }])),
    };
    process.stdout.write(`${b.name}: ${JSON.stringify(systems[b.name])}\n`);
    const order = Object.fromEntries(BENCHED.flatMap((x) => (systems[x.name] ? [[x.name, systems[x.name]]] : [])));
    fs.writeFileSync(RESULTS, `${JSON.stringify({ bench: 'whole systems without properties, CPU seconds of the search alone', versions: await versions(), node: process.version, cpu: os.cpus()[0]?.model ?? '', systems: order }, null, 1)}\n`);
  }
} finally {
  fs.rmSync(root, { recursive: true });
}
