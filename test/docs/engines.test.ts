/** The figures in docs/engines.md are those of reports/engines and bench/results; UPDATE_GOLDEN=1 writes them anew. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { loadRecord, recorded } from '../engines/record.ts';

const PAGE = new URL('../../docs/engines.md', import.meta.url);
const COST = new URL('../../bench/results/spin-sketch.json', import.meta.url);

interface Cost {
  readonly limit: number;
  readonly ratio: number;
  readonly rounds: number;
  readonly rows: readonly { readonly model: string; readonly states: number; readonly transitions: number; readonly stateVectorBytes: number; readonly cpuSeconds: Readonly<Record<string, number>> }[];
}

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((r) => `| ${r.map((x) => (typeof x === 'number' && Number.isInteger(x) ? x.toLocaleString('en') : x)).join(' | ')} |`).join('\n');

const counts = (): string =>
  table(
    ['design', 'configuration', 'distinct states', 'steps', 'found', 'not found'],
    recorded().map((name) => {
      const r = loadRecord(name)!;
      return [name, r.configuration, r.states, r.transitions, Object.keys(r.found).length, r.none.length];
    }),
  );

const cost = (): string => {
  const { ratio, rounds, rows } = JSON.parse(fs.readFileSync(COST, 'utf8')) as Cost;
  const modes = Object.keys(rows[0]!.cpuSeconds);
  const measured = table(
    ['examples/hotplug-sketch, 5 slots', 'states', 'steps', 'bytes a state', ...modes.map((m) => `CPU s, ${m}`)],
    rows.map((r) => [r.model, r.states, r.transitions, r.stateVectorBytes, ...modes.map((m) => r.cpuSeconds[m]!.toFixed(1))]),
  );
  return `${measured}\n\nThe faster mode of each: the export takes ${ratio.toFixed(2)} times as long as what was written by hand (median of ${rounds} runs in turns, gcc -O2, one machine).`;
};

describe('docs/engines.md', () => {
  for (const [mark, text] of [['counts', counts], ['cost', cost]] as const)
    it(`shows the recorded ${mark}`, () => {
      const page = fs.readFileSync(PAGE, 'utf8');
      const place = new RegExp(`<!-- ${mark} -->[^]*<!-- /${mark} -->`);
      const expected = `<!-- ${mark} -->\n${text()}\n<!-- /${mark} -->`;
      if (process.env['UPDATE_GOLDEN']) fs.writeFileSync(PAGE, page.replace(place, expected));
      else assert.equal(place.exec(page)?.[0], expected, 'UPDATE_GOLDEN=1 npm test writes it anew');
    });
  it('the recorded cost is below its limit', () => {
    const { ratio, limit } = JSON.parse(fs.readFileSync(COST, 'utf8')) as Cost;
    assert.ok(ratio <= limit, `${ratio} times the cost of what was written by hand`);
  });
});
