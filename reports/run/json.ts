/** The run record as it is, for programs. The schema is checker/record/run-record.ts. */
import type { RunReporter } from '../../checker/record/reporter.ts';

export const reporter: RunReporter = {
  name: 'json',
  doc: 'the run record itself (format vcpuhp-run, version 1)',
  write: (record) => `${JSON.stringify(record, null, 2)}\n`,
};
