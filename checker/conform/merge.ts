/** Several recordings of one run, made by different recorders, put in order by their time stamps. */
import { basename } from 'node:path';
import { ModelError } from '../model/model-error.ts';
import { lineOf, type Line, type Recording } from './recording.ts';

const refuse = (message: string, fix: string): never => {
  throw new ModelError('E_MERGE', message, { fix });
};

/** Seconds since 1970 at which a line begins. The title of a recording has no time: it stands before everything. */
const begins = (r: Recording, l: Line): number => (l.fields.t === undefined ? Number.NEGATIVE_INFINITY : r.epoch! + l.fields.t);
const timed = (r: Recording): Line[] => r.lines.filter((l) => l.fields.t !== undefined);
/** From its first to its last line; the answer of a command counts. */
const span = (r: Recording): readonly [number, number] => {
  const ls = timed(r);
  return [begins(r, ls[0]!), Math.max(...ls.map((l) => r.epoch! + (l.fields.t_done ?? l.fields.t!)))];
};

const usable = (r: Recording): Recording => {
  if (r.epoch === undefined) refuse(`${r.file} does not say when it was made: its time stamps cannot be compared with others`, 'Record with absolute time stamps (QEMU: -msg timestamp=on; log trace backend), or give it alone');
  if (timed(r).length === 0) refuse(`${r.file} has no line with a time stamp`, 'Leave it out');
  const untimed = r.lines.slice(1).find((l) => l.fields.t === undefined);
  if (untimed) refuse(`line ${untimed.number} of ${r.file} has no time stamp`, 'Record with time stamps, or give it alone');
  const ls = timed(r);
  const back = ls.findIndex((l, n) => n > 0 && l.fields.t! < ls[n - 1]!.fields.t!);
  if (back >= 0) refuse(`${r.file} goes back in time at line ${ls[back]!.number}`, 'Give a recording of one run, in the order in which it was written');
  return r;
};

/** What two of them record would be read as having happened twice. */
const refuseTwice = (rs: readonly Recording[]): void => {
  const by = new Map<string, string>();
  for (const r of rs)
    for (const source of new Set(r.lines.map((l) => l.fields.source))) {
      const other = by.get(source);
      if (other !== undefined) refuse(`${other} and ${r.file} both have lines of ${source}: each would count twice`, 'Leave one of them out');
      by.set(source, r.file);
    }
};

const refuseApart = (rs: readonly Recording[]): void => {
  const spans = rs.map((r) => ({ r, at: span(r) })).toSorted((a, b) => a.at[0] - b.at[0]);
  let end = spans[0]!.at[1];
  for (const { r, at } of spans.slice(1)) {
    if (at[0] > end) refuse(`${r.file} begins ${(at[0] - end).toFixed(3)} s after all others have ended`, 'Give recordings of one and the same run');
    end = Math.max(end, at[1]);
  }
};

/** One recording of them all. Lines of equal time stay in the order in which the recordings are given. Throws E_MERGE. */
export const mergeRecordings = (recordings: readonly Recording[]): Recording => {
  if (recordings.length < 2) refuse(`there is nothing to merge ${recordings[0]?.file ?? ''} with`.trim(), 'Give two recordings or more');
  const rs = recordings.map(usable);
  refuseTwice(rs);
  refuseApart(rs);
  const zero = Math.min(...rs.map((r) => span(r)[0]));
  const all = rs.flatMap((r) => r.lines.map((line) => ({ r, line, at: begins(r, line) }))).sort((a, b) => a.at - b.at);
  const lines = all.map(({ r, line: { fields, number, text } }, n): Line => {
    const shift = (t: number): number => r.epoch! + t - zero;
    const { t, t_done: done, ...rest } = fields;
    const moved = { ...rest, seq: n, ...(t === undefined ? {} : { t: shift(t) }), ...(done === undefined ? {} : { t_done: shift(done) }) };
    return lineOf(moved, n + 1, `${basename(r.file)}:${number}: ${text}`);
  });
  const records = rs.every((r) => r.records) ? rs.flatMap((r) => r.records!) : undefined;
  return { file: rs.map((r) => r.file).join(' + '), lines, epoch: zero, ...(records ? { records } : {}), says: Object.assign({}, ...rs.map((r) => r.says ?? {}).toReversed()) as Record<string, unknown> };
};
