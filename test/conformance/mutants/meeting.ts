/**
 * Why a mutant is accepted: not that the model allows it, but where it parts from the unaltered recording and where the two
 * meet again. Between the two, the named components are all that differs, and no line of the recording shows any of them.
 */
import { conform } from '../../../checker/conform/conform.ts';
import type { Line, Recording } from '../../../checker/conform/recording.ts';
import { outside } from '../../../conformance/index.ts';
import type { Labels } from '../../../checker/model/design.ts';
import { heldAgainst } from '../corpus.ts';

export interface Meeting {
  /** Lines that were compared. */
  readonly compared: number;
  /** Components that differed. None: the alteration is a change of order, or a repetition without effect. */
  readonly differed: readonly string[];
  /** Lines from the place of the alteration to where the states are the same for good; undefined: never, or only at the end. */
  readonly after: number | undefined;
}

type States = readonly (readonly number[])[];

/** States after each line, by what survives the alteration: the line's `seq`, and how often it has come. */
const statesBy = (recording: Recording, lines: readonly Line[], labels: Labels): Map<string, States> => {
  const { mapping, subject } = heldAgainst(recording, labels);
  const out = new Map<string, States>();
  conform({ file: recording.file, lines }, mapping, outside, subject, {
    watch: (line, states) => {
      out.set(String(line.fields.seq), states);
    },
  });
  return out;
};

const same = (a: States, b: States): boolean => a.length === b.length && a.every((x) => b.some((y) => x.every((v, n) => v === y[n])));

/** Compare line by line, from where the alteration is over. */
export const meetingOf = (recording: Recording, altered: readonly Line[], over: number, labels: Labels = {}): Meeting => {
  const { ir } = heldAgainst(recording, labels).subject;
  const was = statesBy(recording, recording.lines, labels);
  const is = statesBy(recording, altered, labels);
  const differed = new Set<string>();
  let apart = 0;
  let after = 0;
  for (const line of recording.lines.slice(over)) {
    const [a, b] = [was.get(String(line.fields.seq)), is.get(String(line.fields.seq))];
    if (!a || !b) continue;
    apart++;
    if (same(a, b)) continue;
    after = apart;
    // With several states each, the nearest pair says what differs.
    const pairs = a.flatMap((x) => b.map((y) => ir.instances.flatMap((i, n) => (x[n] === y[n] ? [] : [i.name]))));
    for (const name of pairs.reduce((p, q) => (q.length < p.length ? q : p))) differed.add(name);
  }
  return { compared: apart, differed: [...differed], after: after === apart && apart > 0 ? undefined : after };
};
