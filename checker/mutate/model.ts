/** What records of mutation must have in common to be put together. */
import { createHash } from 'node:crypto';
import { compose } from '../compile/compose.ts';
import type { Configuration } from '../model/design.ts';

/** A digest of the systems of the configurations, with their properties. */
export const modelOf = (configurations: readonly Configuration[]): string => {
  const hash = createHash('sha256');
  for (const c of [...configurations].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const system = c.system();
    hash.update(JSON.stringify([c.id, c.coverage !== false, compose({ ...system, properties: [] }), system.properties, system.assumptions ?? []]));
  }
  return hash.digest('hex').slice(0, 16);
};
