/** Mappings are the project's, not the checker's: they are found under conformance/ when a recording is to be checked. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Mapping, Outside } from '../../conform/mapping.ts';
import type { Source } from '../../conform/source.ts';
import { ROOT } from './designs.ts';

export interface Mappings {
  readonly mappings: readonly Mapping[];
  readonly outside: Outside;
  readonly sources: readonly Source[];
}

export const loadMappings = async (root = ROOT): Promise<Mappings> =>
  (await import(pathToFileURL(path.join(root, 'conformance', `index${path.extname(fileURLToPath(import.meta.url))}`)).href)) as Mappings;
