/**
 * The run record: everything that a finished (or interrupted) check found, as plain JSON. Reports read this and nothing
 * else; the schema is versioned and a record is validated whenever it is read from a file.
 */
import { z } from 'zod';
import { STORE_KINDS } from '../explore/visited/plan.ts';
import { Exhibits } from './exhibits.ts';
import { Trace } from './trace.ts';

/** A count of states, steps or transitions. */
const Count = z.number().int().nonnegative();

/** `incomplete`: not decided, because a bound or the memory limit was hit or the run was interrupted. */
export const Verdict = z.enum(['holds', 'violated', 'incomplete']);
export type Verdict = z.infer<typeof Verdict>;

export const PropertyKind = z.enum(['always', 'whenQuiescent', 'step', 'sometimes', 'dead', 'stuck', 'survives', 'leadsTo', 'eventually', 'alwaysEventually', 'eventuallyAlways', 'recoverable']);
export type PropertyKind = z.infer<typeof PropertyKind>;

/** One property in one configuration. For `sometimes`: `holds` is reached, `violated` is unreachable. */
export const PropertyRun = z.strictObject({
  id: z.string(),
  verdict: Verdict,
  /** Steps of the shortest counterexample (`sometimes`: of the shortest witness). */
  depth: Count.optional(),
  /** Set when every violation lies behind a violation of these other properties (R5). */
  behind: z.array(z.string()).optional(),
  /** Parts whose antecedent held in no reachable state (R23). */
  unexercised: z.array(z.string()),
  /** All parts, so that vacuity can be judged over several configurations. */
  parts: z.array(z.string()),
  trace: Trace.optional(),
});
export type PropertyRun = z.infer<typeof PropertyRun>;

/** Names of what was used, and of what was not though it was looked for. */
const Used = z.strictObject({ used: z.array(z.string()), unused: z.array(z.string()) });

/** What the searches used of the machine of a component, all instances together. */
export const ComponentRun = z.strictObject({
  name: z.string(),
  /** Leaf states, by path. */
  states: Used,
  events: Used,
  /** `from -event-> to`, by region; those that change nothing are not told. */
  transitions: Used,
});
export type ComponentRun = z.infer<typeof ComponentRun>;

/** With `--profile`: where the states come from (checker/explore/profile.ts). */
const Profile = z.strictObject({
  looked: Count,
  components: z.array(z.strictObject({ name: z.string(), met: Count, of: Count, times: z.number() })),
  actions: z.array(z.strictObject({ name: z.string(), steps: Count })),
});

export const ConfigurationRun = z.strictObject({
  id: z.string(),
  title: z.string(),
  tier: z.enum(['quick', 'full', 'nightly']),
  labels: z.record(z.string(), z.string()),
  complete: z.boolean(),
  /** Why it is not complete. */
  reason: z.string().optional(),
  /** The spec is defective here: nothing it says counts. */
  defect: z.strictObject({ code: z.string(), message: z.string(), trace: Trace.optional() }).optional(),
  /** Bounds cut without an argument: they make every `holds` `incomplete` (R10). */
  bounds: z.array(z.string()),
  /** Sums over the slices (depth: the largest). */
  distinct: Count,
  generated: Count,
  depth: Count,
  /** The explorations that decided it between them (docs/reductions.md): what each left still, and its counts. */
  slices: z.array(z.strictObject({ still: z.array(z.string()), distinct: Count, generated: Count, depth: Count, /** New states at each distance from the start. */ levels: z.array(Count), profile: Profile.optional() })),
  properties: z.array(PropertyRun),
  /** Action families: how many transitions are theirs. One whose transitions were not looked for is left out. */
  actions: z.array(z.strictObject({ name: z.string(), taken: Count })),
  components: z.array(ComponentRun),
  /** With `--coverage`: for each conjunct of a condition, whether it decides anywhere, all others being true. */
  guards: z.array(z.strictObject({ action: z.string(), conjunct: z.string(), decides: z.boolean() })).optional(),
});
export type ConfigurationRun = z.infer<typeof ConfigurationRun>;

export const PropertyFact = z.strictObject({
  id: z.string(),
  kind: PropertyKind,
  text: z.string(),
  source: z.string(),
  scope: z.string(),
});
export type PropertyFact = z.infer<typeof PropertyFact>;

/** A line of a source file; the path is relative to where the command ran. */
export const Place = z.strictObject({ file: z.string(), line: z.number().int().positive() });
export type Place = z.infer<typeof Place>;

export const DesignRun = z.strictObject({
  name: z.string(),
  /** How a command line names it: its name, or the path that was given. */
  reference: z.string(),
  title: z.string(),
  source: z.string(),
  /** Its module, relative to where the command ran. */
  file: z.string(),
  /** Action families: where each is declared. */
  places: z.record(z.string(), Place),
  /** What the design says of itself. */
  expected: z.array(z.string()),
  reasons: z.record(z.string(), z.string()),
  /** What the regression corpus says of it, if it is an entry. */
  entry: z.strictObject({ must: z.enum(['fail', 'pass']), breaks: z.array(z.string()), unshown: z.record(z.string(), z.string()) }).optional(),
  /** Why something is never used (R23), by {@link unusedName}. */
  unused: z.record(z.string(), z.string()),
  /** It is a part of another design, where what is never used is judged. */
  part: z.boolean(),
  /** True when the run covers every configuration of the tier and every property: only then can something be missing. */
  whole: z.boolean(),
  /** Every property of some configuration, in order of declaration. */
  properties: z.array(PropertyFact),
  configurations: z.array(ConfigurationRun),
  exhibits: Exhibits.optional(),
});
export type DesignRun = z.infer<typeof DesignRun>;

/** One of several runs that decide something between them (check --shard). */
export const Shard = z.strictObject({
  index: z.number().int().positive(),
  of: z.number().int().positive(),
  /** Digest of the sources of designs and checker, and of the options that decide what is searched. */
  inputs: z.string(),
  /** What all shards search between them, in order. */
  planned: z.array(z.strictObject({ design: z.string(), whole: z.boolean(), configurations: z.array(z.string()) })),
});
export type Shard = z.infer<typeof Shard>;

export const RunRecord = z.strictObject({
  format: z.literal('vcpuhp-run'),
  version: z.literal(1),
  tool: z.string(),
  tier: z.enum(['quick', 'full', 'nightly']),
  /** True when the run was stopped by the user; what was found until then is here. */
  interrupted: z.boolean(),
  designs: z.array(DesignRun),
  shard: Shard.optional(),
  /** Written with `--record` only: two runs never agree on it. */
  timing: z
    .strictObject({
      started: z.string(),
      jobs: z.number().int().positive(),
      /** CPU seconds, peak memory and how states were stored, by `design configuration`. */
      configurations: z.record(z.string(), z.strictObject({ cpuSeconds: z.number(), peakBytes: Count, store: z.enum(STORE_KINDS).optional() })),
    })
    .optional(),
});
export type RunRecord = z.infer<typeof RunRecord>;
