/** Which configurations and properties of a design a command is about. */
import type { Command } from 'commander';
import type { Configuration, Tier } from '../../model/design.ts';
import type { Property } from '../../model/property.ts';
import { BadInput, unknownName } from './bad-input.ts';
import type { FoundDesign } from './designs.ts';
import { gather, oneOf } from './option-values.ts';

/** Tiers that are enumerated, each with the ones before it. What is kept for recordings is in none of them. */
export const TIERS = ['quick', 'full', 'nightly'] as const satisfies readonly Tier[];
export type RunTier = (typeof TIERS)[number];

/** A configuration that is enumerated. */
export type RunConfiguration = Configuration & { readonly tier: RunTier };
const isEnumerated = (c: Configuration): c is RunConfiguration => (TIERS as readonly Tier[]).includes(c.tier);

/** Labels that have an option of their own; the value is compared with the configuration's label. */
const LABELS = {
  slots: 'number of vCPU slots',
  accel: 'accelerator',
  guest: 'guest profile',
  operator: 'operator profile',
} as const;

/** The options by which configurations and properties are chosen. */
export interface SelectionOptions {
  readonly tier?: RunTier;
  readonly config?: readonly string[];
  readonly property?: readonly string[];
  readonly slots?: readonly string[];
  readonly accel?: readonly string[];
  readonly guest?: readonly string[];
  readonly operator?: readonly string[];
}

/** Declare `--tier`, `--config` and the label options. */
export const declareSelection = (command: Command): void => {
  command.option('--tier <tier>', 'quick, full or nightly; each includes the ones before (default: quick)', oneOf('tier', TIERS));
  command.option('--config <id>', 'only this configuration, whatever its tier; repeatable', gather('config'));
  for (const [label, doc] of Object.entries(LABELS)) command.option(`--${label} <value>`, `only configurations with this ${doc}; repeatable`, gather(label));
};

export interface Selected {
  readonly found: FoundDesign;
  readonly configurations: readonly RunConfiguration[];
  /** Ids of the properties asked for; undefined for all. */
  readonly properties: readonly string[] | undefined;
  /** Nothing of the tier was left out. */
  readonly whole: boolean;
}

/** The tier asked for. */
export const tierOf = (options: SelectionOptions): RunTier => options.tier ?? 'quick';

const labelFilters = (options: SelectionOptions): [string, readonly string[]][] =>
  Object.keys(LABELS).flatMap((label) => {
    const wanted = options[label as keyof typeof LABELS];
    return wanted ? [[label, wanted] as [string, readonly string[]]] : [];
  });

const inTier = (c: RunConfiguration, tier: RunTier): boolean => TIERS.indexOf(c.tier) <= TIERS.indexOf(tier);

const configurationsOf = (f: FoundDesign, options: SelectionOptions): RunConfiguration[] => {
  const configurations = f.design.configurations.filter(isEnumerated);
  // A configuration named outright is meant, whatever its tier; a tier named as well narrows it again.
  const eligible = options.config && options.tier === undefined ? configurations : configurations.filter((c) => inTier(c, tierOf(options)));
  return eligible
    .filter((c) => !options.config || options.config.includes(c.id))
    .filter((c) => labelFilters(options).every(([label, wanted]) => wanted.includes(c.labels[label] ?? '')));
};

/** A name that no chosen design has is a slip; one that only some have just narrows the choice. */
const refuseUnknown = (designs: readonly FoundDesign[], options: SelectionOptions): void => {
  const all = designs.flatMap((f) => f.design.configurations.filter(isEnumerated));
  for (const id of options.config ?? []) if (!all.some((c) => c.id === id)) throw unknownName('E_CONFIGURATION', 'configuration', id, [...new Set(all.map((c) => c.id))]);
  for (const [label, wanted] of labelFilters(options)) {
    const known = [...new Set(all.flatMap((c) => c.labels[label] ?? []))];
    for (const v of wanted) if (!known.includes(v)) throw unknownName('E_OPTION_VALUE', `value for --${label}`, v, known);
  }
};

/** Properties of all the given configurations, each once, in order of declaration. */
export const propertiesOf = (configurations: readonly Configuration[]): Property[] => {
  const seen = new Map<string, Property>();
  for (const c of configurations) for (const p of c.system().properties) if (!seen.has(p.id)) seen.set(p.id, p);
  return [...seen.values()];
};

/** Apply the options to the designs; refuses names that nothing has and a choice that leaves nothing. */
export const select = (designs: readonly FoundDesign[], options: SelectionOptions): Selected[] => {
  refuseUnknown(designs, options);
  const narrowed = designs.map((found) => ({ found, configurations: configurationsOf(found, options) })).filter((s) => s.configurations.length);
  if (narrowed.length === 0)
    throw new BadInput('E_NO_CONFIGURATION', 'no configuration has all that was asked for', `Ask for less, a higher --tier, or see: vcpuhp list configurations ${designs[0]?.design.name ?? ''}`.trimEnd());
  const ids = options.property;
  const known = ids ? narrowed.map((s) => propertiesOf(s.configurations).map((p) => p.id)) : [];
  for (const id of ids ?? []) if (!known.some((k) => k.includes(id))) throw unknownName('E_PROPERTY', 'property', id, [...new Set(known.flat())]);
  return narrowed
    .filter((_s, i) => !ids || known[i]!.some((id) => ids.includes(id)))
    .map((s) => ({
      ...s,
      properties: ids,
      whole: !ids && s.configurations.length === s.found.design.configurations.filter(isEnumerated).filter((c) => inTier(c, tierOf(options))).length && !options.config,
    }));
};
