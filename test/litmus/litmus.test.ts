/** Every scenario of this folder ends as recorded beside it; a file that cannot be read is refused at its line and column. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli } from '../cli/in-process.ts';

const folder = path.dirname(fileURLToPath(import.meta.url));
const files = fs.readdirSync(folder).filter((f) => f.endsWith('.litmus')).sort();
const written = (text: string): string => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-')), 'x.litmus');
  fs.writeFileSync(file, text);
  return file;
};

const HEAD = 'litmus x\ndesign rfc-v5 boot+cold-documented\n';
/** A file, and how it is refused. */
const BAD: readonly (readonly [text: string, error: RegExp])[] = [
  ['design rfc-v5 boot+cold-documented\nexists (true)\n', /E_LITMUS_SYNTAX: .*:1:1: the file does not say what it is/],
  ['litmus a b\n', /E_LITMUS_SYNTAX: .*:1:1: "a b" is no name/],
  ['litmus x\ndesign rfc-v5\nexists (true)\n', /E_LITMUS_SYNTAX: .*:2:1: a design line names a design and one of its configurations/],
  ['litmus x\nexists (true)\n', /E_LITMUS_SYNTAX: .*:2:1: no design is named/],
  [`${HEAD}  main.cont\nexists (true)\n`, /E_LITMUS_SYNTAX: .*:3:3: a step stands in no thread/],
  [`${HEAD}one\none\nexists (true)\n`, /E_LITMUS_SYNTAX: .*:4:1: there are two threads one/],
  [`${HEAD}an operator\nexists (true)\n`, /E_LITMUS_SYNTAX: .*:3:1: "an operator" is neither a section nor a thread/],
  [`${HEAD}before\n  main.cont | \nexists (true)\n`, /E_LITMUS_STEP: .*:4:15: a step is missing/],
  [`${HEAD}before\n  main.conty\nexists (true)\n`, /E_LITMUS_STEP: .*:4:3: no operator, guest or fault does main\.conty .*Did you mean main\.cont\?/],
  [HEAD, /E_LITMUS_CONDITION: .*:3:1: the condition is missing/],
  [`${HEAD}exists (main = idle)\n`, /E_LITMUS_CONDITION: .*:3:14: "=" means nothing here/],
  [`${HEAD}exists (main == )\n`, /E_LITMUS_CONDITION: .*:3:17: a state belongs here, not at "\)"/],
  [`${HEAD}exists (main == idle\n`, /E_LITMUS_CONDITION: .*: "\)" belongs here, which is missing/],
  [`${HEAD}exists (done(first))\n`, /E_LITMUS_CONDITION: .*:3:14: the name of a step \(none has one\) belongs here/],
  [`${HEAD}exists (PresentAlwaysTwo)\n`, /E_LITMUS_CONDITION: .*:3:1: PresentAlwaysTwo is no property .*Did you mean PresentAlwaysOne\?/],
  [`${HEAD}exists (mane == idle)\n`, /E_LITMUS_CONDITION: .*:3:1: E_UNKNOWN_COMPONENT.*Did you mean main\?/],
  ['litmus x\ndesign rfc-v5 boot+cald\nexists (true)\n', /E_LITMUS_DESIGN: .*:2:1: E_CONFIGURATION/],
];

describe('litmus tests', () => {
  it('are at least forty pairs of a scenario and an outcome', () => {
    assert.deepEqual(files.filter((f) => !fs.existsSync(path.join(folder, f.replace(/litmus$/, 'expected')))), []);
    assert.ok(files.length >= 40, String(files.length));
  });
  for (const file of files)
    it(file, async () => {
      const { status, out, err } = await cli(['litmus', path.join(folder, file)]);
      assert.equal(status, 0, out + err);
    });
});

describe('vcpuhp litmus', () => {
  it('answers Always, Sometimes and Never, with counts', async () => {
    const out = files.map((f) => fs.readFileSync(path.join(folder, f.replace(/litmus$/, 'expected')), 'utf8')).join('');
    for (const answer of ['Always \\d+ 0', 'Sometimes [1-9]\\d* [1-9]\\d*', 'Never 0 \\d+']) assert.match(out, new RegExp(`^Observation \\S+ ${answer}$`, 'm'));
  });
  it('exits 1 for another outcome than the one recorded, and records it with --update', async () => {
    const file = written(`${HEAD}before\n  main.cont\nforall (slot[1].cpu == o0)\n`);
    const place = file.replace(/litmus$/, 'expected');
    fs.writeFileSync(place, 'Observation x Never 0 1\n');
    const differs = await cli(['litmus', file]);
    assert.equal(differs.status, 1);
    assert.match(differs.err, /another outcome than recorded/);
    assert.equal((await cli(['litmus', file, '--update'])).status, 0);
    assert.match(fs.readFileSync(place, 'utf8'), /^Observation x Always 1 0$/m);
  });
  it('knows quantifiers, negation, implication and equivalence', async () => {
    const { out } = await cli(['litmus', written(`${HEAD}before\n  main.cont\nforall (for_all(i: slot, exists(a: incarnation, slot[i].cpu == o{a})) && (main != idle => false) && (slot[1].cpu == o0 <=> !(slot[1].cpu == null || false)))\n`)]);
    assert.match(out, /Observation x Always 1 0/);
  });
  for (const [text, error] of BAD)
    it(`refuses: ${String(error).slice(1, 60)}`, async () => {
      const { status, err } = await cli(['litmus', written(text)]);
      assert.match(err, error);
      assert.equal(status, 2);
    });
});
