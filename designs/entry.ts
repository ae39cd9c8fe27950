/**
 * An entry of the history of the design (design-history.md H, D, and those B that no fix of their own mends): `corrected`, but for what was
 * different (R14). A file states only that, where it comes from, and exactly what it violates in the smallest configurations that show it.
 */
import type { CorpusEntry, Design, Tier } from '../checker/model/design.ts';
import type { System } from '../checker/model/system.ts';
import type { Variation } from '../checker/model/variation.ts';
import { design as corrected } from './corrected.ts';
import { derive } from './derive.ts';
import { allOf } from './fixes/fix.ts';

export interface Entry extends CorpusEntry {
  readonly id: string;
  /** What differs from `corrected`, one line. */
  readonly title: string;
  /** Commits, revisions, file:line at rfc-v5 of what differs. */
  readonly source: string;
  /** Configurations of `corrected` in which it shows: the smallest. */
  readonly configurations: readonly string[];
  /** What differs. A variation whose target is gone does not load. */
  readonly variations: (system: System) => readonly Variation[];
  /** Exactly what these configurations violate. */
  readonly violates: readonly string[];
}

/** Whether normal use is reachable is asked of `corrected`; here only where the entry is about that, or must pass. */
const isAbout = ({ must, violates }: Pick<Entry, 'must' | 'violates'>): Variation => (s) => ({ ...s, properties: s.properties.filter((p) => p.kind !== 'sometimes' || must === 'pass' || violates.includes(p.id)) });

/** The design. Throws E_NO_CONFIGURATION for a configuration that `corrected` does not have. */
export const entry = ({ id, title, source, configurations, variations, violates, must, breaks, unshown }: Entry): Design => ({
  ...derive(corrected, {
    name: id,
    title,
    source,
    configurations: Object.fromEntries(configurations.map((c): [string, Tier] => [c, 'quick'])),
    variations: () => [(s) => allOf(variations(s))(s), isAbout({ must, violates })],
    violates,
    reasons: Object.fromEntries(violates.map((p) => [p, id])),
  }),
  entry: { must, breaks, ...(unshown ? { unshown } : {}) },
});
