/** A trace as a sequence diagram in SVG. */
import type { Style, TraceReporter } from '../../checker/record/reporter.ts';
import type { Trace } from '../../checker/record/trace.ts';
import { sequenceSvg } from '../layout/sequence-svg.ts';

export const reporter = {
  name: 'svg',
  doc: 'sequence diagram as an SVG file',
  write: (trace: Trace, _style: Style): string => `${sequenceSvg(trace)}\n`,
} satisfies TraceReporter;
