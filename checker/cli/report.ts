/** `vcpuhp report`: a recorded run in another form; without a record, a run of its own. */
import path from 'node:path';
import { mergeShards } from '../record/merge.ts';
import type { RunRecord } from '../record/run-record.ts';
import { exitStatus } from '../record/verdict-table.ts';
import type { CliCommand } from './command.ts';
import { withExhibits } from './draw/exhibits.ts';
import { BadInput } from './input/bad-input.ts';
import { heldToBaselines } from './input/baseline-files.ts';
import { findDesigns } from './input/designs.ts';
import { loadRecord } from './input/record-file.ts';
import { gather } from './input/option-values.ts';
import { writerNamed } from './input/plugins.ts';
import { declareSearch, jobsOf, type SearchOptions } from './input/search-options.ts';
import { select } from './input/selection.ts';
import { runDesigns } from './run/run-designs.ts';
import { requireWritable, writeFile } from './terminal/out-file.ts';
import type { Terminal } from './terminal/terminal.ts';

interface Options extends SearchOptions {
  readonly design?: readonly string[];
  readonly merge?: boolean;
  readonly format?: string;
  readonly out?: string;
  readonly strict?: boolean;
  readonly expectations?: string;
}

/** Decide the designs now, with everything that a report draws. */
const decided = async (options: Options, terminal: Terminal): Promise<RunRecord> => {
  const selection = select(await findDesigns(options.design ?? []), {});
  const { record, timing } = await runDesigns(selection, { jobs: jobsOf(options), tier: 'quick', memory: options.memory, reduce: options.reduce }, terminal);
  return { ...record, designs: await withExhibits(selection.map((s) => s.found), record.designs, terminal), timing };
};

const recorded = (files: readonly string[], merge: boolean): RunRecord => {
  const records = files.map(loadRecord);
  if (!merge) {
    if (records.length > 1) throw new BadInput('E_RECORDS', `${files.length} records are given`, 'Give one, or put those of shards together with --merge');
    return records[0]!;
  }
  const merged = mergeShards(records, files);
  if ('refusal' in merged) throw new BadInput('E_MERGE', merged.refusal, merged.fix);
  return merged.record;
};

/** By the file's ending where it says it. */
const formatOf = ({ format, out }: Options): string => format ?? (path.extname(out ?? '') === '.html' ? 'html' : 'text');

export const command: CliCommand = {
  summary: 'Write a run in another form: one offline page, Markdown, JUnit, SARIF, ...',
  examples: ['report --out report.html', 'report --design rfc-v5 --out report.html', 'report run.json --format sarif --out vcpuhp.sarif', 'report --merge run-1.json run-2.json --format json --out run.json'],
  declare: (c) => {
    c.argument('[record...]', 'file written by check --record; with --merge, those of all shards (default: the designs are decided now)')
      .option('--design <name>', "without a record: only this design; repeatable (default: the project's)", gather('design'))
      .option('--merge', 'put the records of check --shard together; refuses records of different inputs');
    declareSearch(c);
    c.option('--format <name>', 'text, json, markdown, html, junit, sarif, summary, annotations, or any other file in reports/run (default: html for a file .html, else text)')
      .option('--out <file>', 'write there instead of stdout')
      .option('--expectations <folder>', 'exit 1 when counts or verdicts differ from those that vcpuhp baseline --out <folder> wrote')
      .option('--strict', 'exit 1 when anything is violated, expected or not');
  },
  run: async (terminal, [given], rest) => {
    const files = given as string[];
    const options = rest as unknown as Options;
    const searching = (['design', 'memory', 'jobs', 'reduce'] as const).filter((o) => options[o] !== undefined);
    if (files.length && searching.length) throw new BadInput('E_OPTION_CONFLICT', `a record searches nothing, so --${searching[0]} has no meaning with it`, 'Leave one of them out');
    if (files.length === 0 && options.merge) throw new BadInput('E_RECORDS', 'there is nothing to merge', 'Give the records of all shards');
    const writer = await writerNamed('run', formatOf(options));
    if (options.out !== undefined) requireWritable(options.out);
    const record = files.length ? recorded(files, options.merge === true) : await decided(options, terminal);
    const text = await writer.write(record, { colour: terminal.colour && options.out === undefined });
    if (options.out === undefined) terminal.out(text);
    else writeFile(options.out, text);
    const status = exitStatus(record, options.strict === true);
    return options.expectations === undefined ? status : heldToBaselines(terminal, record, status, options.expectations);
  },
};
