/**
 * A design's verdicts over its configurations, and how they compare with what the design expects. Everything here is
 * derived from the run record, so a report and the exit status cannot tell two stories.
 */
import { amissIn } from './corpus-entry.ts';
import { vacuityOf, type Vacuity } from './unused.ts';
import type { ConfigurationRun, DesignRun, PropertyFact, PropertyRun, RunRecord, Verdict } from './run-record.ts';

/** One property over all configurations. */
export interface PropertyRow {
  readonly fact: PropertyFact;
  readonly verdict: Verdict;
  /** Shortest counterexample or witness over the configurations. */
  readonly depth: number | undefined;
  /** The configuration that has it (the first of those). */
  readonly shortest: string | undefined;
  /** Configurations that violate it. */
  readonly violatedIn: readonly string[];
  /** Distinct states over which it was decided. */
  readonly states: number;
  readonly behind: readonly string[];
  /** Parts that no configuration exercised; `holds` says nothing of them (R23). */
  readonly vacuous: readonly string[];
  /** True when no part at all was exercised. */
  readonly whollyVacuous: boolean;
  readonly expected: boolean;
  /** Violated under KVM and nowhere else: nothing like it was ever run (R11). */
  readonly kvmOnly: boolean;
  /** By profile name; absent where no configuration of the profile has the property. */
  readonly profiles: Readonly<Record<string, ProfileVerdict>>;
}

/** A property in the configurations of one profile. */
export interface ProfileVerdict {
  readonly verdict: Verdict;
  /** Shortest counterexample or witness among them. */
  readonly depth: number | undefined;
}

export interface DesignTable {
  readonly run: DesignRun;
  readonly rows: readonly PropertyRow[];
  /** Names of the operator x guest profiles when there is more than one, else []. */
  readonly profiles: readonly string[];
  /** What is never used, and what the design says of it (R23); empty for a search that did not end. */
  readonly vacuity: Vacuity;
  /** Never used, of which the design does not say why, and reasons for what is used: only where all of a design was looked at. */
  readonly unexplained: readonly string[];
  /** Violated, not expected. */
  readonly unexpected: readonly string[];
  /** Expected, decided, not violated. */
  readonly missing: readonly string[];
  /** Where an entry of a regression corpus is not what the corpus says, one line each. */
  readonly amiss: readonly string[];
  readonly incomplete: boolean;
  readonly defects: readonly ConfigurationRun[];
  readonly distinct: number;
}

/** What `trace` takes in place of a property to show how a defect of the spec is met. */
export const SPEC_DEFECT = 'SpecDefect';

/** The profile a configuration belongs to (R11): who operates, and which guest. '' when it says neither. */
export const profileOf = (c: Pick<ConfigurationRun, 'labels'>): string => {
  const { operator, guest } = c.labels;
  return [guest, operator].filter((x) => x !== undefined).join('/');
};

/** Violated anywhere is violated; a `sometimes` reached anywhere is reached (R23). */
const combine = (kind: PropertyFact['kind'], verdicts: readonly Verdict[]): Verdict => {
  const decisive: Verdict = kind === 'sometimes' ? 'holds' : 'violated';
  if (verdicts.includes(decisive)) return decisive;
  if (verdicts.length === 0 || verdicts.includes('incomplete')) return 'incomplete';
  return kind === 'sometimes' ? 'violated' : 'holds';
};

const unexercisedEverywhere = (runs: readonly PropertyRun[]): string[] => {
  const parts = [...new Set(runs.flatMap((r) => r.parts))];
  const exercised = new Set(runs.flatMap((r) => r.parts.filter((p) => !r.unexercised.includes(p))));
  return parts.filter((p) => !exercised.has(p));
};

/** The first of the configurations with the shortest trace. Only what decides has a depth: a violation, or a witness. */
const shortest = <T extends { readonly p: PropertyRun }>(found: readonly T[]): T | undefined =>
  found.filter((f) => f.p.depth !== undefined).reduce<T | undefined>((a, b) => (a && a.p.depth! <= b.p.depth! ? a : b), undefined);

