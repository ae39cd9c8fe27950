/** One search by this engine, in a process of its own: figures as JSON. With a file name: also its tables, for explore.c. */
import fs from 'node:fs';
import type { Progress } from '../../checker/explore/options.ts';
import { Search } from '../../checker/explore/search.ts';
import { cpuSeconds } from '../../checker/record/cpu-seconds.ts';
import { tablesOf } from './tables.ts';
import { irOf, named } from './systems.ts';

const [name, tables] = process.argv.slice(2);
const PROGRESS_SECONDS = 30;
let reported = performance.now();
const onProgress = ({ states, depth, frontier }: Progress): void => {
  if (performance.now() - reported < PROGRESS_SECONDS * 1000) return;
  reported = performance.now();
  process.stderr.write(`${name}: ${states} states, depth ${depth}, frontier ${frontier}, ${cpuSeconds().toFixed(0)} CPU s\n`);
};
const before = cpuSeconds();
const ir = irOf(await named(name!).system());
const search = new Search(ir, { memory: 15 * 2 ** 30, onProgress });
const start = cpuSeconds();
const begun = performance.now();
await search.run();
const { store, transitions, compiled } = search;
const searched = cpuSeconds() - start;
if (tables !== undefined) fs.writeFileSync(tables, tablesOf(search));
process.stdout.write(
  JSON.stringify({ states: store.count, transitions, cpuSeconds: searched, startUpSeconds: start - before, bytesPerState: store.bytes / store.count, peakBytes: process.resourceUsage().maxRSS * 1024, valuations: [...compiled.layout.bundles.counts], words: store.width, store: store.kind, wallSeconds: (performance.now() - begun) / 1000 }),
);
