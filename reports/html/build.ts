/** A step of `npm run build`: the page's script beside the built reports, so that the package needs no bundler. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUNDLED, bundleClient } from './bundle.ts';

const OUT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/reports/html');

fs.mkdirSync(OUT, { recursive: true });
fs.writeFileSync(path.join(OUT, BUNDLED), await bundleClient());
