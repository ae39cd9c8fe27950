/** A trace as a wave form: a row for each component that changes, a column for each step, cells only where it changes. */
import type { TraceReporter } from '../../checker/record/reporter.ts';
import { leavesNew, touched } from '../../checker/record/trace.ts';
import { columns } from '../../checker/record/columns.ts';
import { heading, origin } from './text.ts';

export const reporter: TraceReporter = {
  name: 'table',
  doc: 'components by steps; a cell is filled where the component changes',
  write: (trace) => {
    const start = new Map(trace.initial.map((p) => [p.instance, p.state]));
    const rows = touched(trace).map((instance) => [
      instance,
      start.get(instance)!,
      ...trace.steps.map((s) => {
        const c = s.changes.find((x) => x.instance === instance);
        return c ? leavesNew(c.from, c.to).join(' ') : '.';
      }),
    ]);
    const steps = columns(
      ['>step', 'action', 'process', 'function'],
      trace.steps.map((s, i) => [String(i + 1), s.label, s.process, origin(s)]),
    );
    const head = `${trace.property ? `${trace.property}: ` : ''}${trace.text}\n${heading(trace)}\n`;
    return `${head}\n${steps}\n${columns(['component', 'initially', ...trace.steps.map((_s, i) => String(i + 1))], rows)}`;
  },
};
