/** docs/corrected.md: each fix in a line, and what stays violated; UPDATE_GOLDEN=1 writes both anew. */
import assert from 'node:assert/strict';
import { design } from '../../designs/corrected.ts';
import { fixes } from '../../designs/fixes/index.ts';
import { showsText, table } from './page.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');
const TABLES = {
  violated: table(['property', 'why'], design.violates.map((p) => [p, cell(design.reasons?.[p] ?? '')])),
  fixes: table(['fix', 'what is done', 'where'], fixes.map((f) => [f.id, f.title, f.source].map(cell))),
};

describe('docs/corrected.md', () => {
  it('gives a reason for what stays violated', () => assert.deepEqual(design.violates.filter((p) => !design.reasons?.[p]), []));
  for (const [name, expected] of Object.entries(TABLES)) showsText('docs/corrected.md', name, () => expected, `shows the table: ${name}`);
});
