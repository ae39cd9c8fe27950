/** What a page of the documentation shows of a record is what the record says; UPDATE_GOLDEN=1 writes it anew. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { show, shown } from '../../checker/cli/terminal/page.ts';

/** A table in Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [head, head.map(() => '---'), ...rows].map((r) => `| ${r.join(' | ')} |`).join('\n');

/** A number with its thousands apart. */
export const number = (n: number): string => n.toLocaleString('en');

/** What a file of the project holds, as JSON. */
export const recordOf = <T>(file: string): T => JSON.parse(fs.readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')) as T;

/** A test: the place `name` of a page of the project shows `text`. */
export const showsText = (page: string, name: string, text: () => string, title = `${page} shows the recorded ${name}`): void => {
  it(title, () => {
    const file = fileURLToPath(new URL(`../../${page}`, import.meta.url));
    if (process.env['UPDATE_GOLDEN']) show(file, name, `${text()}\n`);
    else assert.equal(shown(file, name), `${text()}\n`, 'UPDATE_GOLDEN=1 npm test writes it anew');
  });
};
