/** `vcpuhp pictures`: the pictures that are kept beside the sources, and whether they still show what the sources say. */
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Picture } from '../record/picture.ts';
import type { CliCommand } from './command.ts';
import { compositionPicture } from './draw/composition-picture.ts';
import { machinesOf } from './draw/find-machine.ts';
import { machinePicture } from './draw/machine-picture.ts';
import { statesPicture } from './draw/states-picture.ts';
import { unknownName } from './input/bad-input.ts';
import { PROJECT, projectDesigns, type FoundDesign } from './input/designs.ts';
import { loadWriters } from './input/plugins.ts';
import { loadJson } from './input/record-file.ts';
import { writeFile } from './terminal/out-file.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Which projections of the states are kept: reports/pictures/projections.json. */
const Projections = z.array(z.strictObject({ design: z.string(), configuration: z.string(), on: z.array(z.string()).min(1) }));

/** Base designs stand in designs/ itself; variations, in its folders, would only repeat their machines. */
const isBase = (f: FoundDesign): boolean => path.basename(path.dirname(f.file)) === 'designs';

/** Every picture that is kept, by file name without ending. A machine that two designs have alike is drawn once. */
const pictures = async (terminal: Terminal, folder: string): Promise<Map<string, Picture>> => {
  const designs = (await projectDesigns()).filter(isBase);
  const found = new Map<string, Picture>();
  for (const d of designs) {
    for (const [name, { component, sorts }] of machinesOf(d)) {
      const picture = machinePicture(component, sorts);
      const usual = found.get(`machine-${name}`);
      if (!usual) found.set(`machine-${name}`, picture);
      else if (JSON.stringify(usual) !== JSON.stringify(picture)) found.set(`machine-${name}-${d.design.name}`, picture);
    }
    found.set(`composition-${d.design.name}`, compositionPicture(d.design));
  }
  const list = path.join(folder, 'projections.json');
  const projections = fs.existsSync(list) ? loadJson(list, Projections, 'See reports/pictures/README.md') : [];
  for (const p of projections) {
    const d = designs.find((x) => x.design.name === p.design);
    if (!d) throw unknownName('E_DESIGN', 'design', p.design, designs.map((x) => x.design.name));
    const configuration = d.design.configurations.find((c) => c.id === p.configuration);
    if (!configuration) throw unknownName('E_CONFIGURATION', 'configuration', p.configuration, d.design.configurations.map((c) => c.id));
    found.set(`states-${p.design}-${p.on.join('-')}`.replace(/[^\w.-]+/g, '_'), await statesPicture(d.design, configuration, p.on, terminal));
  }
  return found;
};

const keptWriters = async () => [...(await loadWriters('picture')).values()].filter((w) => w.kept);

/** What the folder should hold, by file name. */
export const expectedFiles = async (terminal: Terminal, folder: string): Promise<Map<string, string>> => {
  const writers = await keptWriters();
  const files = new Map<string, string>();
  for (const [name, picture] of await pictures(terminal, folder)) for (const w of writers) files.set(`${name}.${w.ending}`, await w.write(picture));
  return files;
};

/** Names of files that are missing, out of date, or of nothing any more. */
export const staleFiles = (folder: string, expected: ReadonlyMap<string, string>, endings: readonly string[]): string[] => {
  const there = fs.existsSync(folder) ? fs.readdirSync(folder).filter((f) => endings.includes(path.extname(f).slice(1))) : [];
  const old = [...expected].filter(([f, text]) => !there.includes(f) || fs.readFileSync(path.join(folder, f), 'utf8') !== text).map(([f]) => f);
  return [...old, ...there.filter((f) => !expected.has(f))].sort();
};

export const command: CliCommand = {
  summary: "Write the pictures of the project's designs to reports/pictures, or say which are stale.",
  examples: ['pictures', 'pictures --verify'],
  declare: (c) => {
    c.option('--verify', 'write nothing; exit 1 when a picture is stale').option('--out <folder>', 'folder of the pictures', path.join(PROJECT, 'reports/pictures'));
    c.addHelpText('after', '\nProjections of the states are listed in projections.json of that folder.');
  },
  run: async (terminal, _args, options) => {
    const folder = options['out'] as string;
    const endings = (await keptWriters()).map((w) => w.ending);
    const expected = await expectedFiles(terminal, folder);
    const stale = staleFiles(folder, expected, endings);
    if (options['verify']) {
      for (const f of stale) terminal.out(`stale: ${f}\n`);
      if (stale.length) terminal.note('Renew them with: npm run pictures\n');
      return stale.length ? 1 : 0;
    }
    for (const f of stale) {
      const text = expected.get(f);
      if (text === undefined) fs.rmSync(path.join(folder, f));
      else writeFile(path.join(folder, f), text);
      terminal.out(`${text === undefined ? 'removed' : 'written'}: ${f}\n`);
    }
    if (stale.length === 0) terminal.out(`${expected.size} pictures, none stale\n`);
    return 0;
  },
};
