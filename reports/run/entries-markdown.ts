/** A run of the regression corpus as a Markdown table: what docs/corpus.md shows. */
import type { RunReporter } from '../../checker/record/reporter.ts';
import { entriesSummary, entryRows, violation, type EntryRow } from '../layout/entries.ts';
import { count } from '../layout/words.ts';

const cell = (text: string): string => text.replace(/[\\|*_`<>[\]]/g, (c) => `\\${c}`).replace(/\s+/g, ' ');

const line = (r: EntryRow): string => {
  const { run, distinct } = r.table;
  const unshown = Object.entries(r.entry.unshown).map(([fact, why]) => `${fact} not shown: ${why}`);
  const violated = r.violated.map(violation);
  return `| ${[run.name, cell(run.title), r.entry.breaks.join(', '), r.outcome, cell([violated.join(', '), ...unshown].filter(Boolean).join('. ')), run.configurations.map((c) => c.id).join(', '), count(distinct), cell(run.source)].join(' | ')} |\n`;
};

export const reporter: RunReporter = {
  name: 'entries-markdown',
  doc: 'the regression corpus as a Markdown table',
  write: (record) => {
    const rows = entryRows(record);
    return `| entry | what differs | breaks | does | violates (steps) | where | distinct states | source |\n|---|---|---|---|---|---|---|---|\n${rows.map(line).join('')}\n${entriesSummary(rows)}.\n`;
  },
};
