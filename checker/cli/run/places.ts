/** Where actions are declared, for reports that point into files. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Place } from '../../record/run-record.ts';

/** With forward slashes, as URIs and GitHub want it. */
export const relativeTo = (folder: string, file: string): string => path.relative(folder, file).split(path.sep).join('/');

/** The line that names the event in quotes; the first line of a file that makes its events' names from parts. */
const lineOf = (text: string, action: string): number => {
  const event = action.slice(action.lastIndexOf('.') + 1);
  const lines = text.split('\n');
  const declaring = lines.findIndex((l) => l.includes(`event: '${event}'`));
  const naming = declaring >= 0 ? declaring : lines.findIndex((l) => l.includes(`'${event}'`));
  return Math.max(0, naming) + 1;
};

/** `declaredIn`: URL of the file of each action family. */
export const placesOf = (declaredIn: Readonly<Record<string, string>>, folder: string): Record<string, Place> => {
  const texts = new Map<string, string>();
  return Object.fromEntries(
    Object.entries(declaredIn).map(([action, url]) => {
      const file = fileURLToPath(url);
      if (!texts.has(file)) texts.set(file, fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
      return [action, { file: relativeTo(folder, file), line: lineOf(texts.get(file)!, action) }];
    }),
  );
};
