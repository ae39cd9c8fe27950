/** A design that differs from another one in a few named ways: the form of every fix, proposal and corpus entry. */
import type { Configuration, Design, Tier } from '../checker/model/design.ts';
import { ModelError } from '../checker/model/model-error.ts';
import type { System } from '../checker/model/system.ts';
import { vary, type Variation } from '../checker/model/variation.ts';

export interface Derived extends Pick<Design, 'name' | 'title' | 'source' | 'violates' | 'violatesBeyondQuick' | 'reasons' | 'unused'> {
  /** Which configurations of the base are enumerated, each in the tier that is given. */
  readonly configurations: Readonly<Record<string, Tier>>;
  /** What differs in a configuration. */
  readonly variations: (configuration: Configuration) => readonly Variation[];
}

/** The design. Throws E_NO_CONFIGURATION for a configuration that the base does not have. */
export const derive = (base: Design, { configurations, variations, ...said }: Derived): Design => {
  const varied = (c: Configuration): Configuration => {
    const change = (s: System): System => vary(s, said.name, ...variations(c));
    const { family } = c;
    return { ...c, system: () => change(c.system()), ...(family ? { family: { ...family, system: (n) => change(family.system(n)) } } : {}) };
  };
  const { recorded } = base;
  // A few configurations do not use everything, and need not: what they are of is judged with all of them.
  const part = said.unused === undefined && base.configurations.some((c) => c.tier === 'quick' && !(c.id in configurations));
  const others = base.configurations.filter((c) => !(c.id in configurations)).map(varied);
  return {
    ...said,
    ...(others.length > 0 ? { others } : {}),
    ...(part ? { part } : {}),
    configurations: Object.entries(configurations).map(([id, tier]) => {
      const c = base.configurations.find((x) => x.id === id);
      if (!c) throw new ModelError('E_NO_CONFIGURATION', `design ${base.name} has no configuration ${id}`, { fix: `Name one of: ${base.configurations.map((x) => x.id).join(', ')}` });
      return { ...varied(c), tier };
    }),
    // A recording is held against the same machine, with what differs.
    ...(base.presentation ? { presentation: base.presentation } : {}),
    ...(recorded ? { recorded: (labels) => varied(recorded(labels)) } : {}),
  };
};
