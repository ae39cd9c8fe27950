/**
 * The order of what was recorded. A command stands in the file where it was sent and carries the time of its answer;
 * what it caused lies between the two. So a command is two moments, its call and its return, and every other line is
 * one.
 */
import type { Line } from './recording.ts';

export type MomentKind = 'instant' | 'call' | 'return';

export interface Moment {
  readonly kind: MomentKind;
  readonly line: Line;
}

/** `call`: sent and answered. `unanswered`: sent, and no answer came (the system was gone, or nobody waits for one). */
export type LineShape = 'instant' | 'call' | 'unanswered';

/** Moments in order of time. Equal times: a line keeps its place in the file, an answer follows what it may have caused. */
export const momentsOf = (lines: readonly Line[], shapeOf: (line: Line) => LineShape): Moment[] => {
  const shapes = new Map(lines.map((l) => [l, shapeOf(l)]));
  const returns = lines.filter((l) => shapes.get(l) === 'call').sort((a, b) => done(a) - done(b) || a.number - b.number);
  const out: Moment[] = [];
  let next = 0;
  for (const line of lines) {
    const isCall = shapes.get(line) !== 'instant';
    const t = line.fields.t ?? -1;
    while (next < returns.length && returns[next]!.number < line.number && (isCall ? done(returns[next]!) <= t : done(returns[next]!) < t))
      out.push({ kind: 'return', line: returns[next++]! });
    out.push({ kind: isCall ? 'call' : 'instant', line });
  }
  for (; next < returns.length; next++) out.push({ kind: 'return', line: returns[next]! });
  return out;
};

/** A call with an answer but no time of it is taken to be answered at once. */
const done = (line: Line): number => line.fields.t_done ?? line.fields.t ?? -1;
