/** Reporters and commands are found: every file in its folder is one, and names itself as its file is named. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../checker/cli/input/designs.ts';
import { loadWriters } from '../../checker/cli/input/plugins.ts';

describe('reporters', () => {
  for (const kind of ['run', 'trace', 'picture'] as const)
    it(`every file in reports/${kind} is one of its name, or shared by them`, async () => {
      const writers = await loadWriters(kind);
      for (const [name, w] of writers) assert.equal(w.name, name);
      for (const w of writers.values()) assert.notEqual(w.doc, '');
    });
  it('read the run record and nothing else of the project', () => {
    for (const kind of ['run', 'trace', 'picture', 'layout', 'html'])
      for (const f of fs.readdirSync(path.join(ROOT, 'reports', kind)).filter((x) => x.endsWith('.ts'))) {
        const imports = [...fs.readFileSync(path.join(ROOT, 'reports', kind, f), 'utf8').matchAll(/from '(\.[^']+)'/g)].map((m) => m[1]!);
        for (const i of imports) assert.match(i, /^(\.\/|\.\.\/(run|trace|picture|layout|html)\/|\.\.\/\.\.\/checker\/record\/)/, `${kind}/${f} imports ${i}`);
      }
  });
});
