/** Explores with checkpoints in the folder given, says which levels are on the disk, and is there to be killed. */
import fs from 'node:fs';
import { compose } from '../../checker/compile/compose.ts';
import { explore } from '../../checker/explore/explore.ts';
import { counters, KILLED } from './system.ts';

await explore(compose(counters(KILLED)), { checkpoint: { folder: process.argv[2]!, resume: true, saved: (depth) => void fs.writeSync(1, `${depth}\n`) } });
