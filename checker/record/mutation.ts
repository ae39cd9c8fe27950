/** What became of the mutants of a design (R22), as plain JSON; and what is to be said of it. */
import { z } from 'zod';

export const MutantRun = z.strictObject({
  id: z.string(),
  /**
   * `killed`: a verdict changes; `refused`: it is a defect of the specification, no score; `equivalent`: the same graph; `invisible`: guest and
   * operator see the same; `undecided`: memory or time did not suffice, or the run was interrupted.
   */
  fate: z.enum(['killed', 'refused', 'equivalent', 'invisible', 'survivor', 'undecided']),
  /** Properties whose verdict changes first; of a refused one what refuses it. */
  by: z.array(z.string()).optional(),
  /** Where that was seen; of a survivor, where its graph differs. */
  configurations: z.array(z.string()).optional(),
});
export type MutantRun = z.infer<typeof MutantRun>;

export const MutationRecord = z.strictObject({
  format: z.literal('vcpuhp-mutation'),
  version: z.literal(1),
  design: z.string(),
  /** Digest of what was mutated: records of the same model can be put together. */
  model: z.string(),
  /** How many mutants the model has; those that do not stand here were not judged. */
  all: z.number().int().nonnegative(),
  /** Of each kind. */
  kinds: z.record(z.string(), z.number().int().nonnegative()),
  /** Which were chosen, in words, and what each was allowed; one a part. */
  parts: z.array(z.string()),
  mutants: z.array(MutantRun),
  /** Every property that the design is held to. */
  properties: z.array(z.string()),
  /** Properties that an entry of the corpus violates, and the design itself does not. */
  corpus: z.array(z.string()),
});
export type MutationRecord = z.infer<typeof MutationRecord>;

/** Why mutants survive: their ids (`*` stands for anything), and the reason. */
export const Reasons = z.record(z.string(), z.string());
export type Reasons = z.infer<typeof Reasons>;

const matches = (pattern: string, id: string): boolean => new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(id);

export interface MutationSummary {
  readonly counts: Readonly<Record<MutantRun['fate'], number>>;
  /** Killed of those that change anything, in percent; undefined if there is none. */
  readonly score: number | undefined;
  readonly unexplained: readonly string[];
  readonly explained: readonly { readonly id: string; readonly fate: 'survivor' | 'invisible'; readonly pattern: string; readonly reason: string }[];
  /** Invisible ones without a reason: being invisible is one. */
  readonly invisible: readonly string[];
  /** Reasons for nothing that survives. */
  readonly stale: readonly string[];
  /** Properties that kill nothing, no mutant that was judged and no entry of the corpus. */
  readonly useless: readonly string[];
  /** Whether that says something of the properties: of a small share of the mutants it says more of the sample. */
  readonly telling: boolean;
}

/** From this share of all mutants on, useless properties are named. */
const TELLING = 0.25;

/** Killed of those that change anything, in percent; undefined if there is none. What was not decided counts for neither. */
export const scoreOf = (runs: readonly MutantRun[]): number | undefined => {
  const of = (...fates: MutantRun['fate'][]): number => runs.filter((m) => fates.includes(m.fate)).length;
  const all = of('killed', 'survivor', 'invisible');
  return all === 0 ? undefined : Math.round((of('killed') / all) * 1000) / 10;
};

/** Properties by which no mutant that was judged was killed, and that no entry of the corpus violates. */
const needless = (r: MutationRecord): string[] => {
  const killing = new Set([...r.mutants.flatMap((m) => (m.fate === 'killed' ? (m.by ?? []) : [])), ...r.corpus]);
  return r.properties.filter((p) => !killing.has(p));
};

/** `ids`: of all mutants, as far as they are known; a reason for many is not stale while some of them are not judged. */
export const summaryOf = (r: MutationRecord, reasons: Reasons, ids: readonly string[] = r.mutants.map((m) => m.id)): MutationSummary => {
  const counts = { killed: 0, refused: 0, equivalent: 0, invisible: 0, survivor: 0, undecided: 0 };
  for (const m of r.mutants) counts[m.fate]++;
  const whole = r.mutants.length === r.all;
  const fates = new Map(r.mutants.map((m) => [m.id, m.fate]));
  const reasonOf = (id: string): readonly [string, string] | undefined => Object.entries(reasons).find(([pattern]) => matches(pattern, id));
  const living = r.mutants.filter((m): m is MutantRun & { fate: 'survivor' | 'invisible' } => m.fate === 'survivor' || m.fate === 'invisible');
  return {
    counts,
    score: scoreOf(r.mutants),
    unexplained: living.filter((m) => m.fate === 'survivor' && reasonOf(m.id) === undefined).map((m) => m.id),
    explained: living.flatMap((m) => {
      const found = reasonOf(m.id);
      return found ? [{ id: m.id, fate: m.fate, pattern: found[0], reason: found[1] }] : [];
    }),
    invisible: living.filter((m) => m.fate === 'invisible' && reasonOf(m.id) === undefined).map((m) => m.id),
    stale: Object.keys(reasons).filter((pattern) => {
      const meant = ids.filter((id) => matches(pattern, id)).map((id) => fates.get(id));
      return (whole || meant.length > 0) && !meant.some((fate) => fate === undefined || fate === 'survivor' || fate === 'invisible' || fate === 'undecided');
    }),
    useless: needless(r),
    telling: r.mutants.length >= r.all * TELLING,
  };
};
