/** The README's verdict tables are what reports/baseline say; UPDATE_GOLDEN=1 writes them anew. */
import type { Design } from '../../checker/model/design.ts';
import { design as corrected } from '../../designs/corrected.ts';
import { design } from '../../designs/rfc-v5.ts';
import { allMigrationProperties, properties } from '../../invariants/index.ts';
import { number, recordOf, showsText, table } from './page.ts';
import { anyN } from './proofs.ts';

const recorded = (of: Design): Baseline => recordOf<Baseline>(`reports/baseline/${of.name}.json`);
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

const verdicts = (baseline: Baseline): string => {
  const rows = properties
    .filter((p) => p.kind !== 'sometimes')
    .map((p) => {
      const cells = ['tcg', 'kvm'].flatMap((accel) => ['documented', 'any'].map((operator) => cell(design, baseline, p.id, accel, operator)));
      return [p.id, ...cells, anyN(design.name, p.id), cells.some((c) => c.includes('violated')) ? (design.reasons?.[p.id] ?? '') : ''];
    });
  const counts = design.configurations
    .filter((c) => baseline.configurations[c.id])
    .map((c) => {
      const b = baseline.configurations[c.id]!;
      return [c.id, c.tier, number(b.distinct), number(b.generated), String(b.depth)];
    });
  return [table(['property', 'TCG, documented', 'TCG, any', 'KVM, documented', 'KVM, any', 'any N', 'why'], rows), '', table(['configuration', 'tier', 'distinct states', 'states generated', 'depth'], counts)].join('\n');
};

/** The headlines, of every accelerator and guest together. */
const headlines = (): string => {
  const rows = HEADLINES.map((id) => {
    const cells = [design, corrected].flatMap((d) => [...['documented', 'any'].map((operator) => cell(d, recorded(d), id, '', operator)), anyN(d.name, id)]);
    return [`**${id}**: ${properties.concat(allMigrationProperties).find((p) => p.id === id)!.text}`, ...cells];
  });
  return table(['', 'rfc-v5, documented', 'rfc-v5, any', 'rfc-v5, any N', 'corrected, documented', 'corrected, any', 'corrected, any N'], rows);
};

describe('README', () => {
  showsText('README.md', 'verdicts', () => verdicts(recorded(design)), 'shows the recorded verdicts');
  showsText('README.md', 'headlines', headlines, 'shows the recorded headlines');
});
