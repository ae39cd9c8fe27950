/** Design Bnn: `corrected` without the fix of Bnn (R14). What it violates is what that fix is for. */
import type { CorpusEntry, Design, Tier } from '../checker/model/design.ts';
import { derive } from './derive.ts';
import { allBut, fixes } from './fixes/index.ts';
import { design as rfcV5 } from './rfc-v5.ts';

export interface Without extends Pick<CorpusEntry, 'breaks' | 'unshown'> {
  /** Configurations of rfc-v5 in which it shows. */
  readonly configurations: readonly string[];
  /** Exactly what these violate. That the model is alive is asked of rfc-v5 and corrected. */
  readonly violates: readonly string[];
}

/** The design. Throws for an id that no fix has. */
export const without = (id: string, { configurations, violates, breaks, unshown }: Without): Design => {
  const fix = fixes.find((f) => f.id === id);
  if (!fix) throw new RangeError(`no fix is called ${id}; the fixes are ${fixes.map((f) => f.id).join(', ')}`);
  return {
    ...derive(rfcV5, {
      name: id,
      title: `not: ${fix.title}`,
      source: fix.source,
      configurations: Object.fromEntries(configurations.map((c): [string, Tier] => [c, 'quick'])),
      variations: () => [...allBut(id), (s) => ({ ...s, properties: s.properties.filter((p) => p.kind !== 'sometimes') })],
      violates,
      reasons: Object.fromEntries(violates.map((p) => [p, id])),
    }),
    entry: { must: 'fail', breaks, ...(unshown ? { unshown } : {}) },
  };
};
