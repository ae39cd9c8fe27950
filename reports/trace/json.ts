/** A trace for programs. The schema is checker/record/trace.ts. */
import type { TraceReporter } from '../../checker/record/reporter.ts';
import type { TraceDocument } from '../../checker/record/trace.ts';

export const reporter: TraceReporter = {
  name: 'json',
  doc: 'the trace itself (format vcpuhp-trace, version 1)',
  write: (trace) => `${JSON.stringify({ format: 'vcpuhp-trace', version: 1, trace } satisfies TraceDocument, null, 2)}\n`,
};
