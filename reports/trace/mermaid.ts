/** A trace as a Mermaid sequence diagram: processes on the left act on the components on the right. */
import type { TraceReporter } from '../../checker/record/reporter.ts';
import type { Change, Trace } from '../../checker/record/trace.ts';
import { mermaidText } from '../layout/mermaid-text.ts';
import { circle } from '../layout/waits.ts';
import { heading, origin } from './text.ts';

const touched = (trace: Trace): string[] => {
  const changed = new Set(trace.steps.flatMap((s) => s.changes.map((c) => c.instance)));
  return trace.initial.map((p) => p.instance).filter((i) => changed.has(i));
};
const said = (c: Change): string => (c.region ? `${c.region}: ${c.to}` : c.to);

export const reporter: TraceReporter = {
  name: 'mermaid',
  doc: 'Mermaid sequence diagram',
  write: (trace) => {
    const { edges, cycle } = trace.waits ?? { edges: [], cycle: [] };
    const processes = [...new Set([...trace.steps.map((s) => s.process), ...edges.flatMap((e) => [e.waiter, e.holder])])];
    const components = touched(trace);
    // A process and a component may have the same name; the ids keep them apart.
    const p = (name: string): string => `p${processes.indexOf(name)}`;
    const c = (name: string): string => `c${components.indexOf(name)}`;
    const lines = [
      `%% ${heading(trace)}`,
      'sequenceDiagram',
      ...processes.map((name) => `  actor ${p(name)} as ${mermaidText(name)}`),
      ...components.map((name) => `  participant ${c(name)} as ${mermaidText(name)}`),
      ...trace.steps.flatMap((s, i) => [
        `  Note over ${p(s.process)}: ${i + 1}. ${mermaidText(s.label)}${origin(s) ? `<br/>${mermaidText(origin(s))}` : ''}`,
        ...s.changes.map((x) => `  ${p(s.process)}->>${c(x.instance)}: ${mermaidText(said(x))}`),
      ]),
      ...edges.map((e) => `  ${p(e.waiter)}--)${p(e.holder)}: waits: ${mermaidText(e.action)} needs ${mermaidText(e.conjunct)}`),
      ...(cycle.length ? [`  Note over ${p(cycle[0]!)}: cycle of waits: ${mermaidText(circle(cycle))}`] : []),
      ...(trace.property && processes.length ? [`  Note over ${p(processes[0]!)}: ${trace.kind === 'witness' ? 'reached' : 'violated'}: ${mermaidText(trace.property)}${trace.part ? ` (${mermaidText(trace.part)})` : ''}`] : []),
    ];
    return `${lines.join('\n')}\n`;
  },
};
