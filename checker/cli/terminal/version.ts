/** The version of the tool, as package.json has it. */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../input/designs.ts';

const manifest = [ROOT, path.dirname(ROOT)].map((d) => path.join(d, 'package.json')).find((f) => fs.existsSync(f));

export const VERSION: string = manifest ? (JSON.parse(fs.readFileSync(manifest, 'utf8')) as { version: string }).version : '0.0.0';
