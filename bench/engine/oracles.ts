/** One exploration by the naive explorer and one by @xstate/graph, in a process of its own: figures as JSON. */
import { naive } from '../../checker/oracle/naive.ts';
import { adjacency } from '../../checker/oracle/xstate-graph.ts';
import { cpuSeconds } from '../../checker/record/cpu-seconds.ts';
import { named } from './systems.ts';

const [name, which] = process.argv.slice(2);
const system = await named(name!).system();
const before = cpuSeconds();
let [states, transitions] = [0, 0];
if (which === 'naive') {
  const g = naive(system, 100_000);
  [states, transitions] = [g.states.length, g.edges.length];
} else {
  const g = adjacency(system, 100_000);
  states = g.size;
  for (const row of g.values()) transitions += row.size;
}
process.stdout.write(JSON.stringify({ states, transitions, cpuSeconds: cpuSeconds() - before, peakBytes: process.resourceUsage().maxRSS * 1024 }));
