/** The README's verdict tables are what reports/baseline say; UPDATE_GOLDEN=1 writes them anew. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { Design } from '../../checker/model/design.ts';
import { design as corrected } from '../../designs/corrected.ts';
import { design } from '../../designs/rfc-v5.ts';
import { allMigrationProperties, properties } from '../../invariants/index.ts';
import { anyN } from './proofs.ts';

const README = new URL('../../README.md', import.meta.url);
const recorded = (of: Design): Baseline => JSON.parse(fs.readFileSync(new URL(`../../reports/baseline/${of.name}.json`, import.meta.url), 'utf8')) as Baseline;
/** What the README opens with: two, and ten more. */
const HEADLINES = [
  'PresentAlwaysOne', 'GicrMpidrFixed', 'GiccAccessibleIffPlugged', 'EnabledIffPlugged', 'GuestRunsOnlyOnEnabledCpu', 'CpuOnSucceedsOnlyWhenEnabled', 'OnlyOneCpuOnSucceeds', 'ColdBootedCpuStays',
  'EjectOnlyOfPoweredOffCpu', 'FailedDeviceAddLeavesNothing', 'MigrationKeepsPlugState', 'NoDeadState',
];

interface Baseline {
  readonly configurations: Readonly<Record<string, { readonly distinct: number; readonly generated: number; readonly depth: number; readonly properties: Readonly<Record<string, string>> }>>;
}

/** `holds` or `violated, 19 steps`; an operator who gives any command gives the documented ones too. */
const cell = (of: Design, baseline: Baseline, id: string, accel: string, operator: string): string => {
  const found = of.configurations.filter((c) => (accel === '' || c.labels['accel'] === accel) && (operator === 'any' || c.labels['operator'] === operator) && baseline.configurations[c.id]).map((c) => baseline.configurations[c.id]!.properties[id]);
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
      const cells = ['tcg', 'kvm'].flatMap((accel) => ['documented', 'any'].map((operator) => cell(design, baseline, p.id, accel, operator)));
      return `| ${[p.id, ...cells, anyN(design.name, p.id), cells.some((c) => c.includes('violated')) ? (design.reasons?.[p.id] ?? '') : ''].join(' | ')} |`;
    });
  const counts = design.configurations
    .filter((c) => baseline.configurations[c.id])
    .map((c) => {
      const b = baseline.configurations[c.id]!;
      return `| ${c.id} | ${c.tier} | ${b.distinct.toLocaleString('en')} | ${b.generated.toLocaleString('en')} | ${b.depth} |`;
    });
  return ['| property | TCG, documented | TCG, any | KVM, documented | KVM, any | any N | why |', '|---|---|---|---|---|---|---|', ...rows, '', '| configuration | tier | distinct states | states generated | depth |', '|---|---|---|---|---|', ...counts].join('\n');
};

/** The headlines, of every accelerator and guest together. */
const headlines = (): string => {
  const rows = HEADLINES.map((id) => {
    const cells = [design, corrected].flatMap((d) => [...['documented', 'any'].map((operator) => cell(d, recorded(d), id, '', operator)), anyN(d.name, id)]);
    return `| **${id}**: ${properties.concat(allMigrationProperties).find((p) => p.id === id)!.text} | ${cells.join(' | ')} |`;
  });
  return ['| | rfc-v5, documented | rfc-v5, any | rfc-v5, any N | corrected, documented | corrected, any | corrected, any N |', '|---|---|---|---|---|---|---|', ...rows].join('\n');
};

describe('README', () => {
  const shows = (what: string, text: () => string): void => {
    const mark = new RegExp(`<!-- ${what} -->[\\s\\S]*<!-- /${what} -->`);
    it(`shows the recorded ${what}`, () => {
      const readme = fs.readFileSync(README, 'utf8');
      const expected = `<!-- ${what} -->\n${text()}\n<!-- /${what} -->`;
      if (process.env['UPDATE_GOLDEN']) fs.writeFileSync(README, readme.replace(mark, expected));
      else assert.equal(mark.exec(readme)?.[0], expected, 'UPDATE_GOLDEN=1 npm test writes the table anew');
    });
  };
  shows('verdicts', () => table(recorded(design)));
  shows('headlines', headlines);
});
