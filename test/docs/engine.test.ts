/** The figures in docs/engine.md are those of bench/results/engine.json; UPDATE_GOLDEN=1 writes them anew. */
import { number, recordOf, showsText, table } from './page.ts';

interface Engine {
  readonly statesPerCpuSecond: number;
  readonly transitionsPerCpuSecond: number;
  readonly bytesPerState?: number;
  readonly peakMegabytes?: number;
  readonly startUpSeconds?: number;
}
interface Result {
  readonly versions: Readonly<Record<string, string>>;
  readonly node: string;
  readonly cpu: string;
  readonly systems: Readonly<Record<string, { readonly states: number; readonly transitions: number; readonly engines: Readonly<Record<string, Engine>> } & Readonly<Record<`ratioTo${string}`, number>>>>;
}

const NAMES: Readonly<Record<string, string>> = { ours: 'this engine', c: 'the same in C', spinDfs: 'SPIN', spinDfsCollapse: 'SPIN, collapse', rumur: 'Rumur', naive: 'naive explorer', xstateGraph: '@xstate/graph' };
const n = (x: number | undefined): string => (x === undefined ? '' : number(x));

const figures = (): string => {
  const { systems, versions, node, cpu } = recordOf<Result>('bench/results/engine.json');
  const rows = Object.entries(systems).flatMap(([name, s]) =>
    Object.entries(s.engines).map(([who, e]) => {
      const ratio = s[`ratioTo${who[0]!.toUpperCase()}${who.slice(1)}`];
      return [who === 'ours' ? `${name}: ${n(s.states)} states, ${n(s.transitions)} steps` : '', NAMES[who] ?? who, ...[e.statesPerCpuSecond, e.transitionsPerCpuSecond, e.bytesPerState, e.peakMegabytes, e.startUpSeconds, ratio].map(n)];
    }),
  );
  const head = ['system', 'engine', 'states / CPU s', 'steps / CPU s', 'bytes a state', 'peak MB', 'start-up s', 'this engine is so many times as fast'];
  return `${table(head, rows)}\n\nSPIN ${versions['spin']}, Rumur ${versions['rumur']}, gcc ${versions['gcc']}, Node ${node}, ${cpu}.`;
};

/** The largest system of rfc-v5 that SPIN was measured on too. */
const summary = (): string => {
  const { systems } = recordOf<Result>('bench/results/engine.json');
  const [name, s] = Object.entries(systems).filter(([k, x]) => k.startsWith('rfc-v5') && x.engines['spinDfs']).toSorted(([, a], [, b]) => b.states - a.states)[0]!;
  const { ours } = s.engines;
  return `On ${name.replace(/ (.*)/, ' `$1`')} (${n(s.states)} states, ${n(s.transitions)} steps) the search finds ${n(ours!.statesPerCpuSecond)} states per CPU second in ${n(ours!.bytesPerState)} bytes each, traces included: ${n(s.ratioToSpinDfs)} times as fast as SPIN at its best, ${n(s.ratioToC)} times as fast as the same algorithm with the same tables in C ([docs/engine.md](docs/engine.md)).`;
};

describe('README.md', () => showsText('README.md', 'speed', summary, 'shows the recorded speed'));
describe('docs/engine.md', () => showsText('docs/engine.md', 'figures', figures, 'shows the recorded figures'));
