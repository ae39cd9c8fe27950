/** A trace for e-mail and terminals: a step a line, under it only what changed. Plain text, as qemu-devel takes it. */
import { styleText } from 'node:util';
import type { TraceReporter } from '../../checker/record/reporter.ts';
import { leavesNew, touched, type Step, type Trace } from '../../checker/record/trace.ts';
import { plural } from '../layout/words.ts';

/** What the trace shows, in one line. */
export const heading = (t: Trace): string => {
  const of = t.part ? `, ${t.part}` : '';
  return `${t.kind} of ${plural(t.steps.length, 'step')} in design ${t.design}, configuration ${t.configuration}${of}`;
};

/** Which C code the step stands for. */
export const origin = (s: Step): string => [s.fn, s.source].filter((x) => x !== '').join(' at ');

const change = (instance: string, from: string, to: string): string => `${instance}: ${leavesNew(to, from).join(' ')} -> ${leavesNew(from, to).join(' ')}`;

export const reporter: TraceReporter = {
  name: 'text',
  doc: 'a step a line, and what it changed',
  write: (trace, style) => {
    const bold = (text: string): string => (style.colour ? styleText('bold', text) : text);
    const dim = (text: string): string => (style.colour ? styleText('dim', text) : text);
    const shown = new Set(touched(trace));
    const initial = trace.initial.filter((p) => shown.has(p.instance));
    const name = Math.max(0, ...initial.map((p) => p.instance.length));
    const label = Math.max(0, ...trace.steps.map((s) => s.label.length));
    const digits = String(trace.steps.length).length;
    const indent = ' '.repeat(digits + 4);
    const lines = [
      ...(trace.property ? [`${bold(trace.property)}: ${trace.text}${trace.source ? ` [${trace.source}]` : ''}`] : [trace.text]),
      heading(trace),
      '',
      initial.length ? 'initially (what the trace never changes is left out)' : 'initially',
      ...initial.map((p) => `${indent}${p.instance.padEnd(name)}  ${p.state}`),
      '',
      ...trace.steps.flatMap((s, i) => [
        `${String(i + 1).padStart(digits)}. ${bold(s.label.padEnd(label))}  ${dim(`${s.process}${origin(s) ? `: ${origin(s)}` : ''}`)}`.trimEnd(),
        ...s.changes.map((c) => `${indent}${change(c.instance, c.from, c.to)}`),
        ...(s.changes.length ? [] : [`${indent}(nothing changes)`]),
      ]),
    ];
    return `${lines.join('\n')}\n`;
  },
};