const row = (design: DesignRun, fact: PropertyFact, profiles: readonly string[]): PropertyRow => {
  const sound = design.configurations.filter((c) => !c.defect);
  const found = sound.flatMap((c) => c.properties.filter((p) => p.id === fact.id).map((p) => ({ c, p })));
  const runs = found.map((f) => f.p);
  const verdict = combine(fact.kind, runs.map((r) => r.verdict));
  const best = shortest(found);
  const violating = found.filter((f) => f.p.verdict === 'violated');
  const masked = violating.length > 0 && violating.every((f) => f.p.behind?.length);
  const vacuous = verdict === 'holds' && found.every((f) => f.c.complete) ? unexercisedEverywhere(runs) : [];
  return {
    fact,
    verdict,
    depth: best?.p.depth,
    shortest: best?.c.id,
    violatedIn: violating.map((f) => f.c.id),
    states: found.reduce((n, f) => n + f.c.distinct, 0),
    behind: masked ? [...new Set(violating.flatMap((f) => f.p.behind ?? []))].sort() : [],
    vacuous,
    whollyVacuous: vacuous.length > 0 && vacuous.length === new Set(runs.flatMap((r) => r.parts)).size,
    expected: design.expected.includes(fact.id),
    kvmOnly: violating.length > 0 && violating.every((f) => f.c.labels['accel'] === 'kvm'),
    profiles: Object.fromEntries(
      profiles.flatMap((name) => {
        const here = found.filter((f) => profileOf(f.c) === name);
        return here.length ? [[name, { verdict: combine(fact.kind, here.map((f) => f.p.verdict)), depth: shortest(here)?.p.depth }] as const] : [];
      }),
    ),
  };
};

/** Verdicts of one design. */
export const designTable = (design: DesignRun): DesignTable => {
  const names = [...new Set(design.configurations.map(profileOf))];
  const profiles = names.length > 1 ? names : [];
  const rows = design.properties.map((fact) => row(design, fact, profiles));
  const defects = design.configurations.filter((c) => c.defect);
  const incomplete = rows.some((r) => r.verdict === 'incomplete') || design.configurations.some((c) => !c.complete && !c.defect);
  const vacuity = incomplete || defects.length ? { unused: [], stale: [] } : vacuityOf(design, rows.filter((r) => r.whollyVacuous).map((r) => r.fact.id));
  return {
    run: design,
    rows,
    profiles,
    vacuity,
    unexplained: design.whole && !design.part ? [...vacuity.unused.filter((u) => u.reason === undefined).map((u) => u.name), ...vacuity.stale] : [],
    // A `sometimes` is judged over all configurations, so in a part of them its absence says nothing.
    unexpected: rows
      .filter((r) => r.verdict === 'violated' && !r.expected && (design.whole || r.fact.kind !== 'sometimes'))
      .map((r) => r.fact.id),
    missing: design.whole
      ? [
          ...rows.filter((r) => r.expected && r.verdict === 'holds').map((r) => r.fact.id),
          ...design.expected.filter((id) => !rows.some((r) => r.fact.id === id)),
        ]
      : [],
    amiss: amissIn(design, rows),
    incomplete,
    defects,
    distinct: design.configurations.reduce((n, c) => n + c.distinct, 0),
  };
};

/** Exit statuses of the command line. */
export const EXIT = { asExpected: 0, differs: 1, badInput: 2, incomplete: 3, defect: 4 } as const;

/** The exit status that a record deserves. A found difference outweighs an unfinished search; a defect outweighs both. */
export const exitStatus = (record: RunRecord, strict = false): number => {
  const tables = record.designs.map(designTable);
  if (tables.some((t) => t.defects.length)) return EXIT.defect;
  if (tables.some((t) => t.unexpected.length || t.missing.length || t.amiss.length || t.unexplained.length)) return EXIT.differs;
  if (strict && tables.some((t) => t.rows.some((r) => r.verdict === 'violated' && (t.run.whole || r.fact.kind !== 'sometimes')))) return EXIT.differs;
  return record.interrupted || tables.some((t) => t.incomplete) ? EXIT.incomplete : EXIT.asExpected;
};
