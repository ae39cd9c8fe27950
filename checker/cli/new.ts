/** `vcpuhp new design NAME`: a file for a change of a design, ready to be filled in. */
import fs from 'node:fs';
import path from 'node:path';
import type { CliCommand } from './command.ts';
import { BadInput, unknownName } from './input/bad-input.ts';
import { loadBaseline } from './input/baseline-files.ts';
import { findDesign, PROJECT, type FoundDesign } from './input/designs.ts';
import { writeFile } from './terminal/out-file.ts';

const quoted = (s: string): string => `'${s.replace(/[\\']/g, '\\$&')}'`;

/** What the base is recorded to violate in a configuration, in order of its properties. */
const violatedIn = (base: string, configuration: string): string[] =>
  Object.entries(loadBaseline(base)?.configurations[configuration]?.properties ?? {}).flatMap(([id, verdict]) => (verdict.startsWith('violated') ? [id] : []));

/** The file. It says nothing different yet, so that it is as expected until something is changed. */
const text = (name: string, { design, file }: FoundDesign, folder: string): string => {
  const first = design.configurations.find((c) => c.tier === 'quick') ?? design.configurations[0]!;
  const from = path.relative(folder, file).split(path.sep).join('/');
  const derive = path.relative(folder, path.join(PROJECT, 'designs/derive.ts')).split(path.sep).join('/');
  const model = path.relative(folder, path.join(PROJECT, 'checker/model/variation.ts')).split(path.sep).join('/');
  return `/** ${name}: what differs from ${design.name}, in one sentence. How to go on: docs/writing-a-design.md. */
import { design as base } from '${from.startsWith('.') ? from : `./${from}`}';
import type { Variation } from '${model}';
import { derive } from '${derive}';

/** What differs: dropGuard, addGuard, addEffect, addAction, addComponent, ... (checker/model/variation.ts). Names: vcpuhp list actions ${design.name} */
const variations: readonly Variation[] = [];

export const design = derive(base, {
  name: ${quoted(name)},
  title: ${quoted(`${design.name} with ...`)},
  source: ${quoted('who proposes it, and where the code would change')},
  // Begin with the smallest in which it can show; then all. Names: vcpuhp list configurations ${design.name}
  configurations: { ${quoted(first.id)}: 'quick' },
  variations: () => variations,
  // What these configurations violate, exactly: so far what ${design.name} does.
  violates: [${violatedIn(design.name, first.id).map(quoted).join(', ')}],
});
`;
};

/** Nobody else bears the name, in whatever folder. */
const requireFree = async (name: string): Promise<void> => {
  const taken = await findDesign(name).catch((e: unknown) => {
    if (e instanceof Error && (e as { code?: unknown }).code === 'E_DESIGN') return undefined;
    throw e;
  });
  if (taken) throw new BadInput('E_DESIGN_TWICE', `there is a design ${name} already, in ${path.relative(process.cwd(), taken.file)}`, 'Choose another name');
};

export const command: CliCommand = {
  summary: 'Write a new design: one file that says only what differs from another one.',
  examples: ['new design my-idea --from rfc-v5', 'new design my-idea --from corrected --folder /tmp'],
  declare: (c) => {
    c.argument('<what>', 'design')
      .argument('<name>', 'its name: small letters, digits, and - between them')
      .requiredOption('--from <design>', 'the design that it changes')
      .option('--folder <folder>', 'where to write it (default: designs/proposals)');
  },
  run: async (terminal, [what, given], options) => {
    if (what !== 'design') throw unknownName('E_NEW', 'kind of thing', what as string, ['design']);
    const name = given as string;
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) throw new BadInput('E_DESIGN_NAME', `${JSON.stringify(name)} is no name for a design`, 'Use small letters and digits, with - between words: keep-objects');
    const base = await findDesign(options['from'] as string);
    await requireFree(name);
    const folder = path.resolve((options['folder'] as string | undefined) ?? path.join(PROJECT, 'designs', 'proposals'));
    const file = path.join(folder, `${name}.ts`);
    if (fs.existsSync(file)) throw new BadInput('E_EXISTS', `${path.relative(process.cwd(), file)} is there already`, 'Choose another name, or delete it first');
    writeFile(file, text(name, base, folder));
    const shown = path.relative(process.cwd(), file);
    terminal.out(`written: ${shown}\nnext: say in it what differs, then\n  vcpuhp check ${shown}\n  vcpuhp diff ${base.reference} ${shown}\n`);
    return 0;
  },
};
