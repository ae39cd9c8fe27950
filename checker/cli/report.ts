/** `vcpuhp report`: a recorded run in another form, without running anything. */
import { exitStatus } from '../record/verdict-table.ts';
import type { CliCommand } from './command.ts';
import { loadRecord } from './input/record-file.ts';
import { writerNamed } from './input/plugins.ts';
import { writeFile } from './terminal/out-file.ts';

export const command: CliCommand = {
  summary: 'Write a recorded run in another form.',
  examples: ['report run.json --format markdown', 'report run.json --format markdown --out verdicts.md'],
  declare: (c) => {
    c.argument('<record>', 'file written by check --record')
      .option('--format <name>', 'text, json, markdown, or any other file in reports/run', 'text')
      .option('--out <file>', 'write there instead of stdout')
      .option('--strict', 'exit 1 when anything is violated, expected or not');
  },
  run: async (terminal, [file], options) => {
    const writer = await writerNamed('run', options['format'] as string);
    const record = loadRecord(file as string);
    const out = options['out'] as string | undefined;
    const text = await writer.write(record, { colour: terminal.colour && out === undefined });
    if (out === undefined) terminal.out(text);
    else writeFile(out, text);
    return exitStatus(record, options['strict'] === true);
  },
};
