/** The verdict table as Markdown, for pull requests and mailing list archives that render it. */
import type { RunReporter, Style } from '../../checker/record/reporter.ts';
import type { RunRecord } from '../../checker/record/run-record.ts';
import { designTable, type DesignTable } from '../../checker/record/verdict-table.ts';
import { cell, code } from '../layout/markdown.ts';
import { count, extent, profileWord, verdictWord } from '../layout/words.ts';
import { summaryLine } from './text.ts';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((r) => `| ${r.join(' | ')} |\n`).join('');

const design = (t: DesignTable): string => {
  const configurations = table(
    ['configuration', 'distinct', 'generated', 'depth', 'search'],
    t.run.configurations.map((c) => [
      code(c.id),
      count(c.distinct),
      count(c.generated),
      count(c.depth),
      cell(c.defect ? `defect ${c.defect.code}` : c.complete ? 'complete' : `incomplete: ${c.reason ?? 'stopped'}`),
    ]),
  );
  const properties = table(
    ['property', 'verdict', 'decided by', ...t.profiles.map(cell), 'where', 'source'],
    t.rows.map((r) => [
      code(r.fact.id),
      (r.verdict === 'violated' ? `**${verdictWord(r)}**` : verdictWord(r)) + (r.whollyVacuous ? ' (vacuous)' : r.behind.length ? ` (behind ${r.behind.join(', ')})` : ''),
      extent(r, t),
      ...t.profiles.map((p) => profileWord(r, p)),
      r.verdict === 'violated' ? r.violatedIn.map(code).join(' ') : '',
      cell(r.fact.source),
    ]),
  );
  return `## ${cell(t.run.name)}: ${cell(t.run.title)}\n\n${cell(summaryLine(t))}\n\n${configurations}\n${properties}`;
};

export const reporter = {
  name: 'markdown',
  doc: 'verdict tables in Markdown',
  write: (record: RunRecord, _style: Style): string => record.designs.map((d) => design(designTable(d))).join('\n') + (record.interrupted ? '\n*Interrupted.*\n' : ''),
} satisfies RunReporter;
