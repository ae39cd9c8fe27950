/** A trace as a sequence diagram in plain characters, 78 columns wide: mailing lists take text only, and quote it. */
import type { Style, TraceReporter } from '../../checker/record/reporter.ts';
import type { Change, Trace } from '../../checker/record/trace.ts';
import { assumed, forEver, loopMark, trapped } from '../layout/progress.ts';
import { changeWords, sequenceOf, type Sequence, type SequenceRow } from '../layout/sequence.ts';
import { waitsFor } from '../layout/waits.ts';
import { NO_BREAK, wrap } from '../layout/wrap.ts';
import { heading, origin } from './text.ts';

export const WIDTH = 78;
/** Life lines closer than this cannot be told apart. */
const NEAREST = 4;

interface Canvas {
  /** Column of each life line. */
  readonly at: readonly number[];
}

/** Life lines in equal distances; what does not fit in 78 columns is no diagram any more. */
const canvasFor = (lines: number): Canvas | undefined => {
  const distance = Math.min(14, Math.floor((WIDTH - 2) / Math.max(1, lines)));
  return distance < NEAREST ? undefined : { at: Array.from({ length: lines }, (_x, k) => Math.floor(distance / 2) + k * distance) };
};

/** Names above their life lines, on as many rows as it takes that none touches another. */
const names = ({ lines }: Sequence, { at }: Canvas): string[] => {
  const rows: string[] = [];
  lines.forEach((name, k) => {
    const start = Math.max(0, Math.min(WIDTH - name.length, at[k]! - Math.floor(name.length / 2)));
    // A name that would write over another one's life line is no matter: the lines begin below the names.
    let row = rows.findIndex((r) => r.length === 0 || r.length < start);
    if (row < 0) row = rows.push('') - 1;
    rows[row] = rows[row]!.padEnd(start) + name;
  });
  return rows.map((r) => r.slice(0, WIDTH));
};

const plain = ({ at }: Canvas): string[] => {
  const cells = Array.from({ length: (at.at(-1) ?? 0) + 1 }, () => ' ');
  for (const x of at) cells[x] = '|';
  return cells;
};

/** An arrow from one life line to others: `o------|----->|`. */
const arrow = (canvas: Canvas, from: number, to: readonly number[]): string => {
  const cells = plain(canvas);
  const { at } = canvas;
  const [first, last] = [Math.min(from, ...to), Math.max(from, ...to)];
  for (let x = at[first]! + 1; x < at[last]!; x++) if (cells[x] === ' ') cells[x] = '-';
  for (const t of to) cells[at[t]! + (t > from ? -1 : 1)] = t > from ? '>' : '<';
  cells[at[from]!] = 'o';
  return cells.join('');
};

const BAR = '   ';
/** A change is not broken if it fits in a line. */
const together = (changes: readonly Change[]): string => changes.map((c) => changeWords(c).replaceAll(' ', NO_BREAK)).join(', ');
const labelled = (text: string): string[] => wrap(text, WIDTH - 6, '  ').map((l) => `      ${l}`);

const rowOf = (canvas: Canvas, lines: readonly string[], row: SequenceRow): string[] => {
  const { step, number, asker, actor, messages, own } = row;
  const of = origin(step);
  const to = messages.map((m) => m.to);
  return [
    ...wrap(`${String(number).padStart(2)}. ${step.label}`, WIDTH, '    '),
    ...(of ? wrap(of, WIDTH - 4, '  ').map((l) => `    ${l}`) : []),
    ...(asker === undefined ? [] : [arrow(canvas, asker, [actor])]),
    ...(to.length ? [arrow(canvas, actor, to)] : asker === undefined ? [arrow(canvas, actor, [actor]).replace(/[<>]/, ' ')] : []),
    ...(own.length ? labelled(`${lines[actor]!}: ${together(own)}`) : []),
    ...messages.flatMap((m) => labelled(`${lines[m.to]!}: ${together(m.changes)}`)),
    ...(own.length + to.length === 0 ? labelled('(nothing changes)') : []),
  ];
};

export const reporter = {
  name: 'sequence',
  doc: 'sequence diagram in plain characters, 78 columns wide',
  write: (trace: Trace, _style: Style): string => {
    const sequence = sequenceOf(trace);
    const canvas = canvasFor(sequence.lines.length);
    const head = [...wrap(`${trace.property ? `${trace.property}: ` : ''}${trace.text}`, WIDTH), ...wrap(heading(trace), WIDTH), ''];
    const tail = [...forEver(trace), ...trapped(trace), ...waitsFor(trace), ...(trace.claim ? ['', `${trace.kind === 'witness' ? 'reached' : 'violated'}: ${trace.claim}`] : []), ...assumed(trace)].flatMap((l) => wrap(l, WIDTH, BAR));
    if (!canvas) {
      const body = sequence.rows.flatMap((r) => [`${r.number}. ${sequence.lines[r.actor]!}: ${r.step.label}`, ...[...r.own, ...r.messages.flatMap((m) => m.changes)].map((c) => `   ${changeWords(c)}`)]);
      const why = `${sequence.lines.length} life lines do not fit in ${WIDTH} columns: give the design lanes (presentation.lanes)`;
      return `${[...head, ...wrap(why, WIDTH), '', ...body.flatMap((l) => wrap(l, WIDTH, BAR)), ...tail].join('\n')}\n`;
    }
    const lifelines = plain(canvas).join('');
    const body = sequence.rows.flatMap((r, k) => [...loopMark(trace, k), ...rowOf(canvas, sequence.lines, r), lifelines]);
    return `${[...head, ...names(sequence, canvas), lifelines, ...body, ...tail].join('\n')}\n`;
  },
} satisfies TraceReporter;
