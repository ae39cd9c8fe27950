/** A seeded sample of mutants, and what became of each kind. */
import { conform } from '../../../checker/conform/conform.ts';
import type { Outcome } from '../../../checker/conform/outcome.ts';
import { outsideReason } from '../../../checker/conform/outside.ts';
import { outside } from '../../../conformance/index.ts';
import { meetingOf, type Meeting } from './meeting.ts';
import type { Labels } from '../../../checker/model/design.ts';
import { heldAgainst, recordingOf } from '../corpus.ts';
import { isAside } from './events.ts';
import { mutations, type Mutation } from './mutations.ts';
import { Random } from './random.ts';

export interface Mutant {
  readonly kind: string;
  readonly recording: string;
  /** Line of the unaltered recording. */
  readonly line: number;
  readonly text: string;
  readonly verdict: Outcome['verdict'];
  /** Line of the altered recording at which it was found out. */
  readonly found: number | undefined;
  /** Of an accepted one: how it relates to the unaltered recording. */
  readonly meeting?: Meeting;
}

/** `count` mutants of each kind (or as many as there are places for it), each at a place of its own, spread over the recordings that have a place for it; `labels` as in {@link heldAgainst}. */
export const sample = (recordings: readonly string[], count: number, seed: number, labels: Labels = {}, only?: RegExp): Mutant[] =>
  mutations.flatMap((m, n) => (!only || only.test(m.kind) ? ofKind(m, recordings, count, new Random(seed + n), labels) : []));

const ofKind = (mutation: Mutation, recordings: readonly string[], count: number, random: Random, labels: Labels): Mutant[] => {
  const fit = recordings.map((name) => ({ name, places: placesIn(mutation, name) })).filter((r) => r.places.length > 0);
  if (fit.length === 0) return [];
  const all = fit.reduce((n, r) => n + r.places.length, 0);
  const drawn = new Set<string>();
  const out: Mutant[] = [];
  while (out.length < Math.min(count, all)) {
    const { name, places } = random.pick(fit);
    const at = random.pick(places);
    if (drawn.size === drawn.add(`${name} ${at}`).size) continue;
    out.push(judge(mutation, name, at, random, labels));
  }
  return out;
};

/** Places in lines that are checked at all, with one behind them: what is outside the model may say anything. */
const placesIn = (mutation: Mutation, name: string): number[] => {
  const recording = recordingOf(name);
  const excused = outsideReason(recording, heldAgainst(recording).mapping, outside);
  const checked = recording.lines.map((l) => !excused.has(l.number) && !isAside(l));
  const last = checked.lastIndexOf(true);
  return mutation.places(recording.lines).filter((n) => checked[n] && mutation.over(recording.lines, n) <= last);
};

const judge = (mutation: Mutation, name: string, at: number, random: Random, labels: Labels): Mutant => {
  const recording = recordingOf(name);
  const { mapping, subject } = heldAgainst(recording, labels);
  const lines = mutation.apply(recording.lines, at, random);
  const outcome = conform({ file: recording.file, lines }, mapping, outside, subject);
  const { text, number: line } = recording.lines[at]!;
  return {
    kind: mutation.kind, recording: name, line, text, verdict: outcome.verdict,
    found: outcome.rejection?.line ?? outcome.unmapped?.[0]?.line,
    ...(outcome.verdict === 'accepted' ? { meeting: meetingOf(recording, lines, mutation.over(recording.lines, at), labels) } : {}),
  };
};

export interface Rate {
  readonly kind: string;
  readonly tried: number;
  readonly rejected: number;
  readonly accepted: readonly Mutant[];
}

export const ratesOf = (mutants: readonly Mutant[]): Rate[] =>
  [...new Set(mutants.map((m) => m.kind))].map((kind) => {
    const all = mutants.filter((m) => m.kind === kind);
    return { kind, tried: all.length, rejected: all.filter((m) => m.verdict === 'rejected' || m.verdict === 'unmapped').length, accepted: all.filter((m) => m.verdict === 'accepted') };
  });

/** The kinds that rule R24 counts: what was done, whatever it was done to. */
export const classOf = (kind: string): string => /^(?:altered [^:]+|dropped|duplicated|swapped)/.exec(kind)![0];
export const pooled = (rates: readonly Rate[]): Rate[] =>
  [...new Set(rates.map((r) => classOf(r.kind)))].map((kind) => {
    const all = rates.filter((r) => classOf(r.kind) === kind);
    const sum = (of: (r: Rate) => number): number => all.reduce((n, r) => n + of(r), 0);
    return { kind, tried: sum((r) => r.tried), rejected: sum((r) => r.rejected), accepted: all.flatMap((r) => r.accepted) };
  });
/** Rule R24: at least 90 % of each kind. */
export const isMet = (r: Rate): boolean => r.rejected >= 0.9 * r.tried;

/** Why an accepted mutant is no longer a wrong recording. */
export const explanation = ({ meeting }: Mutant): string => {
  if (!meeting || meeting.compared === 0) return 'no line behind it is checked';
  if (meeting.differed.length === 0) return 'the same states at once: a change of order, or without effect';
  return `${meeting.differed.join(', ')} differ ${meeting.after === undefined ? 'to the end' : `for ${meeting.after} lines`}, and no line shows it`;
};
