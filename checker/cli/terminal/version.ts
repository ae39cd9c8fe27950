/** The version of the tool, as package.json has it. */
import fs from 'node:fs';
import path from 'node:path';
import { PROJECT } from '../input/designs.ts';

export const VERSION = (JSON.parse(fs.readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as { version: string }).version;
