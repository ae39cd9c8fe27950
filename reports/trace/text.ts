/** A trace for e-mail and terminals: a step a line, under it only what changed. Plain text, as qemu-devel takes it. */
import type { TraceReporter } from '../../checker/record/reporter.ts';
import { variable, variables, type Step, type Trace } from '../../checker/record/trace.ts';
import { painter } from '../layout/paint.ts';
import { assumed, forEver, loopMark, trapped } from '../layout/progress.ts';
import { waitsFor } from '../layout/waits.ts';
import { plural } from '../layout/words.ts';

/** What the trace shows, in one line. */
export const heading = (t: Trace): string => {
  const of = t.part ? `, ${t.part}` : '';
  return `${t.kind} of ${plural(t.steps.length, 'step')} in design ${t.design}, configuration ${t.configuration}${of}`;
};

/** Which C code the step stands for. */
export const origin = (s: Step): string => [s.fn, s.source].filter((x) => x !== '').join(' at ');

/** A condition over many instances fills pages; its beginning says enough, and all of it is in the JSON. */
const shortened = (claim: string): string => (claim.length > 500 ? `${claim.slice(0, 500)} ...` : claim);

/** Where the instances start: a line each, with those of their regions that the trace changes. */
const byInstance = (trace: Trace): [string, string[]][] => {
  const lines = new Map<string, string[]>();
  for (const v of variables(trace)) lines.set(v.instance, [...(lines.get(v.instance) ?? []), v.region ? `${v.region} ${v.initially}` : v.initially]);
  return [...lines];
};

export const reporter: TraceReporter = {
  name: 'text',
  doc: 'a step a line, and what it changed',
  write: (trace, style) => {
    const paint = painter(style);
    const bold = (text: string): string => paint('bold', text);
    const initial = byInstance(trace);
    const name = Math.max(0, ...initial.map(([instance]) => instance.length));
    const label = Math.max(0, ...trace.steps.map((s) => s.label.length));
    const digits = String(trace.steps.length).length;
    const indent = ' '.repeat(digits + 4);
    const lines = [
      ...(trace.property ? [`${bold(trace.property)}: ${trace.text}${trace.source ? ` [${trace.source}]` : ''}`] : [trace.text]),
      heading(trace),
      '',
      initial.length ? 'initially (what the trace never changes is left out)' : 'initially',
      ...initial.map(([instance, states]) => `${indent}${instance.padEnd(name)}  ${states.join(', ')}`),
      '',
      ...trace.steps.flatMap((s, i) => [
        ...loopMark(trace, i),
        `${String(i + 1).padStart(digits)}. ${bold(s.label.padEnd(label))}  ${paint('dim', `${s.process}${origin(s) ? `: ${origin(s)}` : ''}`)}`.trimEnd(),
        ...s.changes.map((c) => `${indent}${variable(c)}: ${c.from} -> ${c.to}`),
        ...(s.changes.length ? [] : [`${indent}(nothing changes)`]),
      ]),
      ...forEver(trace),
      ...trapped(trace),
      ...waitsFor(trace),
      ...(trace.claim ? ['', `${trace.kind === 'witness' ? 'reached' : 'violated'}: ${shortened(trace.claim)}`] : []),
      ...assumed(trace),
    ];
    return `${lines.join('\n')}\n`;
  },
};
