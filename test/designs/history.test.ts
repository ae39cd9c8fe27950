/** Every entry of the history of the design is a design, or is on the checklist; and what an entry adds to the model violates nothing by itself. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { compose } from '../../checker/compile/compose.ts';
import type { Design } from '../../checker/model/design.ts';
import { decide } from '../../checker/reduce/decide.ts';
import { fixes } from '../../designs/fixes/index.ts';

/** The ids of design-history.md: its numbers have gaps. */
const LISTED: Readonly<Record<'H' | 'D' | 'B', readonly [last: number, missing: readonly number[], parts: Readonly<Record<string, readonly string[]>>]>> = {
  H: [34, [], { H10: ['H10a', 'H10b'] }],
  D: [11, [5], {}],
  B: [35, [8, 11], { B06: ['B06', 'B06b'], B14: ['B14', 'B14c'] }],
};
const listed = Object.entries(LISTED).flatMap(([letter, [last, missing, parts]]) =>
  Array.from({ length: last }, (_, i) => i + 1)
    .filter((n) => !missing.includes(n))
    .map((n) => `${letter}${String(n).padStart(2, '0')}`)
    .flatMap((id) => parts[id] ?? [id]),
);

const folder = new URL('../../designs/history/', import.meta.url);
const files = fs.readdirSync(folder).map((f) => f.replace(/\.ts$/, ''));
const checklist = [...fs.readFileSync(new URL('../../docs/checklist.md', import.meta.url), 'utf8').matchAll(/^\| ([HDB]\d+[a-z]?) \|/gm)].map(([, id]) => id!);

interface Module {
  readonly design: Design;
  /** The same without its fault: what it needs of the model besides. */
  readonly sound?: Design;
}
const load = (id: string): Promise<Module> => import(new URL(`${id}.ts`, folder).href) as Promise<Module>;

describe('the history of the design', () => {
  it('has every entry either as a design or on the checklist', () => {
    const found = [...files, ...checklist].filter((id) => !id.startsWith('F'));
    assert.deepEqual([...found].sort(), [...listed].sort());
  });
  it('has an entry for every fix, and none for what nobody has listed', () => assert.deepEqual(files.filter((id) => id.startsWith('F')).sort(), fixes.map((f) => f.id).filter((id) => id.startsWith('F')).sort()));
  it('names each design as its file, with a reason for its place in the corpus', async () => {
    for (const id of files) {
      const { design } = await load(id);
      assert.equal(design.name, id);
      assert.ok(design.entry && (design.entry.must === 'pass') === (design.violates.length === 0), id);
    }
  });
  it('what an entry adds to the model violates nothing without its fault', async () => {
    const sound = (await Promise.all(files.map(load))).flatMap((m) => m.sound ?? []);
    assert.deepEqual(sound.map((d) => d.name), ['H04-sound', 'H11-sound', 'H21-sound']);
    for (const d of sound)
      for (const c of d.configurations) {
        const found = await decide(compose(c.system()), { coverage: false });
        assert.ok(found.complete && !found.defect);
        assert.deepEqual(found.verdicts.filter((v) => v.outcome === 'violated' || v.outcome === 'unreached').map((v) => v.id), []);
      }
  });
});
