/** All mappings, and what lies outside the model. A new source of recordings is a file here and a line below. */
import { parseMapping, type Mapping } from '../checker/conform/mapping.ts';
import { direct } from './direct.ts';
import { linux } from './linux.ts';
import { qemuLog } from './sources/qemu-log.ts';
import { qmpTranscript } from './sources/qmp-transcript.ts';
import { jsonLines, type Source } from '../checker/conform/source.ts';
import { directQ35 } from './direct-q35.ts';

export const mappings: readonly Mapping[] = [direct, directQ35, linux].map(parseMapping);
/** Forms of recordings that can be read. */
export const sources: readonly Source[] = [jsonLines, qemuLog, qmpTranscript];
export { outside } from './outside.ts';
