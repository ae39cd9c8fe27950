/**
 * An entry of the history of the design (design-history.md H, D, and those B that no fix of their own mends): `corrected`, but for what was
 * different (R14). A file states only that, where it comes from, and exactly what it violates in the smallest configurations that show it.
 */
import type { Configuration, CorpusEntry, Design, Tier } from '../checker/model/design.ts';
import type { System } from '../checker/model/system.ts';
import type { Variation } from '../checker/model/variation.ts';
import { derive } from './derive.ts';
import { allOf } from './fixes/fix.ts';
import { allBut } from './fixes/index.ts';
import { design as rfcV5 } from './rfc-v5.ts';

export interface Entry extends CorpusEntry {
  readonly id: string;
  /** What differs from `corrected`, one line. */
  readonly title: string;
  /** Commits, revisions, file:line at rfc-v5 of what differs. */
  readonly source: string;
  /** Configurations of rfc-v5 in which it shows: the smallest. */
  readonly configurations: readonly string[];
  /** ... and those of its own. */
  readonly own?: readonly Configuration[];
  /** Fixes that it is without besides, where they would hide it. */
  readonly lacking?: readonly string[];
  /** What differs. A variation whose target is gone does not load. */
  readonly variations: (system: System) => readonly Variation[];
  /** Exactly what these configurations violate. */
  readonly violates: readonly string[];
  /** `sometimes` that need other configurations than these. */
  readonly elsewhere?: readonly string[];
}

/** Whether normal use is reachable is asked of `corrected`; here only where the entry is about that, or must pass. */
const isAbout = ({ must, violates, elsewhere = [] }: Pick<Entry, 'must' | 'violates' | 'elsewhere'>): Variation => (s) => ({
  ...s,
  properties: s.properties.filter((p) => p.kind !== 'sometimes' || (must === 'pass' && !elsewhere.includes(p.id)) || violates.includes(p.id)),
});

/** The design. Throws E_NO_CONFIGURATION for a configuration that rfc-v5 does not have. */
export const entry = ({ id, title, source, configurations, own = [], lacking = [], variations, violates, must, breaks, unshown, elsewhere }: Entry): Design => ({
  ...derive(
    { ...rfcV5, configurations: [...rfcV5.configurations, ...own] },
    {
      name: id,
      title,
      source,
      configurations: Object.fromEntries([...configurations, ...own.map((c) => c.id)].map((c): [string, Tier] => [c, 'quick'])),
      variations: () => [...allBut(...lacking), (s) => allOf(variations(s))(s), isAbout({ must, violates, ...(elsewhere ? { elsewhere } : {}) })],
      violates,
      reasons: Object.fromEntries(violates.map((p) => [p, id])),
    },
  ),
  entry: { must, breaks, ...(unshown ? { unshown } : {}) },
});
