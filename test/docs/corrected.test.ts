/** docs/corrected.md: each fix in a line, and what stays violated; UPDATE_GOLDEN=1 writes both anew. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { design } from '../../designs/corrected.ts';
import { fixes } from '../../designs/fixes/index.ts';

const PAGE = new URL('../../docs/corrected.md', import.meta.url);
const cell = (text: string): string => text.replaceAll('|', '\\|');
const table = (head: string, rows: readonly (readonly string[])[]): string => [head, head.replaceAll(/[^|]+/g, '---'), ...rows.map((r) => `| ${r.map(cell).join(' | ')} |`)].join('\n');
const TABLES = {
  violated: table('| property | why |', design.violates.map((p) => [p, design.reasons?.[p] ?? ''])),
  fixes: table('| fix | what is done | where |', fixes.map((f) => [f.id, f.title, f.source])),
};

describe('docs/corrected.md', () => {
  it('gives a reason for what stays violated', () => assert.deepEqual(design.violates.filter((p) => !design.reasons?.[p]), []));
  for (const [name, expected] of Object.entries(TABLES))
    it(`shows the table: ${name}`, () => {
      const page = fs.readFileSync(PAGE, 'utf8');
      const mark = new RegExp(`<!-- ${name} -->\n([\\s\\S]*)<!-- /${name} -->`);
      if (process.env['UPDATE_GOLDEN']) fs.writeFileSync(PAGE, page.replace(mark, () => `<!-- ${name} -->\n${expected}\n<!-- /${name} -->`));
      else assert.equal(mark.exec(page)?.[1], `${expected}\n`, 'UPDATE_GOLDEN=1 npm test writes the tables anew');
    });
});
