/** Markdown for the summary page of a GitHub job (GITHUB_STEP_SUMMARY): what differs first, with its trace; then the verdicts. */
import type { RunReporter, Style } from '../../checker/record/reporter.ts';
import type { RunRecord } from '../../checker/record/run-record.ts';
import { designTable, exitStatus, EXIT, type DesignTable } from '../../checker/record/verdict-table.ts';
import { cell, code, fenced } from '../layout/markdown.ts';
import { traceOf } from '../layout/verdicts.ts';
import { verdictWord } from '../layout/words.ts';
import { reporter as sequence } from '../trace/sequence.ts';
import { reporter as markdown } from './markdown.ts';
import { summaryLine } from './text.ts';

/** GitHub refuses a summary of more than a mebibyte, whole. */
export const LARGEST = 1024 * 1024;

const OUTCOME: Readonly<Record<number, string>> = {
  [EXIT.asExpected]: 'as the designs expect',
  [EXIT.differs]: 'a verdict differs from what a design expects',
  [EXIT.incomplete]: 'incomplete: not everything was decided',
  [EXIT.defect]: 'a defect of the spec: nothing that it says counts',
};

const differences = (t: DesignTable): string[] =>
  t.rows.flatMap((r) => {
    const unexpected = t.unexpected.includes(r.fact.id);
    if (!unexpected && !t.missing.includes(r.fact.id)) return [];
    const trace = traceOf(t, r);
    return [
      `### ${cell(t.run.name)}: ${code(r.fact.id)} ${verdictWord(r)}, ${unexpected ? 'not expected' : 'a violation was expected'}\n\n${cell(r.fact.text)}\n\n` +
        (trace && unexpected ? `<details><summary>Counterexample of ${trace.steps.length} steps</summary>\n\n${fenced(sequence.write(trace, { colour: false }))}\n</details>\n\n` : ''),
    ];
  });

export const reporter = {
  name: 'summary',
  doc: 'Markdown for the summary page of a GitHub job, at most 1 MiB',
  write: (record: RunRecord, style: Style): string => {
    const tables = record.designs.map(designTable);
    const head = `## vcpuhp: ${OUTCOME[exitStatus(record)]}\n\n${tables.map((t) => `* ${cell(summaryLine(t))}\n`).join('')}\n`;
    const pieces = [...tables.flatMap(differences), ...record.designs.map((d) => `<details><summary>All verdicts of ${cell(d.name)}</summary>\n\n${markdown.write({ ...record, designs: [d] }, style)}\n</details>\n\n`)];
    const room = LARGEST - 500;
    let text = head;
    let size = Buffer.byteLength(text);
    let left = 0;
    for (const piece of pieces) {
      const more = Buffer.byteLength(piece);
      if (size + more > room) left++;
      else {
        text += piece;
        size += more;
      }
    }
    return left ? `${text}${left} more ${left === 1 ? 'section does' : 'sections do'} not fit into a summary; the run record has everything.\n` : text;
  },
} satisfies RunReporter;
