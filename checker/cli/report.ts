/** `vcpuhp report`: a recorded run in another form, without running anything. */
import { mergeShards } from '../record/merge.ts';
import type { RunRecord } from '../record/run-record.ts';
import { exitStatus } from '../record/verdict-table.ts';
import type { CliCommand } from './command.ts';
import { BadInput } from './input/bad-input.ts';
import { loadRecord } from './input/record-file.ts';
import { writerNamed } from './input/plugins.ts';
import { requireWritable, writeFile } from './terminal/out-file.ts';

interface Options {
  readonly merge?: boolean;
  readonly format: string;
  readonly out?: string;
  readonly strict?: boolean;
}

const recordOf = (files: readonly string[], merge: boolean): RunRecord => {
  const records = files.map(loadRecord);
  if (!merge) {
    if (records.length > 1) throw new BadInput('E_RECORDS', `${files.length} records are given`, 'Give one, or put those of shards together with --merge');
    return records[0]!;
  }
  const merged = mergeShards(records, files);
  if ('refusal' in merged) throw new BadInput('E_MERGE', merged.refusal, merged.fix);
  return merged.record;
};

export const command: CliCommand = {
  summary: 'Write a recorded run in another form.',
  examples: ['report run.json --format markdown', 'report run.json --format sarif --out vcpuhp.sarif', 'report --merge run-1.json run-2.json --format json --out run.json'],
  declare: (c) => {
    c.argument('<record...>', 'file written by check --record; with --merge, those of all shards')
      .option('--merge', 'put the records of check --shard together; refuses records of different inputs')
      .option('--format <name>', 'text, json, markdown, junit, sarif, summary, annotations, or any other file in reports/run', 'text')
      .option('--out <file>', 'write there instead of stdout')
      .option('--strict', 'exit 1 when anything is violated, expected or not');
  },
  run: async (terminal, [files], given) => {
    const options = given as unknown as Options;
    const writer = await writerNamed('run', options.format);
    if (options.out !== undefined) requireWritable(options.out);
    const record = recordOf(files as string[], options.merge === true);
    const text = await writer.write(record, { colour: terminal.colour && options.out === undefined });
    if (options.out === undefined) terminal.out(text);
    else writeFile(options.out, text);
    return exitStatus(record, options.strict === true);
  },
};
