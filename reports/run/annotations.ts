/** Workflow commands of GitHub Actions: printed by a job, each becomes an annotation at a line of a file. */
import type { RunReporter, Style } from '../../checker/record/reporter.ts';
import type { Place, RunRecord } from '../../checker/record/run-record.ts';
import { designTable, type DesignTable } from '../../checker/record/verdict-table.ts';
import { otherDifferences, placeOf, traceOf } from '../layout/verdicts.ts';
import { plural, traceCommand, verdictWord } from '../layout/words.ts';
import { summaryLine } from './text.ts';

/** What would end a command, or a property of one, is percent-encoded, as the runner's own toolkit does it. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const command = (level: 'error' | 'warning' | 'notice', place: Place, title: string, text: string): string => `::${level} file=${property(place.file)},line=${place.line},title=${property(title)}::${data(text)}\n`;

const ofDesign = (t: DesignTable): string => {
  const design: Place = { file: t.run.file, line: 1 };
  const differing = t.rows.filter((r) => t.unexpected.includes(r.fact.id) || t.missing.includes(r.fact.id));
  return [
    ...t.defects.map((c) => command('error', design, `${t.run.name}: defect of the spec`, `${c.id}: ${c.defect!.message}`)),
    ...differing.map((r) => {
      const trace = traceOf(t, r);
      const seen = trace && t.unexpected.includes(r.fact.id) ? `\n${plural(trace.steps.length, 'step')}; ${traceCommand(t.run.reference, r.fact.id)}` : '';
      const what = t.missing.includes(r.fact.id) ? 'expected to be violated, but it is not' : `${verdictWord(r)}, and not expected to be`;
      return command('error', t.missing.includes(r.fact.id) ? design : placeOf(t, trace), `${t.run.name}: ${r.fact.id}`, `${what}: ${r.fact.text}${seen}`);
    }),
    ...t.missing.filter((id) => !t.rows.some((r) => r.fact.id === id)).map((id) => command('error', design, `${t.run.name}: ${id}`, 'expected to be violated, but there is no such property')),
    ...otherDifferences(t).map((d) => command('error', design, `${t.run.name}: ${d.rule}`, d.text)),
    ...t.run.configurations.filter((c) => !c.complete && !c.defect).map((c) => command('warning', design, `${t.run.name}: ${c.id}`, `not decided: ${c.reason ?? 'not searched to its end'}`)),
    command('notice', design, 'vcpuhp', summaryLine(t)),
  ].join('');
};

export const reporter = {
  name: 'annotations',
  doc: 'workflow commands of GitHub Actions: an annotation for each difference',
  write: (record: RunRecord, _style: Style): string => record.designs.map((d) => ofDesign(designTable(d))).join(''),
} satisfies RunReporter;
