/** The README's verdict table is what reports/baseline says; UPDATE_GOLDEN=1 writes it anew. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { design } from '../../designs/rfc-v5.ts';
import { properties } from '../../invariants/index.ts';

const README = new URL('../../README.md', import.meta.url);
const BASELINE = new URL('../../reports/baseline/rfc-v5.json', import.meta.url);
const MARK = /<!-- verdicts -->[\s\S]*<!-- \/verdicts -->/;

interface Baseline {
  readonly configurations: Readonly<Record<string, { readonly distinct: number; readonly generated: number; readonly depth: number; readonly properties: Readonly<Record<string, string>> }>>;
}

/** `holds` or `violated, 19 steps`; an operator who gives any command gives the documented ones too. */
const cell = (baseline: Baseline, id: string, accel: string, operator: string): string => {
  const found = design.configurations.filter((c) => c.labels['accel'] === accel && (operator === 'any' || c.labels['operator'] === operator) && baseline.configurations[c.id]).map((c) => baseline.configurations[c.id]!.properties[id]);
  const known = found.filter((v) => v !== undefined);
  if (known.length === 0) return '-';
  const depth = (v: string): number => Number(/\d+/.exec(v)?.[0] ?? NaN);
  const violated = known.filter((v) => v.startsWith('violated')).map(depth);
  if (violated.length > 0) return `**violated**, ${Math.min(...violated)} steps`;
  return known[0]!.split(' ')[0]!;
};

const table = (baseline: Baseline): string => {
  const rows = properties
    .filter((p) => p.kind !== 'sometimes')
    .map((p) => {
      const cells = ['tcg', 'kvm'].flatMap((accel) => ['documented', 'any'].map((operator) => cell(baseline, p.id, accel, operator)));
      return `| ${[p.id, ...cells, cells.some((c) => c.includes('violated')) ? (design.reasons?.[p.id] ?? '') : ''].join(' | ')} |`;
    });
  const counts = design.configurations
    .filter((c) => baseline.configurations[c.id])
    .map((c) => {
      const b = baseline.configurations[c.id]!;
      return `| ${c.id} | ${c.tier} | ${b.distinct.toLocaleString('en')} | ${b.generated.toLocaleString('en')} | ${b.depth} |`;
    });
  return ['| property | TCG, documented | TCG, any | KVM, documented | KVM, any | why |', '|---|---|---|---|---|---|', ...rows, '', '| configuration | tier | distinct states | states generated | depth |', '|---|---|---|---|---|', ...counts].join('\n');
};

describe('README', () => {
  it('shows the recorded verdicts', () => {
    const readme = fs.readFileSync(README, 'utf8');
    const expected = `<!-- verdicts -->\n${table(JSON.parse(fs.readFileSync(BASELINE, 'utf8')) as Baseline)}\n<!-- /verdicts -->`;
    if (process.env['UPDATE_GOLDEN']) fs.writeFileSync(README, readme.replace(MARK, expected));
    else assert.equal(MARK.exec(readme)?.[0], expected, 'UPDATE_GOLDEN=1 npm test writes the table anew');
  });
});
