/** One search by this engine, in a process of its own: figures as JSON. With a file name: also its tables, for explore.c. */
import fs from 'node:fs';
import { Search } from '../../checker/explore/search.ts';
import { tablesOf } from './tables.ts';
import { irOf, named } from './systems.ts';

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const [name, tables] = process.argv.slice(2);
const before = cpu();
const ir = irOf(await named(name!).system());
const search = new Search(ir, { memory: 16 * 2 ** 30 });
const start = cpu();
await search.run();
const { store, transitions, compiled } = search;
const cpuSeconds = cpu() - start;
if (tables !== undefined) fs.writeFileSync(tables, tablesOf(search));
process.stdout.write(
  JSON.stringify({ states: store.count, transitions, cpuSeconds, startUpSeconds: start - before, bytesPerState: store.bytes / store.count, peakBytes: process.resourceUsage().maxRSS * 1024, valuations: [...compiled.layout.bundles.counts], words: store.width }),
);
