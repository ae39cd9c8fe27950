/** The run record as it is, for programs. The schema is checker/record/run-record.ts. */
import type { RunReporter, Style } from '../../checker/record/reporter.ts';
import type { RunRecord } from '../../checker/record/run-record.ts';

export const reporter = {
  name: 'json',
  doc: 'the run record itself (format vcpuhp-run, version 1)',
  write: (record: RunRecord, _style: Style): string => `${JSON.stringify(record, null, 2)}\n`,
} satisfies RunReporter;
