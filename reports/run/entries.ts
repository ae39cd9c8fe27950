/** A run of the regression corpus for a terminal: a line an entry, then what differs. */
import { columns } from '../../checker/record/columns.ts';
import type { RunReporter } from '../../checker/record/reporter.ts';
import { entriesSummary, entryRows, violation, type EntryRow } from '../layout/entries.ts';
import { painter } from '../layout/paint.ts';
import { count } from '../layout/words.ts';

/** The first that it violates, and how many more. */
const shown = ({ violated: [first, ...more] }: EntryRow): string => (first ? `${violation(first)}${more.length ? `, and ${more.length} more` : ''}` : '');

const differences = ({ table: t }: EntryRow): string[] => [
  ...t.defects.map((c) => `${c.id}: ${c.defect!.code}: ${c.defect!.message}`),
  ...(t.unexpected.length ? [`not expected: ${t.unexpected.join(', ')}`] : []),
  ...(t.missing.length ? [`expected, and not violated: ${t.missing.join(', ')}`] : []),
  ...t.amiss,
  ...t.run.configurations.filter((c) => !c.complete && !c.defect).map((c) => `${c.id}: incomplete: ${c.reason ?? 'stopped'}`),
];

export const reporter: RunReporter = {
  name: 'entries',
  doc: 'the regression corpus, a line an entry',
  write: (record, style) => {
    const paint = painter(style);
    const rows = entryRows(record);
    const table = columns(
      ['entry', 'must', 'does', 'violates (steps)', '>distinct', 'where'],
      rows.map((r) => [r.table.run.name, r.entry.must, r.outcome, shown(r), count(r.table.distinct), r.table.run.configurations.map((c) => c.id).join(' ')]),
      (i, column, cell) => (column === 2 ? paint(rows[i]!.asExpected ? 'green' : 'red', cell) : cell),
    );
    const bad = rows.filter((r) => !r.asExpected);
    const notes = bad.map((r) => `\n  ${r.table.run.name}: ${r.table.run.title}\n${differences(r).map((d) => `    ${d}\n`).join('')}`).join('');
    return `${table}${notes}\n${paint(bad.length ? 'red' : 'green', entriesSummary(rows))}\n`;
  },
};
