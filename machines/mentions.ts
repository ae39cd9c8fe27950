/** What a property speaks of: a configuration that leaves some of it out leaves out the property. */
import type { Property } from '../checker/model/property.ts';

/** Names of the components and actions in an expression, or in any data made of expressions. */
const mentions = (x: unknown): string[] => {
  if (Array.isArray(x)) return x.flatMap(mentions);
  if (typeof x !== 'object' || x === null) return [];
  const fields = x as Readonly<Record<string, unknown>>;
  const named = [fields['component'], fields['action']].filter((v) => typeof v === 'string');
  return [...named, ...Object.values(fields).flatMap(mentions)];
};

/** The property speaks of nothing but these components and actions. */
export const speaksOnlyOf = (names: ReadonlySet<string>) => (p: Property): boolean => mentions(p).every((name) => names.has(name));
