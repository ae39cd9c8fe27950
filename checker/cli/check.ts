/** `vcpuhp check`: decide every property of the designs. */
import fs from 'node:fs';
import path from 'node:path';
import { coverageText } from '../record/coverage.ts';
import { profileText } from '../record/profile.ts';
import { exitStatus } from '../record/verdict-table.ts';
import { STORE_KINDS, type StoreWish } from '../explore/visited/plan.ts';
import type { CliCommand } from './command.ts';
import { BadInput } from './input/bad-input.ts';
import { heldToBaselines } from './input/baseline-files.ts';
import { withExhibits } from './draw/exhibits.ts';
import { findDesigns } from './input/designs.ts';
import { shardNumber, shardOf } from './input/shards.ts';
import { gather, oneOf } from './input/option-values.ts';
import { writerNamed } from './input/plugins.ts';
import { declareSearch, jobsOf, type SearchOptions } from './input/search-options.ts';
import { declareSelection, select, tierOf, type SelectionOptions } from './input/selection.ts';
import type { KeepOptions } from './run/kept.ts';
import { runDesigns, type Run } from './run/run-designs.ts';
import { requireWritable, writeFile } from './terminal/out-file.ts';
import type { Terminal } from './terminal/terminal.ts';

interface Options extends SelectionOptions, SearchOptions {
  readonly order?: 'forward' | 'reverse';
  readonly store?: StoreWish;
  readonly strict?: boolean;
  readonly format: string;
  readonly json?: boolean;
  readonly checkpoint?: string;
  readonly resume?: string;
  readonly record?: string;
  readonly baseline?: boolean;
  readonly coverage?: boolean;
  readonly profile?: boolean;
  readonly exhibits?: boolean;
  readonly expectations?: string;
  readonly shard?: { readonly index: number; readonly of: number };
}

/** Timings differ from run to run, so they never go where the results go. */
const noteTimings = (terminal: Terminal, { timing }: Run): void => {
  for (const [name, t] of Object.entries(timing.configurations)) terminal.note(`time: ${name} ${t.cpuSeconds.toFixed(2)} s CPU, ${Math.ceil(t.peakBytes / 2 ** 20)} MB, ${t.store}\n`);
};

const keepOf = ({ checkpoint, resume }: Options): KeepOptions | undefined => {
  if (checkpoint !== undefined && resume !== undefined) throw new BadInput('E_OPTION_CONFLICT', '--resume keeps checkpoints where it found them, so --checkpoint has no meaning with it', 'Leave --checkpoint out');
  if (resume !== undefined && !fs.existsSync(resume)) throw new BadInput('E_NO_FILE', `there is no folder ${resume}`, 'Name the folder that was given to --checkpoint');
  const folder = resume ?? checkpoint;
  return folder === undefined ? undefined : { folder: path.resolve(folder), resume: resume !== undefined };
};

export const command: CliCommand = {
  summary: 'Decide every property of the designs, by looking at every reachable state.',
  examples: ['check', 'check rfc-v5 --guest hostile --property PresentAlwaysOne', 'check examples/die-hard.ts --json', 'check --tier full --jobs 2 --record run.json', 'check my-design.ts --expectations expectations --shard 1/4 --record run-1.json'],
  declare: (c) => {
    c.argument('[design...]', "names or files of designs (default: the project's)");
    declareSelection(c);
    declareSearch(c);
    c.option('--property <id>', 'only this property; repeatable', gather('property'))
      .option('--order <order>', 'forward or reverse: order within a level; no verdict depends on it', oneOf('order', ['forward', 'reverse']))
      .option('--store <kind>', 'how to know states again: hash, compressed (a quotient table), bitmap, or auto (default): a hash, and what takes less where memory ends; the last two keep no steps, so that properties of kind stuck are not decided', oneOf('store', ['auto', ...STORE_KINDS]))
      .option('--strict', 'exit 1 when anything is violated, expected or not')
      .option('--coverage', 'also show which actions, transitions and guards are used; takes longer')
      .option('--profile', 'also show where the states come from: by component, by action, by level, and what an unfinished search has left')
      .option('--baseline', 'exit 1 when counts or verdicts differ from reports/baseline')
      .option('--expectations <folder>', 'the same for files that vcpuhp baseline --out <folder> wrote: kept beside a design of your own, and reviewed like a lock file')
      .option('--exhibits', 'add what vcpuhp report --format html draws: pictures, and what could happen at every step of the traces')
      .option('--shard <i/n>', 'search only part i of n; vcpuhp report --merge puts the records together', shardNumber)
      .option('--format <name>', 'text, markdown, json, junit, sarif, summary, annotations, or any other file in reports/run', 'text')
      .option('--json', 'the same as --format json (format vcpuhp-run, version 1)')
      .option('--checkpoint <folder>', 'keep checkpoints there: at every level, and when the run is interrupted')
      .option('--resume <folder>', 'go on from the checkpoints there, and keep more; the result is that of a run that was never interrupted')
      .option('--record <file>', 'write the run record there, for vcpuhp report');
  },
  run: async (terminal, [names], given) => {
    const options = given as unknown as Options;
    const writer = await writerNamed('run', options.json ? 'json' : options.format);
    const chosen = select(await findDesigns(names as string[]), options);
    const searchOptions = { tier: tierOf(options), memory: options.memory, reduce: options.reduce, property: options.property, coverage: options.coverage };
    const part = options.shard && shardOf(chosen, options.shard, searchOptions);
    const selection = part?.selection ?? chosen;
    if (options.record !== undefined) requireWritable(options.record);
    const keep = keepOf(options);
    const searched = await runDesigns(selection, { jobs: jobsOf(options), tier: tierOf(options), memory: options.memory, reduce: options.reduce, store: options.store, order: options.order, outcomes: options.coverage, profile: options.profile, keep }, terminal);
    const again = keep && searched.record.designs.some((d) => d.configurations.some((c) => !c.complete));
    if (again) terminal.note(`What was found is kept: go on with --resume ${keep.folder}\n`);
    const designs = options.exhibits ? await withExhibits(selection.map((s) => s.found), searched.record.designs, terminal) : searched.record.designs;
    const run: Run = { ...searched, record: { ...searched.record, designs, ...(part ? { shard: part.shard } : {}) } };
    terminal.out(await writer.write(run.record, { colour: terminal.colour }));
    if (!options.json && options.format === 'text')
      for (const [asked, text] of [[options.coverage, coverageText], [options.profile, profileText]] as const) if (asked) terminal.out(run.record.designs.map((d) => `\n${text(d)}`).join(''));
    noteTimings(terminal, run);
    // Exhibits are mostly numbers: indented, the record of a long run would be longer than any string.
    if (options.record !== undefined) writeFile(options.record, `${JSON.stringify({ ...run.record, timing: run.timing }, null, options.exhibits ? 0 : 2)}\n`);
    const status = exitStatus(run.record, options.strict === true);
    const kept = options.baseline ? heldToBaselines(terminal, run.record, status) : status;
    return options.expectations === undefined ? kept : heldToBaselines(terminal, run.record, kept, options.expectations);
  },
};
