/** The script of the page: bundled from the sources, or as the build has bundled it (scripts/build-client.ts). */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
/** What the build leaves beside this module. */
export const BUNDLED = 'client.js';

/** Bundle the sources. */
export const bundleClient = async (): Promise<string> => {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({ entryPoints: [path.join(HERE, 'client/main.ts')], bundle: true, minify: true, format: 'iife', target: 'es2022', charset: 'ascii', legalComments: 'none', write: false });
  return outputFiles[0]!.text;
};

/** A closing tag inside the script would end it. */
const withinScript = (text: string): string => text.replace(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');

export const clientScript = async (): Promise<string> => {
  const built = path.join(HERE, BUNDLED);
  return withinScript(fs.existsSync(built) ? fs.readFileSync(built, 'utf8') : await bundleClient());
};
