/** The figures in docs/engine.md are those of bench/results/engine.json; UPDATE_GOLDEN=1 writes them anew. */
import assert from 'node:assert/strict';
import fs from 'node:fs';

const PAGE = new URL('../../docs/engine.md', import.meta.url);
const RESULTS = new URL('../../bench/results/engine.json', import.meta.url);

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
const n = (x: number | undefined): string => (x === undefined ? '' : x.toLocaleString('en'));

const figures = (): string => {
  const { systems, versions, node, cpu } = JSON.parse(fs.readFileSync(RESULTS, 'utf8')) as Result;
  const rows = Object.entries(systems).flatMap(([name, s]) =>
    Object.entries(s.engines).map(([who, e]) => {
      const ratio = s[`ratioTo${who[0]!.toUpperCase()}${who.slice(1)}`];
      return `| ${who === 'ours' ? `${name}: ${n(s.states)} states, ${n(s.transitions)} steps` : ''} | ${NAMES[who]} | ${n(e.statesPerCpuSecond)} | ${n(e.transitionsPerCpuSecond)} | ${n(e.bytesPerState)} | ${n(e.peakMegabytes)} | ${n(e.startUpSeconds)} | ${n(ratio)} |`;
    }),
  );
  return ['| system | engine | states / CPU s | steps / CPU s | bytes a state | peak MB | start-up s | this engine is so many times as fast |', '| --- | --- | --- | --- | --- | --- | --- | --- |', ...rows, '', `SPIN ${versions['spin']}, Rumur ${versions['rumur']}, gcc ${versions['gcc']}, Node ${node}, ${cpu}.`].join('\n');
};

describe('docs/engine.md', () => {
  it('shows the recorded figures', () => {
    const page = fs.readFileSync(PAGE, 'utf8');
    const place = /<!-- figures -->[^]*<!-- \/figures -->/;
    const expected = `<!-- figures -->\n${figures()}\n<!-- /figures -->`;
    if (process.env['UPDATE_GOLDEN']) fs.writeFileSync(PAGE, page.replace(place, () => expected));
    else assert.equal(place.exec(page)?.[0], expected, 'UPDATE_GOLDEN=1 npm test writes it anew');
  });
});
