/** What the documentation names is there: files of the project, and pages that it links to. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGES = ['README.md', 'CONTRIBUTING.md', ...fs.readdirSync(`${ROOT}docs`, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.md')).map((f) => `docs/${f}`)];
const FILE = /(?<![\w./-])(?:checker|test|designs|machines|invariants|bench|reports|conformance|examples)\/[\w./-]+\.(?:ts|c|json|html|svg)\b/g;
/** Names that stand for the reader's own. */
const PLACEHOLDERS = new Set(['reports/mutation/DESIGN.reasons.json', 'designs/proposals/mine.ts']);
const LINK = /\]\(([^)#:\s]+)(?:#[^)]*)?\)/g;

describe('documentation', () => {
  for (const page of PAGES)
    it(`${page} names files that are there`, () => {
      const text = fs.readFileSync(`${ROOT}${page}`, 'utf8');
      const named = [...[...text.matchAll(FILE)].map(([f]) => f), ...[...text.matchAll(LINK)].map(([, f]) => path.join(path.dirname(page), f!))];
      assert.deepEqual([...new Set(named)].filter((f) => !PLACEHOLDERS.has(f) && !fs.existsSync(`${ROOT}${f}`)), []);
    });
});
