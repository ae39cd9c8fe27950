/** Files that are found rather than registered: commands in checker/cli, reporters in reports/, exporters in checker/export. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Exporter } from '../../export/exporter.ts';
import type { DifferenceReporter, PictureWriter, RunReporter, TraceReporter } from '../../record/reporter.ts';
import type { CliCommand } from '../command.ts';
import { BadInput, unknownName } from './bad-input.ts';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ENDING = path.extname(fileURLToPath(import.meta.url));

/** Every module directly in `folder` that exports `name`, by file name. */
const exportsIn = async <T>(folder: string, name: string, skip: readonly string[] = []): Promise<Map<string, T>> => {
  const files = fs
    .readdirSync(folder)
    .filter((f) => f.endsWith(ENDING) && !f.endsWith(`.d${ENDING}`) && !skip.includes(path.basename(f, ENDING)))
    .sort();
  const found = new Map<string, T>();
  for (const file of files) {
    const module = (await import(pathToFileURL(path.join(folder, file)).href)) as Record<string, unknown>;
    if (module[name] !== undefined) found.set(path.basename(file, ENDING), module[name] as T);
  }
  return found;
};

/** The commands: one file each in checker/cli. The entry point is no command, and importing it would start it again. */
export const loadCommands = (): Promise<Map<string, CliCommand>> => exportsIn<CliCommand>(path.join(HERE, '..'), 'command', ['main', 'command']);

interface Kinds {
  run: RunReporter;
  trace: TraceReporter;
  picture: PictureWriter;
  difference: DifferenceReporter;
}

/** Every writer of a kind, by name. */
export const loadWriters = async <K extends keyof Kinds>(kind: K): Promise<Map<string, Kinds[K]>> =>
  exportsIn<Kinds[K]>(path.join(HERE, '../../../reports', kind), kind === 'picture' ? 'writer' : 'reporter');

/** The writer named by `--format`. */
export const writerNamed = async <K extends keyof Kinds>(kind: K, name: string): Promise<Kinds[K]> => {
  const all = await loadWriters(kind);
  const found = all.get(name);
  if (!found) throw unknownName('E_OPTION_VALUE', 'value for --format', name, [...all.keys()]);
  return found;
};

/** The exporter of a format. */
export const exporterNamed = async (format: string): Promise<Exporter> => {
  const all = await exportsIn<Exporter>(path.join(HERE, '../../export'), 'exporter');
  const found = all.get(format);
  if (!found && (await loadWriters('trace')).has(format)) throw new BadInput('E_FORMAT', `${format} is a format of a trace, not of a system`, `Use: vcpuhp trace DESIGN PROPERTY --format ${format}`);
  if (!found) throw unknownName('E_FORMAT', 'format', format, [...all.keys()]);
  return found;
};
