/** A seeded sample of mutants, and what became of each kind. */
import { conform } from '../../../checker/conform/conform.ts';
import type { Outcome } from '../../../checker/conform/outcome.ts';
import { outsideReason } from '../../../checker/conform/outside.ts';
import { outside } from '../../../conformance/index.ts';
import { meetingOf, type Meeting } from './meeting.ts';
import { heldAgainst, recordingOf } from '../corpus.ts';
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

/** `count` mutants of each kind, spread over the recordings that have a place for it. */
export const sample = (recordings: readonly string[], count: number, seed: number, only?: RegExp): Mutant[] =>
  mutations.filter((m) => !only || only.test(m.kind)).flatMap((m, n) => ofKind(m, recordings, count, new Random(seed + n)));

const ofKind = (mutation: Mutation, recordings: readonly string[], count: number, random: Random): Mutant[] => {
  const fit = recordings.map((name) => ({ name, places: placesIn(mutation, name) })).filter((r) => r.places.length > 0);
  if (fit.length === 0) return [];
  return Array.from({ length: count }, () => {
    const { name, places } = random.pick(fit);
    return judge(mutation, name, random.pick(places), random);
  });
};

/** Places in lines that are checked at all: what is outside the model may say anything. */
const placesIn = (mutation: Mutation, name: string): number[] => {
  const recording = recordingOf(name);
  const excused = outsideReason(recording, heldAgainst(recording).mapping, outside);
  return mutation.places(recording.lines).filter((n) => !excused.has(recording.lines[n]!.number));
};

const judge = (mutation: Mutation, name: string, at: number, random: Random): Mutant => {
  const recording = recordingOf(name);
  const { mapping, subject } = heldAgainst(recording);
  const lines = mutation.apply(recording.lines, at, random);
  const outcome = conform({ file: recording.file, lines }, mapping, outside, subject);
  const { text, number: line } = recording.lines[at]!;
  return {
    kind: mutation.kind, recording: name, line, text, verdict: outcome.verdict,
    found: outcome.rejection?.line ?? outcome.unmapped?.[0]?.line,
    ...(outcome.verdict === 'accepted' ? { meeting: meetingOf(recording, lines, mutation.over(recording.lines, at)) } : {}),
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

/** Why an accepted mutant is no longer a wrong recording. */
export const explanation = ({ meeting }: Mutant): string => {
  if (!meeting || meeting.compared === 0) return 'no line behind it is checked';
  if (meeting.differed.length === 0) return 'the same states at once: a change of order, or without effect';
  return `${meeting.differed.join(', ')} differ ${meeting.after === undefined ? 'to the end' : `for ${meeting.after} lines`}, and no line shows it`;
};
