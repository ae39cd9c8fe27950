/**
 * Designs are found, not registered: every module under designs/ (and, by name, examples/) that exports `design`. A path
 * to such a module does as well.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Configuration, Design } from '../../model/design.ts';
import { BadInput, unknownName } from './bad-input.ts';

export interface FoundDesign {
  readonly design: Design;
  /** Absolute path of its module. */
  readonly file: string;
  /** How the command line names it: by its name, or by the path that was given. */
  readonly reference: string;
}

/** The project's root: of the sources, or of what was built from them. */
export const ROOT = path.resolve(fileURLToPath(import.meta.url), '../../../..');

const withManifest = (folder: string): string => (fs.existsSync(path.join(folder, 'package.json')) || folder === path.dirname(folder) ? folder : withManifest(path.dirname(folder)));

/** Where package.json is, and with it what is kept rather than built: baselines and pictures. */
export const PROJECT = withManifest(ROOT);

/** Ending of modules that this process can import: sources under tsx, or what was built from them. */
const ENDING = path.extname(fileURLToPath(import.meta.url));

/** Modules in a folder and below, but for those of the folders `without` in it. */
const modulesUnder = (folder: string, without: readonly string[] = []): string[] =>
  fs.existsSync(folder)
    ? fs
        .readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((e) => e.isFile() && e.name.endsWith(ENDING) && !e.name.endsWith(`.d${ENDING}`) && !without.includes(path.relative(folder, e.parentPath)))
        .map((e) => path.join(e.parentPath, e.name.slice(0, -ENDING.length)))
        // Without the ending, so that a design comes before those whose names begin with its own.
        .sort()
        .map((f) => f + ENDING)
    : [];

const importModule = async (file: string): Promise<{ design?: unknown }> => {
  if (ENDING === '.js' && file.endsWith('.ts')) {
    // Built code meets a design in TypeScript: tsx is there for it (a dependency), but only when it is needed.
    const { register } = await import('tsx/esm/api');
    register();
  }
  return (await import(pathToFileURL(file).href)) as { design?: unknown };
};

const shown = (file: string): string => path.relative(process.cwd(), file) || file;

/** Refuses what only looks like a design, before it fails somewhere deep. */
const asDesign = (x: unknown, file: string): Design => {
  const refuse = (what: string): never => {
    throw new BadInput('E_DESIGN_SHAPE', `${shown(file)} exports a design that ${what}`, 'See Design in checker/model/design.ts');
  };
  const d = x as Partial<Design> | null;
  if (typeof d !== 'object' || d === null) return refuse('is no object');
  if (typeof d.name !== 'string' || !/^[\w.+-]+$/.test(d.name)) refuse('has no name made of letters, digits and . + - _');
  if (!Array.isArray(d.configurations) || d.configurations.length === 0) refuse('has no configurations');
  if (!Array.isArray(d.violates)) refuse('does not say what it violates');
  const ids = d.configurations!.map((c) => c.id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) refuse(`has two configurations ${twice}`);
  return d as Design;
};

/** The design of a module, or undefined when it exports none. */
const designOf = async (file: string, reference?: string): Promise<FoundDesign | undefined> => {
  const module = await importModule(file).catch((e: unknown) => {
    // A coded error of the model layer speaks for itself; anything else must say which file it was.
    if (e instanceof Error && 'code' in e && String(e.code).startsWith('E_')) throw e;
    const what = e instanceof Error ? e.message.split('\n')[0]! : String(e);
    throw new BadInput('E_DESIGN_LOAD', `${shown(file)} cannot be loaded: ${what}`, 'Mend it, or name a module that exports design');
  });
  if (module.design === undefined) return undefined;
  const design = asDesign(module.design, file);
  return { design, file, reference: reference ?? design.name };
};

