/** All mappings, and what lies outside the model. A new source of recordings is a file here and a line below. */
import { parseMapping, type Mapping } from '../checker/conform/mapping.ts';
import { direct } from './direct.ts';
import { directQ35 } from './direct-q35.ts';

export const mappings: readonly Mapping[] = [direct, directQ35].map(parseMapping);
export { outside } from './outside.ts';
