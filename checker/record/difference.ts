/** What a comparison of two designs found (R21), as plain JSON. */
import { z } from 'zod';
import { Verdict } from './run-record.ts';

const Count = z.number().int().nonnegative();

/** A step, and what is seen of it; '' is nothing. */
const Seen = z.strictObject({ label: z.string(), seen: z.string() });

/** A verdict; depth: steps of the shortest trace. */
const Decided = z.strictObject({ verdict: Verdict, depth: Count.optional() });

export const VerdictChange = z.strictObject({
  property: z.string(),
  configuration: z.string(),
  /** Absent where the design does not have the property. */
  base: Decided.optional(),
  candidate: Decided.optional(),
});
export type VerdictChange = z.infer<typeof VerdictChange>;

/** Behaviours that only one of the two has: those with this last common observable state and first diverging action. */
export const BehaviourGroup = z.strictObject({
  change: z.enum(['gained', 'lost']),
  /** Facts of the observable state that hold before the diverging step. */
  state: z.array(z.string()),
  /** Action family that diverges; '' where it is that nothing more happens by itself. */
  action: z.string(),
  seen: z.string(),
  /** Of so many histories that the comparison tells apart. */
  count: Count,
  /** The shortest witness, in the design that has it; its last step diverges. */
  witness: z.array(Seen),
  /** The other design, as far as it can follow. */
  other: z.array(Seen),
  /** What the other design can show there instead. */
  instead: z.array(z.string()),
  /** Set if a replay through XState differs: a defect of the checker. */
  replay: z.string().optional(),
});
export type BehaviourGroup = z.infer<typeof BehaviourGroup>;

const Side = z.strictObject({ states: Count, transitions: Count });

export const ConfigurationDifference = z.strictObject({
  id: z.string(),
  base: Side,
  candidate: Side,
  gained: Count,
  lost: Count,
  /** The candidate shows only what the base does. */
  refines: z.enum(['yes', 'no', 'incomplete']),
  /** The base shows only what the candidate does. */
  refined: z.enum(['yes', 'no', 'incomplete']),
  groups: z.array(BehaviourGroup),
  /** Why there is nothing to say: the specification is defective here, or what is seen is not said. */
  problem: z.string().optional(),
});
export type ConfigurationDifference = z.infer<typeof ConfigurationDifference>;

export const DifferenceRecord = z.strictObject({
  format: z.literal('vcpuhp-diff'),
  version: z.literal(1),
  tool: z.string(),
  base: z.string(),
  candidate: z.string(),
  /** Configurations that only one of the two has. */
  only: z.strictObject({ base: z.array(z.string()), candidate: z.array(z.string()) }),
  /** Ids of the configurations whose verdicts were compared; absent if verdicts were not asked for. */
  decided: z.array(z.string()).optional(),
  verdicts: z.array(VerdictChange),
  /** A configuration was not decided to its end. */
  undecided: z.boolean(),
  behaviours: z.array(ConfigurationDifference),
});
export type DifferenceRecord = z.infer<typeof DifferenceRecord>;

/** Verdicts grouped by what changed, each once. */
export interface VerdictSummary {
  readonly property: string;
  readonly from: string;
  readonly to: string;
  readonly configurations: readonly string[];
}

/** `violated 7`, `holds`, `absent`. */
const word = (v: z.infer<typeof Decided> | undefined): string => (v === undefined ? 'absent' : v.depth === undefined ? v.verdict : `${v.verdict} (${v.depth})`);

/** Changes of one property that are alike, over the configurations. */
export const summarised = (changes: readonly VerdictChange[]): VerdictSummary[] => {
  const found = new Map<string, { property: string; from: string; to: string; configurations: string[] }>();
  for (const c of changes) {
    const [from, to] = [word(c.base), word(c.candidate)];
    const key = `${c.property} ${from} ${to}`;
    const known = found.get(key);
    if (known) known.configurations.push(c.configuration);
    else found.set(key, { property: c.property, from, to, configurations: [c.configuration] });
  }
  return [...found.values()];
};

/** Whether anything differs; undefined: nothing found, but not everything was looked at. */
export const differs = (d: DifferenceRecord): boolean | undefined => {
  if (d.verdicts.length > 0 || d.only.base.length > 0 || d.only.candidate.length > 0 || d.behaviours.some((b) => b.groups.length > 0)) return true;
  return d.undecided || d.behaviours.some((b) => b.problem !== undefined || b.refines === 'incomplete' || b.refined === 'incomplete') ? undefined : false;
};
