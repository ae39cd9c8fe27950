/** Is this recording a behaviour of the system? */
import { initialState } from '../ir/interpret.ts';
import { accountOf, type Fate } from './account.ts';
import { explain, runOf, unfinished } from './explain.ts';
import { hypothesis, runTo, shortest, type Hypothesis } from './hypothesis.ts';
import type { Mapping, Outside } from './mapping.ts';
import { momentsOf, type Moment } from './moment.ts';
import { Moves } from './moves.ts';
import type { Outcome, Tally } from './outcome.ts';
import { outsideReason } from './outside.ts';
import { Plan } from './plan.ts';
import { readLine, type Reading } from './reading.ts';
import type { Line, Recording } from './recording.ts';
import { recordedOf, variablesOf } from './setup.ts';
import type { Subject } from './subject.ts';
import { bySystem } from './systems.ts';
import { ClosureBound, Track } from './track.ts';

export interface ConformOptions {
  /** Most states that may be considered at one moment; see {@link Track}. */
  readonly bound?: number;
  /** Told after each line of the file, which states the system may be in then. */
  readonly watch?: (line: Line, states: readonly (readonly number[])[]) => void;
}
export const BOUND = 20_000;

export const conform = (recording: Recording, mapping: Mapping, outside: Outside, subject: Subject, options: ConformOptions = {}): Outcome => {
  const bound = options.bound ?? BOUND;
  const excused = outsideReason(recording, mapping, outside);
  const about = variablesOf(recording, mapping, subject);
  const plan = new Plan(subject, mapping, recordedOf(recording, mapping, subject), about);
  const readings = new Map(recording.lines.filter((l) => !excused.has(l.number)).map((l) => [l.number, readLine(l, mapping, subject, about)]));
  const moves = new Moves(plan);
  const track = new Track(moves, readings, bound);
  const followed = bySystem(recording.lines.filter((l) => readings.has(l.number)), mapping);
  const moments = followed.flatMap((lines) => momentsOf(lines, (l) => readings.get(l.number)!.shape));
  const rank = new Map(followed.flat().map((l, n) => [l.number, n]));
  let frontier: readonly Hypothesis[] = [hypothesis(moves.id(initialState(subject.ir)), [], undefined)];
  const base = { recording: recording.lines[0]?.fields.name ?? recording.file, file: recording.file, mapping: mapping.name, bound, missing: [...plan.missing] };
  const finish = (verdict: Outcome['verdict'], end: number | undefined, rest: Partial<Outcome> = {}): Outcome => {
    const h = shortest(frontier);
    return {
      ...base,
      verdict,
      account: accountOf(recording.lines, (l): Fate => fate(l.number, end !== undefined && rank.get(l.number)! >= (rank.get(end) ?? 0), excused, readings)),
      ...tallies(track, h),
      run: runOf(track, h),
      hypotheses: frontier.length,
      widest: track.widest,
      ...rest,
    };
  };
  const unmapped = unmappedOf([...readings.values()]);
  if (unmapped.length) return finish('unmapped', 0, { unmapped });
  let last: Moment | undefined;
  try {
    for (last of moments) {
      const reading = readings.get(last.line.number)!;
      const closed = asks(last, reading) ? track.close(frontier, last) : frontier;
      const next = advance(track, closed, last, reading);
      if (next.length === 0) return finish('rejected', last.line.number, { rejection: explain(track, closed, last, reading) });
      frontier = next;
      if (last.kind !== 'return') options.watch?.(last.line, [...new Set(frontier.map((h) => h.state))].map((s) => moves.state(s)));
    }
    const closed = last ? track.close(frontier, last) : frontier;
    const settled = track.settled(closed);
    if (settled.length === 0) return finish('rejected', undefined, { rejection: unfinished(track, closed) });
    frontier = settled;
  } catch (e) {
    if (e instanceof ClosureBound) return finish('undecided', last!.line.number, { at: last!.line.number });
    throw e;
  }
  return finish('accepted', undefined);
};

/** Only these need to know what may have happened unseen. */
const asks = (m: Moment, reading: Reading): boolean => m.kind !== 'call' && reading.meaning !== undefined && !('ignored' in reading.meaning);

const advance = (track: Track, closed: readonly Hypothesis[], m: Moment, reading: Reading): readonly Hypothesis[] => {
  if (m.kind === 'call') return track.call(closed, reading);
  if (m.kind === 'return') return track.answer(closed, reading);
  const meaning = reading.meaning!;
  if ('trace' in meaning) return track.trace(closed, reading);
  return 'state' in meaning ? track.describe(closed, reading) : closed;
};

const unmappedOf = (readings: readonly Reading[]): NonNullable<Outcome['unmapped']> => {
  const byKind = new Map<string, { kind: string; line: number; count: number }>();
  for (const r of readings) {
    if (r.meaning) continue;
    const known = byKind.get(r.line.kind) ?? { kind: r.line.kind, line: r.line.number, count: 0 };
    byKind.set(r.line.kind, { ...known, count: known.count + 1 });
  }
  return [...byKind.values()];
};

/** What became of a line; `unread`: the check ended before it. */
const fate = (n: number, unread: boolean, excused: ReadonlyMap<number, string>, readings: ReadonlyMap<number, Reading>): Fate => {
  const reason = excused.get(n);
  if (reason !== undefined) return { is: 'outside', reason };
  const { meaning } = readings.get(n)!;
  if (unread) return { is: 'unread' };
  return meaning && 'ignored' in meaning ? { is: 'ignored', reason: meaning.ignored } : { is: 'explained' };
};

const tallies = (track: Track, h: Hypothesis): Pick<Outcome, 'observed' | 'commanded' | 'inferred'> => {
  const of = (evidence: string): Tally => {
    const out: Record<string, number> = {};
    for (const s of runTo(h)) {
      const { name } = track.moves.plan.action(s.action);
      if (s.evidence === evidence) out[name] = (out[name] ?? 0) + 1;
    }
    return out;
  };
  return { observed: of('observed'), commanded: of('command'), inferred: of('inferred') };
};
