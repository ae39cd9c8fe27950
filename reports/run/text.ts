/** The verdict table for a terminal: one line a configuration, one line a property. Identical from run to run. */
import type { RunReporter, Style } from '../../checker/record/reporter.ts';
import type { ConfigurationRun, RunRecord } from '../../checker/record/run-record.ts';
import { designTable, SPEC_DEFECT, type DesignTable, type PropertyRow } from '../../checker/record/verdict-table.ts';
import { columns } from '../../checker/record/columns.ts';
import { painter, type Paint } from '../layout/paint.ts';
import { count, extent, profileWord, sliced, traceCommand, verdictWord } from '../layout/words.ts';

const paintRow = (paint: Paint, r: PropertyRow, t: DesignTable) => (cell: string): string => {
  if (t.unexpected.includes(r.fact.id) || t.missing.includes(r.fact.id)) return paint('red', cell);
  if (r.verdict === 'violated') return paint('yellow', cell);
  return paint(r.verdict === 'holds' ? 'green' : 'magenta', cell);
};

const configurationEnd = (c: ConfigurationRun): string =>
  c.defect ? `defect ${c.defect.code}` : c.complete ? (c.bounds.length ? `bounded: ${c.bounds.join('; ')}` : 'complete') : `incomplete: ${c.reason ?? 'stopped'}`;

const configurations = (t: DesignTable): string =>
  columns(
    ['configuration', ...(sliced(t) ? ['>slices'] : []), '>distinct', '>generated', '>depth', 'search'],
    t.run.configurations.map((c) => [c.id, ...(sliced(t) ? [String(c.slices.length)] : []), count(c.distinct), count(c.generated), count(c.depth), configurationEnd(c)]),
  );

const properties = (t: DesignTable, paint: Paint): string =>
  t.rows.length === 0 ? '  no property was decided\n' : columns(
    ['', 'property', 'verdict', '>decided by', ...t.profiles, 'trace', 'source'],
    t.rows.map((r) => [
      t.unexpected.includes(r.fact.id) || t.missing.includes(r.fact.id) ? '!' : '',
      r.fact.id,
      verdictWord(r) + (r.whollyVacuous ? ' (vacuous)' : r.behind.length ? ' (behind)' : ''),
      extent(r, t),
      ...t.profiles.map((p) => profileWord(r, p)),
      r.depth === undefined ? '' : traceCommand(t.run.reference, r.fact.id),
      r.fact.source,
    ]),
    (rowIndex, column, cell) => (column === 2 ? paintRow(paint, t.rows[rowIndex]!, t)(cell) : cell),
  );

const where = (r: PropertyRow, t: DesignTable): string => {
  const reason = t.run.reasons[r.fact.id];
  const places = r.violatedIn.length === t.run.configurations.length && r.violatedIn.length > 1 ? 'every configuration' : r.violatedIn.join(', ');
  const behind = r.behind.length ? `; only behind ${r.behind.join(', ')}` : '';
  const reading = r.kvmOnly ? '; KVM only: by reading, not run' : '';
  return `    ${r.fact.id}: ${places}${behind}${reading}${r.expected ? `; expected${reason ? `: ${reason}` : ''}` : ''}\n`;
};

const few = (items: readonly string[]): string => (items.length > 4 ? `${items.slice(0, 3).join(', ')} and ${items.length - 3} more` : items.join(', '));

/** Headings of what is never used (R23). */
const UNUSED = [
  { kind: 'property', title: 'vacuous: the antecedent holds in no reachable state' },
  { kind: 'action', title: 'actions never enabled' },
  { kind: 'state', title: 'states never reached' },
  { kind: 'event', title: 'events never sent' },
] as const;

const notes = (t: DesignTable): string => {
  let text = '';
  const violated = t.rows.filter((r) => r.verdict === 'violated');
  if (violated.length) text += `\n  violated in\n${violated.map((r) => where(r, t)).join('')}`;
  for (const c of t.defects) text += `\n  defect in ${c.id}: ${c.defect!.message}\n${c.defect!.trace ? `    ${traceCommand(t.run.reference, SPEC_DEFECT)} --config ${c.id}\n` : ''}`;
  const part = t.run.whole ? '' : ' (in the part selected)';
  const partly = t.rows.filter((r) => r.vacuous.length && !r.whollyVacuous);
  if (partly.length) text += `\n  vacuous for some values${part}\n${partly.map((r) => `    ${r.fact.id}: ${few(r.vacuous)}\n`).join('')}`;
  for (const { kind, title } of UNUSED) {
    const found = t.vacuity.unused.filter((u) => u.name.startsWith(`${kind} `));
    if (found.length) text += `\n  ${title}${part}\n${found.map((u) => `    ${t.unexplained.includes(u.name) ? '! ' : ''}${u.name.slice(kind.length + 1)}${u.reason ? `: ${u.reason}` : ''}\n`).join('')}`;
  }
  if (t.run.whole && t.vacuity.stale.length) text += `\n  used, though the design says why not\n${t.vacuity.stale.map((x) => `    ! ${x}\n`).join('')}`;
  return text;
};

/** One line that a person or a log search can live on. */
export const summaryLine = (t: DesignTable): string => {
  const n = (v: string): number => t.rows.filter((r) => r.verdict === v).length;
  const parts = [`${n('holds')} hold`, `${n('violated')} violated`];
  if (n('incomplete')) parts.push(`${n('incomplete')} incomplete`);
  const differences = [
    ...(t.defects.length ? [`DEFECT in ${t.defects.map((c) => c.id).join(', ')}`] : []),
    ...(t.unexpected.length ? [`NOT EXPECTED: ${t.unexpected.join(', ')}`] : []),
    ...(t.missing.length ? [`EXPECTED BUT NOT VIOLATED: ${t.missing.join(', ')}`] : []),
    ...t.amiss.map((a) => `NOT WHAT THE CORPUS SAYS: ${a}`),
    ...(t.unexplained.length ? [`NEVER USED, OR A STALE REASON: ${few(t.unexplained)}`] : []),
    ...(t.incomplete ? ['INCOMPLETE'] : []),
  ];
  const end = differences.length ? differences.join('; ') : t.run.whole ? 'as expected' : 'as expected, of the part selected';
  return `${t.run.name}: ${parts.join(', ')}; ${end}`;
};

const design = (t: DesignTable, paint: Paint): string => {
  const head = `${paint('bold', t.run.name)}  ${t.run.title}\n`;
  const line = summaryLine(t);
  const bad = t.defects.length || t.unexpected.length || t.missing.length || t.amiss.length || t.unexplained.length;
  return `${head}\n${configurations(t)}\n${properties(t, paint)}${notes(t)}\n${paint(bad ? 'red' : t.incomplete ? 'magenta' : 'green', line)}\n`;
};

export const reporter = {
  name: 'text',
  doc: 'verdict table for a terminal',
  write: (record: RunRecord, style: Style): string => {
    const paint = painter(style);
    return (
      record.designs.map((d) => design(designTable(d), paint)).join('\n') +
      (record.interrupted ? '\ninterrupted: the above is what was found until then\n' : '')
    );
  },
} satisfies RunReporter;
