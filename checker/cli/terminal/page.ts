/** A page that shows a table of a run between two marks: `<!-- NAME -->` and `<!-- /NAME -->`, each on a line of its own. */
import fs from 'node:fs';
import { BadInput } from '../input/bad-input.ts';
import { writeFile } from './out-file.ts';

/** What stands before the table, the table, and what stands after it. Throws E_NO_FILE, E_PAGE. */
const cut = (file: string, name: string): readonly [before: string, table: string, after: string] => {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const text = fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? fs.readFileSync(file, 'utf8') : undefined;
  if (text === undefined) throw new BadInput('E_NO_FILE', `there is no page ${file}`, 'Name the page that shows the table');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new BadInput('E_PAGE', `${file} has no place for the table`, `Put the lines ${begin.trim()} and ${end} where it is to stand`);
  return [text.slice(0, from + begin.length), text.slice(from + begin.length, to), text.slice(to)];
};

/** Refuse a page without a place for the table, before anything is run for it. */
export const requirePlace = (file: string, name: string): void => void cut(file, name);

/** The table that the page shows. Throws E_NO_FILE, E_PAGE. */
export const shown = (file: string, name: string): string => cut(file, name)[1];

/** Put the table in its place. Throws E_NO_FILE, E_PAGE. */
export const show = (file: string, name: string, table: string): void => {
  const [before, , after] = cut(file, name);
  writeFile(file, before + table + after);
};
