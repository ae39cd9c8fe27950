/** docs/mutation.md shows what reports/mutation/corrected.json says; UPDATE_GOLDEN=1 writes it anew. */
import assert from 'node:assert/strict';
import { OPERATORS } from '../../checker/mutate/mutant.ts';
import { MutationRecord, Reasons, scoreOf, summaryOf, type MutantRun } from '../../checker/record/mutation.ts';
import { corpusDesigns } from '../../checker/cli/input/designs.ts';
import { killedByCorpus } from '../../checker/mutate/corpus.ts';
import { design as corrected } from '../../designs/corrected.ts';
import { design as rfcV5 } from '../../designs/rfc-v5.ts';
import { FAULTS as QEMU_FAULTS } from '../properties/faults.ts';
import { LINUX_FAULTS } from '../properties/linux-faults.ts';
import { MIGRATION_FAULTS } from '../properties/migration-faults.ts';
import { PROGRESS_FAULTS } from '../properties/progress-faults.ts';
import { number, recordOf, showsText, table } from './page.ts';

const PAGE = 'docs/mutation.md';
const record = MutationRecord.parse(recordOf('reports/mutation/corrected.json'));
const reasons = Reasons.parse(recordOf('reports/mutation/corrected.reasons.json'));
const FATES = ['killed', 'survivor', 'invisible', 'equivalent', 'refused', 'undecided'] as const satisfies readonly MutantRun['fate'][];

const row = (name: string, all: number, runs: readonly MutantRun[]): string[] => {
  const score = scoreOf(runs);
  return [name, number(all), number(runs.length), ...FATES.map((f) => number(runs.filter((m) => m.fate === f).length)), score === undefined ? '' : `${score} %`];
};

const counts = (): string => {
  const head = ['mutation', 'mutants', 'judged', ...FATES.map((f) => (f === 'undecided' ? 'not decided' : f)), 'score'];
  const rows = OPERATORS.map((o) => row(o, record.kinds[o] ?? 0, record.mutants.filter((m) => m.id.startsWith(`${o} `))));
  const { all, mutants } = record;
  const rest = mutants.length === all ? '' : ` ${number(all - mutants.length)} of ${number(all)} were not judged.`;
  return `${table(head, [...rows, row('all', all, mutants)])}\n\nModel ${record.model}.${rest} How they were chosen: ${record.parts.join('; ')}.`;
};

/** Where time or memory did not suffice, most of them first; a mutant of several stands at the first one. */
const undecided = (): string => {
  const left = record.mutants.filter((m) => m.fate === 'undecided');
  const places = [...new Set(left.map((m) => m.configurations![0]!))].map((place) => ({ place, ids: left.filter((m) => m.configurations![0] === place).map((m) => m.id) }));
  const kinds = (ids: readonly string[]): string => OPERATORS.flatMap((o) => (ids.some((id) => id.startsWith(`${o} `)) ? [`${o} ${ids.filter((id) => id.startsWith(`${o} `)).length}`] : [])).join(', ');
  const rows = places.sort((a, b) => b.ids.length - a.ids.length || (a.place < b.place ? -1 : 1)).map(({ place, ids }) => [place, number(ids.length), kinds(ids)]);
  return rows.length === 0 ? 'None.' : table(['configuration', 'not decided', 'which'], rows);
};

/** A reason a line, with all that it explains. */
const explained = (): string => {
  const { explained: found } = summaryOf(record, reasons);
  const patterns = (reason: string): string[] => Object.keys(reasons).filter((p) => reasons[p] === reason);
  const rows = [...new Set(Object.values(reasons))].map((reason) => [reason.replaceAll('|', '\\|'), number(found.filter((f) => f.reason === reason).length), patterns(reason).map((p) => `\`${p}\``).join('<br>')]);
  return table(['reason', 'survivors', 'which'], rows);
};

const FAULTS = [...QEMU_FAULTS, ...LINUX_FAULTS, ...MIGRATION_FAULTS, ...PROGRESS_FAULTS];
/** What violates it all the same. */
const otherwise = (property: string): string => {
  if (corrected.violates.includes(property)) return '`corrected` itself violates it';
  const fault = FAULTS.find((f) => f.property === property);
  return fault ? fault.fault : `rfc-v5: ${rfcV5.reasons?.[property] ?? ''}`;
};

const useless = (): string => {
  const { useless: found, telling } = summaryOf(record, reasons);
  const { all, mutants, properties } = record;
  if (!telling) return `Not told: ${number(mutants.length)} of ${number(all)} mutants were judged (${found.length} of ${properties.length} properties noticed none of these, and no entry of the corpus).`;
  return found.length === 0 ? 'None.' : table(['property', 'violated by'], found.map((p) => [p, otherwise(p)]));
};

describe(PAGE, () => {
  showsText(PAGE, 'counts', counts);
  showsText(PAGE, 'undecided', undecided);
  showsText(PAGE, 'explained', explained);
  showsText(PAGE, 'useless', useless);
  it('has a reason for each survivor of the record, and no reason for anything else', () => {
    const { unexplained, stale } = summaryOf(record, reasons);
    assert.deepEqual([unexplained, stale], [[], []]);
  });
  it('counts what the corpus kills now', async () => assert.deepEqual(record.corpus, killedByCorpus(corrected, (await corpusDesigns()).map((d) => d.design), record.properties)));
  it('is of a record that has each mutant once', () => assert.equal(new Set(record.mutants.map((m) => m.id)).size, record.mutants.length));
});
