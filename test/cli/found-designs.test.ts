/** Which modules are looked at for designs, and that no two designs bear one name (checker/cli/input/designs.ts). */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { derive } from '../../designs/derive.ts';
import { design as sketch } from '../../examples/hotplug-sketch.ts';
import { BadInput } from '../../checker/cli/input/bad-input.ts';
import { configurationNamed, findDesign, findDesigns, projectDesigns } from '../../checker/cli/input/designs.ts';

describe('designs are found', () => {
  let root = '';
  const write = (file: string, text: string): string => {
    const to = path.join(root, file);
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.writeFileSync(to, text);
    return to;
  };
  const named = (name: string): string => `export const design = { name: '${name}', title: '', source: '', configurations: [{ id: 'c' }], violates: [] };\n`;
  const twice = (e: unknown): boolean => e instanceof BadInput && e.code === 'E_DESIGN_TWICE';
  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'vcpuhp-'));
    write('package.json', '{ "type": "module" }');
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  it('entries of the corpus and proposals are not even loaded where nobody names them', async () => {
    write('designs/a.ts', named('a'));
    write('designs/history/b.ts', "throw new Error('loaded');\n");
    assert.deepEqual((await projectDesigns(root)).map((d) => d.design.name), ['a']);
  });
  it('a configuration of the base is there for who names it, though the design is not enumerated in it', () => {
    const derived = derive(sketch, { name: 'd', title: '', source: '', configurations: { 'sketch-2-1': 'quick' }, violates: [], variations: () => [(s) => ({ ...s, properties: [] })] });
    assert.equal(configurationNamed(derived, undefined).id, 'sketch-2-1');
    const other = configurationNamed(derived, 'sketch-3-0');
    assert.deepEqual(other.system(), { ...configurationNamed(sketch, 'sketch-3-0').system(), name: 'd', properties: [] });
    assert.throws(() => configurationNamed(derived, 'sketch-9-0'), /E_CONFIGURATION/);
  });
  it('two of one name are refused', async () => {
    write('designs/a.ts', named('same'));
    write('designs/b.ts', named('same'));
    await assert.rejects(projectDesigns(root), twice);
  });
  it('and so are two of the corpus where both are named, by path or among all', async () => {
    write('designs/a.ts', named('a'));
    const files = ['designs/history/b.ts', 'designs/history/c.ts'].map((f) => write(f, named('same')));
    await assert.rejects(findDesigns(files, root), twice);
    await assert.rejects(findDesign('unknown', root), twice);
    assert.equal((await findDesigns([files[0]!, files[0]!], root)).length, 1);
  });
});