/** Verdicts are told apart by the name of their design. Throws E_DESIGN_TWICE. */
const eachOnce = (found: FoundDesign[]): FoundDesign[] => {
  const name = (d: FoundDesign): string => d.design.name;
  const twice = found.find((d, i) => found.findIndex((o) => name(o) === name(d)) !== i);
  if (twice)
    throw new BadInput('E_DESIGN_TWICE', `two modules export a design named ${name(twice)}`, `Rename one: ${found.filter((d) => name(d) === name(twice)).map((d) => shown(d.file)).join(', ')}`);
  return found;
};

const allUnder = async (folder: string, without: readonly string[] = []): Promise<FoundDesign[]> => {
  const found: FoundDesign[] = [];
  for (const file of modulesUnder(folder, without)) {
    const d = await designOf(file);
    if (d) found.push(d);
  }
  return eachOnce(found);
};

/** Looked at only where they are named: the entries of the corpus and proposals, which are many. */
const NAMED_ONLY = ['history', 'proposals'];

/** Every design of the project, by file, but for those that are looked at only where they are named. */
export const projectDesigns = async (root = ROOT): Promise<FoundDesign[]> => {
  const found = await allUnder(path.join(root, 'designs'), NAMED_ONLY);
  if (found.length === 0) throw new BadInput('E_NO_DESIGN', 'the folder designs has no design', 'Name a design file, e.g. examples/die-hard.ts');
  return found;
};

/** Every entry of the regression corpus, by file. */
export const corpusDesigns = async (root = ROOT): Promise<FoundDesign[]> => {
  const found = (await allUnder(path.join(root, 'designs'))).filter((d) => d.design.entry);
  if (found.length === 0) throw new BadInput('E_NO_DESIGN', 'no design in the folder designs is an entry of the corpus', 'An entry exports a design with the field `entry` (checker/model/design.ts)');
  return found;
};

/** Every example, which is looked at only where it is named. */
export const exampleDesigns = async (root = ROOT): Promise<FoundDesign[]> => allUnder(path.join(root, 'examples'));

const byPath = async (given: string): Promise<FoundDesign> => {
  const file = path.resolve(given);
  if (!fs.existsSync(file) || !fs.statSync(file).isFile()) throw new BadInput('E_NO_FILE', `there is no file ${given}`, 'Check the path, or give the name of a design: vcpuhp list designs');
  const found = await designOf(file, given);
  if (!found) throw new BadInput('E_NO_DESIGN', `${given} exports no design`, 'A design module exports `design` (checker/model/design.ts)');
  return found;
};

/** The design that a name or a path means. */
export const findDesign = async (given: string, root = ROOT): Promise<FoundDesign> => {
  if (/[/\\]/.test(given) || /\.[cm]?[jt]s$/.test(given) || fs.statSync(given, { throwIfNoEntry: false })?.isFile()) return byPath(given);
  // Most designs are named as their file is; finding it so spares loading all the others.
  for (const folder of ['designs', 'examples'])
    for (const file of modulesUnder(path.join(root, folder))) {
      if (path.basename(file, ENDING) !== given) continue;
      const found = await designOf(file);
      if (found?.design.name === given) return found;
    }
  const all = [...(await allUnder(path.join(root, 'designs'))), ...(await exampleDesigns(root))];
  const found = all.find((d) => d.design.name === given);
  if (found) return found;
  throw unknownName('E_DESIGN', 'design', given, all.map((d) => d.design.name));
};

/** The designs named, or all of the project's when none is. Naming one twice is naming it once. */
export const findDesigns = async (given: readonly string[], root = ROOT): Promise<FoundDesign[]> => {
  if (given.length === 0) return projectDesigns(root);
  const found: FoundDesign[] = [];
  for (const name of given) {
    const d = await findDesign(name, root);
    if (!found.some((f) => f.file === d.file)) found.push(d);
  }
  return eachOnce(found);
};

/** The configuration of that id, whatever its tier; the first when none is named. */
export const configurationNamed = ({ configurations, others = [] }: Design, id: string | undefined): Configuration => {
  const found = id === undefined ? configurations[0] : [...configurations, ...others].find((c) => c.id === id);
  if (!found) throw unknownName('E_CONFIGURATION', 'configuration', id!, configurations.map((c) => c.id));
  return found;
};
