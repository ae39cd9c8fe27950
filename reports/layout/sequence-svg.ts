/** A sequence diagram as SVG text. Colours are those of the page it stands in (currentColor), so it is readable in light, dark and print. */
import type { Trace } from '../../checker/record/trace.ts';
import { changeWords, sequenceOf, type Sequence, type SequenceRow } from './sequence.ts';
import { xml } from './xml.ts';

const LEFT = 20;
const TOP = 46;
const LINE = 15;
/** Width of a character of the fonts below, on the safe side. */
const CHAR = 6.4;
/** Changes written out under a step; all of them are in its tooltip and in the table. */
const WRITTEN = 4;

interface Placed {
  readonly row: SequenceRow;
  readonly y: number;
  readonly height: number;
  readonly notes: readonly string[];
}

const notesOf = (row: SequenceRow): string[] => {
  const all = [...row.own, ...row.messages.flatMap((m) => m.changes)].map(changeWords);
  return all.length > WRITTEN ? [...all.slice(0, WRITTEN - 1), `and ${all.length - WRITTEN + 1} more changes`] : all;
};

const place = (sequence: Sequence): Placed[] => {
  let y = TOP + 12;
  return sequence.rows.map((row) => {
    const notes = notesOf(row);
    const height = LINE * (2 + (row.asker === undefined ? 0 : 1) + notes.length) + 8;
    const placed = { row, y, height, notes };
    y += height;
    return placed;
  });
};

const text = (x: number, y: number, words: string, extra = ''): string => `<text x="${x}" y="${y}"${extra}>${xml(words)}</text>`;

const line = (x1: number, x2: number, y: number): string =>
  `<path class="arrow" d="M${x1} ${y}H${x2}m${x2 > x1 ? '-6 -4l6 4l-6 4' : '6 -4l-6 4l6 4'}" fill="none" stroke="currentColor"/>`;

const step = ({ row, y, height, notes }: Placed, at: readonly number[], width: number): string => {
  const tip = [...row.own, ...row.messages.flatMap((m) => m.changes)].map(changeWords).join('\n');
  let below = y + LINE;
  const parts = [`<rect class="band" x="0" y="${y}" width="${width}" height="${height}" fill="none"/>`, text(LEFT, below, `${row.number}. ${row.step.label}`, ' font-weight="bold"')];
  below += 10;
  if (row.asker !== undefined) {
    parts.push(line(at[row.asker]!, at[row.actor]!, below));
    below += LINE;
  }
  parts.push(`<circle cx="${at[row.actor]}" cy="${below}" r="3.5" fill="currentColor"/>`, ...row.messages.map((m) => line(at[row.actor]!, at[m.to]!, below)));
  notes.forEach((n, k) => parts.push(text(LEFT + 14, below + LINE * (k + 1), n, ' class="note" opacity="0.85"')));
  return `<g class="step" data-step="${row.number}"><title>${xml(`${row.number}. ${row.step.label}\n${row.step.fn} ${row.step.source}\n${tip}`)}</title>${parts.join('')}</g>`;
};

/** The diagram of a whole trace, about as wide as its longest text. */
export const sequenceSvg = (trace: Trace): string => {
  const sequence = sequenceOf(trace);
  const distance = Math.max(90, ...sequence.lines.map((n) => n.length * CHAR + 18));
  const at = sequence.lines.map((_n, k) => LEFT + distance / 2 + k * distance);
  const placed = place(sequence);
  const longest = Math.max(0, ...placed.flatMap((p) => [`${p.row.number}. ${p.row.step.label}`, ...p.notes].map((t) => t.length)));
  const width = Math.ceil(Math.max(sequence.lines.length * distance + 2 * LEFT, LEFT + 20 + longest * CHAR));
  const bottom = placed.reduce((y, p) => Math.max(y, p.y + p.height), TOP) + 12;
  const title = `${trace.kind === 'witness' ? 'Witness' : 'Counterexample'}${trace.property ? ` of ${trace.property}` : ''}, ${trace.steps.length} steps, as a sequence diagram`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="sequence" role="img" viewBox="0 0 ${width} ${bottom}" width="${width}" height="${bottom}" font-family="ui-monospace, monospace" font-size="10.5" fill="currentColor">`,
    `<title>${xml(title)}</title>`,
    ...sequence.lines.map((name, k) => `<g class="lifeline">${text(at[k]!, TOP - 18, name, ' text-anchor="middle" font-weight="bold"')}<path d="M${at[k]} ${TOP - 10}V${bottom - 6}" stroke="currentColor" stroke-dasharray="3 4" opacity="0.45"/></g>`),
    ...placed.map((p) => step(p, at, width)),
    '</svg>',
  ].join('\n');
};
