/** What records of mutation must have in common to be put together. */
import { createHash } from 'node:crypto';
import type { Configuration } from '../model/design.ts';
import { bareOf } from './bare.ts';

/** A digest of the systems of the configurations, with their properties. */
export const modelOf = (configurations: readonly Configuration[]): string => {
  const hash = createHash('sha256');
  for (const c of [...configurations].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const { system, ir } = bareOf(c);
    hash.update(JSON.stringify([c.id, c.coverage !== false, ir, system.properties, system.assumptions ?? []]));
  }
  return hash.digest('hex').slice(0, 16);
};
