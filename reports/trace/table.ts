/** A trace as a wave form: a row for each variable that changes, a column for each step, cells only where it changes. */
import type { TraceReporter } from '../../checker/record/reporter.ts';
import { variable, variables } from '../../checker/record/trace.ts';
import { columns } from '../../checker/record/columns.ts';
import { heading, origin } from './text.ts';

export const reporter: TraceReporter = {
  name: 'table',
  doc: 'variables by steps; a cell is filled where the variable changes',
  write: (trace) => {
    const rows = variables(trace).map((v) => [
      v.name,
      v.initially,
      ...trace.steps.map((s) => s.changes.find((c) => variable(c) === v.name)?.to ?? '.'),
    ]);
    const steps = columns(
      ['>step', 'action', 'process', 'function'],
      trace.steps.map((s, i) => [String(i + 1), s.label, s.process, origin(s)]),
    );
    const head = `${trace.property ? `${trace.property}: ` : ''}${trace.text}\n${heading(trace)}\n`;
    return `${head}\n${steps}\n${columns(['variable', 'initially', ...trace.steps.map((_s, i) => String(i + 1))], rows)}`;
  },
};
