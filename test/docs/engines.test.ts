/** The figures in docs/engines.md are those of reports/engines and bench/results; UPDATE_GOLDEN=1 writes them anew. */
import assert from 'node:assert/strict';
import { loadRecord, recorded } from '../engines/record.ts';
import { number, recordOf, showsText, table } from './page.ts';

interface Cost {
  readonly limit: number;
  readonly ratio: number;
  readonly rounds: number;
  readonly rows: readonly { readonly model: string; readonly states: number; readonly transitions: number; readonly stateVectorBytes: number; readonly cpuSeconds: Readonly<Record<string, number>> }[];
}

const counts = (): string =>
  table(
    ['design', 'configuration', 'distinct states', 'steps', 'found', 'not found'],
    recorded().map((name) => {
      const r = loadRecord(name)!;
      return [name, r.configuration, number(r.states), number(r.transitions), String(Object.keys(r.found).length), String(r.none.length)];
    }),
  );

const COST = 'bench/results/spin-sketch.json';
const cost = (): string => {
  const { ratio, rounds, rows } = recordOf<Cost>(COST);
  const modes = Object.keys(rows[0]!.cpuSeconds);
  const measured = table(
    ['examples/hotplug-sketch, 5 slots', 'states', 'steps', 'bytes a state', ...modes.map((m) => `CPU s, ${m}`)],
    rows.map((r) => [r.model, number(r.states), number(r.transitions), String(r.stateVectorBytes), ...modes.map((m) => r.cpuSeconds[m]!.toFixed(1))]),
  );
  return `${measured}\n\nThe faster mode of each: the export takes ${ratio.toFixed(2)} times as long as what was written by hand (median of ${rounds} runs in turns, gcc -O2, one machine).`;
};

describe('docs/engines.md', () => {
  showsText('docs/engines.md', 'counts', counts, 'shows the recorded counts');
  showsText('docs/engines.md', 'cost', cost, 'shows the recorded cost');
  it('the recorded cost is below its limit', () => {
    const { ratio, limit } = recordOf<Cost>(COST);
    assert.ok(ratio <= limit, `${ratio} times the cost of what was written by hand`);
  });
});
