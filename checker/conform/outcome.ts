/** What a conformance check found: plain data with a schema, as printed with --json. */
import { z } from 'zod';

/** Counts by name, in order of first occurrence. */
const Tally = z.record(z.string(), z.number().int());
export type Tally = z.infer<typeof Tally>;

/** What became of the lines: every one is in exactly one of these. */
const Account = z.strictObject({
  lines: z.number().int(),
  /** Traces of steps, commands, descriptions of the state. By kind. */
  explained: Tally,
  /** Without meaning for the model, by kind and reason. */
  ignored: z.array(z.strictObject({ kind: z.string(), reason: z.string(), count: z.number().int() })),
  /** Declared to be outside the model. */
  outside: z.array(z.strictObject({ reason: z.string(), count: z.number().int(), first: z.number().int() })),
  /** From the line on at which the check ended. */
  unread: z.number().int(),
});
export type Account = z.infer<typeof Account>;

/** A step of the run that explains the recording, and the line at which it was taken. */
const RunStep = z.strictObject({ label: z.string(), evidence: z.enum(['observed', 'command', 'inferred']), line: z.number().int() });
export type RunStep = z.infer<typeof RunStep>;

/** Why a step that the line names was not possible, in the state in which least was missing. */
const Nearest = z.strictObject({
  label: z.string(),
  /** Conjuncts of its condition that did not hold; [] if it was enabled. */
  failing: z.array(z.string()),
  /** What else did not fit. */
  because: z.array(z.string()),
  /** The run to the state in which this was found. */
  run: z.array(RunStep),
});
export type Nearest = z.infer<typeof Nearest>;

const Rejection = z.strictObject({
  line: z.number().int(),
  text: z.string(),
  /** `return`: the answer of a command came before the command could have been done. */
  moment: z.enum(['instant', 'call', 'return']),
  why: z.string(),
  /** Observable steps that the model allowed there, with the line that each would leave behind. */
  allowed: z.array(z.string()),
  nearest: Nearest.optional(),
});
export type Rejection = z.infer<typeof Rejection>;

const Outcome = z.strictObject({
  /** `undecided`: the bound on what may happen unseen was hit. `unmapped`: the mapping does not know a line. */
  verdict: z.enum(['accepted', 'rejected', 'undecided', 'unmapped']),
  recording: z.string(),
  file: z.string(),
  mapping: z.string(),
  account: Account,
  /** Families of the shortest run: seen in a line, done by a command without a line, inferred. */
  observed: Tally,
  commanded: Tally,
  inferred: Tally,
  run: z.array(RunStep),
  /** How many states the system may be in at the end, and the most that were considered at one moment, of the bound. */
  hypotheses: z.number().int(),
  widest: z.number().int(),
  bound: z.number().int(),
  rejection: Rejection.optional(),
  /** Lines that no case of the mapping fits, by kind. */
  unmapped: z.array(z.strictObject({ kind: z.string(), line: z.number().int(), count: z.number().int() })).optional(),
  /** Families that the mapping names and this design does not have. */
  missing: z.array(z.string()),
  /** At which line the bound was hit. */
  at: z.number().int().optional(),
});
export type Outcome = z.infer<typeof Outcome>;

/** What was held against what. */
export const Subjects = z.strictObject({ design: z.string(), configuration: z.string() });
export type Subjects = z.infer<typeof Subjects>;

/** The output of `vcpuhp conform --json`. */
export const ConformDocument = z.strictObject({
  format: z.literal('vcpuhp-conform'),
  version: z.literal(1),
  outcomes: z.array(z.strictObject({ ...Subjects.shape, ...Outcome.shape })),
});
export type ConformDocument = z.infer<typeof ConformDocument>;
