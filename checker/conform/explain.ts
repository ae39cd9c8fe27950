/** Why no hypothesis explains a line: what was possible instead, and the step that came nearest. */
import { violatedGuards } from '../ir/interpret.ts';
import { runTo, shortest, type Hypothesis } from './hypothesis.ts';
import type { ActionPart } from './mapping.ts';
import type { Moment } from './moment.ts';
import type { Nearest, Rejection, RunStep } from './outcome.ts';
import type { Due } from './plan.ts';
import type { Reading } from './reading.ts';
import type { Track } from './track.ts';

/** At most this many hypotheses are looked at, shortest first; a set of thousands says the same over and over. */
const LOOKED_AT = 64;

export const runOf = (track: Track, h: Hypothesis): RunStep[] =>
  runTo(h).map(({ action, evidence, line }) => ({ label: track.moves.plan.action(action).label, evidence, line }));

/** `before`: the hypotheses that were possible at the moment. */
export const explain = (track: Track, before: readonly Hypothesis[], moment: Moment, reading: Reading): Rejection => {
  const some = before.toSorted((a, b) => a.length - b.length).slice(0, LOOKED_AT);
  return {
    line: moment.line.number,
    text: moment.line.text,
    moment: moment.kind,
    why: whyNot(track, some, moment, reading),
    allowed: [...new Set(some.flatMap((h) => allowedAt(track, h)))],
    // Where every hypothesis owes a line of a step, that is what is to be said.
    ...(reading.meaning && 'trace' in reading.meaning && some.some((h) => !h.owed) ? { nearest: nearest(track, some, reading) } : {}),
  };
};

const lastStep = (h: Hypothesis): number => runTo(h).at(-1)!.line;

/** The recording ended in the middle of something, in every hypothesis. */
export const unfinished = (track: Track, last: readonly Hypothesis[]): Rejection => {
  const h = shortest(last);
  const open = h.open[0];
  const { line } = track.reading(open?.line ?? lastStep(h));
  return {
    line: line.number,
    text: line.text,
    moment: 'return',
    why: h.owed ? 'the recording ends before this step has left all its lines' : 'the recording ends and this command has not been carried out',
    allowed: allowedAt(track, h),
  };
};

const whyNot = (track: Track, some: readonly Hypothesis[], moment: Moment, reading: Reading): string => {
  if (moment.kind === 'return') {
    const h = shortest(some);
    const o = h.open.find((x) => x.line === moment.line.number);
    const part = o && track.parts(o.line, o.alternative)[o.done];
    if (!part) return 'the command was answered before the lines of its step had come';
    return 'action' in part
      ? `the command was answered, but ${part.action}(${Object.entries(part.args).map(([k, v]) => `${k}=${shown(v, reading)}`).join(', ')}) cannot have happened since it was sent`
      : 'the command was answered, but what it says held at no time since it was sent';
  }
  if (reading.meaning && 'state' in reading.meaning) return 'what the line says of the state does not hold';
  const owed = some.find((h) => h.owed)?.owed;
  if (owed && some.every((h) => h.owed)) return `${track.moves.plan.action(owed.action).label} is not finished: ${owed.chain[owed.group]!.map(dueText).join(' or ')} is due`;
  return 'no step that leaves this line behind is possible';
};

const shown = (a: unknown, reading: Reading): string => (typeof a === 'object' && a !== null ? (a as { is: string }).is : typeof a === 'string' ? String(reading.variables[a]) : String(a));

const dueText = ({ emission, variables }: Due): string =>
  `${emission.line}(${[...Object.entries(emission.args).map(([name, a]) => `${typeof a === 'string' ? a : name}=${variables[name]}`), ...Object.entries(emission.is).map(([n, v]) => `${n}=${v}`)].join(', ')})`;

/** Lines that could have come next. */
const allowedAt = (track: Track, h: Hypothesis): string[] => {
  const { plan } = track.moves;
  if (h.owed) return h.owed.chain[h.owed.group]!.filter((_, n) => !h.owed!.seen.includes(n)).map((d) => `${plan.action(h.owed!.action).label} goes on with ${dueText(d)}`);
  const leaves = (n: number, part?: ActionPart, command?: Reading): string[] => {
    if (track.moves.after(n, h.state) === undefined) return [];
    const first = track.moves.chain(n, h.state, part, command)[0];
    return first ? [`${plan.action(n).label} leaves ${first.map(dueText).join(' or ')}`] : [];
  };
  const own = plan.subject.ir.actions.flatMap((_, n) => (plan.driven(n) ? [] : leaves(n)));
  const ofCommands = h.open.flatMap((o) => {
    const part = track.next(o);
    return part && 'action' in part ? plan.partMembers(part, track.reading(o.line)).flatMap((n) => leaves(n, part, track.reading(o.line))) : [];
  });
  return [...own, ...ofCommands];
};

/** An action that could have left the line behind, on its own or as the next part of an open command. */
interface Suspect {
  readonly n: number;
  readonly part?: ActionPart;
  readonly command?: Reading;
}

const suspects = (track: Track, h: Hypothesis, reading: Reading): Suspect[] => {
  const { plan } = track.moves;
  const emitters = new Set(plan.emitters(reading.line.kind));
  const ofCommands = h.open.flatMap((o): Suspect[] => {
    const part = track.next(o);
    if (!part || !('action' in part)) return [];
    const command = track.reading(o.line);
    return plan.partMembers(part, command).filter((n) => emitters.has(n)).map((n) => ({ n, part, command }));
  });
  return [...plan.candidates(reading).map((n) => ({ n })), ...ofCommands];
};

/** The step named by the line that least was missing for. */
const nearest = (track: Track, some: readonly Hypothesis[], reading: Reading): Nearest => {
  const { plan } = track.moves;
  let best: { cost: number; h: Hypothesis; label: string; failing: string[]; because: string[] } | undefined;
  for (const h of some)
    for (const suspect of suspects(track, h, reading)) {
      const failing = violatedGuards(plan.subject.ir, suspect.n, track.moves.state(h.state));
      const because = failing.length ? [] : unfit(track, h, suspect, reading);
      const cost = failing.length * 2 + because.length;
      if (!best || cost < best.cost) best = { cost, h, label: plan.action(suspect.n).label, failing, because };
    }
  if (best) return { label: best.label, failing: best.failing, because: best.because, run: runOf(track, best.h) };
  const families = [...new Set(plan.emitters(reading.line.kind).map((n) => plan.action(n).name))];
  const none = families.length ? `no command that was sent does ${families.join(' or ')} with these values` : 'no action of the system leaves such a line';
  return { label: '-', failing: [], because: [none], run: runOf(track, shortest(some)) };
};

/** What kept an enabled action from being the one. */
const unfit = (track: Track, h: Hypothesis, { n, part, command }: Suspect, reading: Reading): string[] => {
  const { plan } = track.moves;
  if (h.owed) return [`${plan.action(h.owed.action).label} has not left all its lines`];
  const first = track.moves.chain(n, h.state, part, command)[0];
  if (!first) return ['there it leaves no line'];
  const post = track.moves.after(n, h.state);
  if (post === undefined) return ['the system has ended'];
  if (!first.some((d) => plan.fits(d, reading))) return [`there it leaves ${first.map(dueText).join(' or ')}`];
  if (!first.some((d) => track.pays(d, { action: n, pre: h.state, post, kept: {} }, reading))) return ['the values of the line are not those of the state'];
  return part ? ['it is not what the command did, going by its answer'] : [];
};
