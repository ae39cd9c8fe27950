/** What reports show of an entry of the regression corpus. */
import { cites } from '../../checker/record/corpus-entry.ts';
import { designTable, type DesignTable, type PropertyRow } from '../../checker/record/verdict-table.ts';
import type { DesignRun, RunRecord } from '../../checker/record/run-record.ts';

export interface EntryRow {
  readonly table: DesignTable;
  readonly entry: NonNullable<DesignRun['entry']>;
  /** `fails`, `passes`, or what it is instead of that. */
  readonly outcome: string;
  /** Nothing differs from what the corpus and the design say. */
  readonly asExpected: boolean;
  /** What it violates: first what cites the facts that the corpus names, then the shortest traces. */
  readonly violated: readonly PropertyRow[];
}

const row = (run: DesignRun): EntryRow[] => {
  const { entry } = run;
  if (!entry) return [];
  const table = designTable(run);
  const named = (r: PropertyRow): number => (entry.breaks.some((b) => cites(r.fact, b)) ? 0 : 1);
  const violated = table.rows.filter((r) => r.verdict === 'violated').sort((a, b) => named(a) - named(b) || (a.depth ?? Infinity) - (b.depth ?? Infinity));
  const asExpected = !table.unexpected.length && !table.missing.length && !table.amiss.length && !table.incomplete && !table.defects.length;
  const word = table.defects.length ? 'is defective' : table.incomplete ? 'is not decided' : violated.length ? 'fails' : 'passes';
  return [{ table, entry, asExpected, violated, outcome: asExpected ? word : `${word}, not as expected` }];
};

/** The entries of a record, in its order. */
export const entryRows = (record: RunRecord): EntryRow[] => record.designs.flatMap(row);

/** `PresentAlwaysOne 19`: a violated property and the length of its shortest trace. */
export const violation = (r: PropertyRow): string => (r.depth === undefined ? r.fact.id : `${r.fact.id} ${r.depth}`);

/** One line about all of them. */
export const entriesSummary = (rows: readonly EntryRow[]): string => {
  const n = (must: 'fail' | 'pass'): number => rows.filter((r) => r.entry.must === must && r.asExpected).length;
  const other = rows.filter((r) => !r.asExpected).map((r) => r.table.run.name);
  return `${rows.length} entries: ${n('fail')} fail as they must, ${n('pass')} pass as they must${other.length ? `; NOT AS EXPECTED: ${other.join(', ')}` : ''}`;
};
