/** `vcpuhp litmus`: tiny scenarios and how they can end. */
import fs from 'node:fs';
import { printOutcome } from '../litmus/print.ts';
import { runScenario } from '../litmus/run.ts';
import { parseScenario } from '../litmus/scenario.ts';
import { LitmusError } from '../litmus/text.ts';
import { EXIT } from '../record/verdict-table.ts';
import type { CliCommand } from './command.ts';
import { BadInput, isBadInput } from './input/bad-input.ts';
import { configurationNamed, findDesign } from './input/designs.ts';
import { writeFile } from './terminal/out-file.ts';

/** Where the outcome of a file is recorded: beside it, under the same name. */
const recordOf = (file: string): string => file.replace(/(\.litmus)?$/, '.expected');

/** What the file's scenario comes to in each of its designs. */
const outcomeOf = async (file: string, signal: AbortSignal): Promise<string> => {
  const text = fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? fs.readFileSync(file, 'utf8') : undefined;
  if (text === undefined) throw new BadInput('E_NO_FILE', `there is no file ${file}`, 'Check the path');
  const scenario = parseScenario(file, text);
  const outcomes: string[] = [];
  for (const named of scenario.designs) {
    const configuration = await findDesign(named.design)
      .then(({ design }) => configurationNamed(design, named.configuration))
      .catch((e: unknown) => {
        if (isBadInput(e)) throw new LitmusError(file, named.at, 'E_LITMUS_DESIGN', e.message, 'See: vcpuhp list configurations');
        throw e;
      });
    outcomes.push(printOutcome(scenario, named, await runScenario(configuration.system(), scenario, signal)));
  }
  return outcomes.join('\n');
};

export const command: CliCommand = {
  summary: 'Run litmus tests: in how many of the ways in which a tiny scenario can end does a condition hold?',
  examples: ['litmus test/litmus/cpu-on-twice.litmus', 'litmus test/litmus/*.litmus', 'litmus mine.litmus --update'],
  declare: (c) => {
    c.argument('<file...>', 'litmus files (docs/litmus.md)')
      .option('--update', 'record the outcomes beside the files, as FILE.expected')
      .option('--json', 'print JSON: file, outcome, and what is recorded');
  },
  run: async (terminal, [files], options) => {
    const results: { file: string; outcome: string; recorded: string | null }[] = [];
    for (const file of files as string[]) {
      const outcome = await outcomeOf(file, terminal.signal);
      const place = recordOf(file);
      if (options['update']) writeFile(place, outcome);
      results.push({ file, outcome, recorded: fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : null });
      if (!options['json']) terminal.out(`${results.length > 1 ? '\n' : ''}${outcome}`);
    }
    if (options['json']) terminal.out(`${JSON.stringify({ format: 'vcpuhp-litmus', version: 1, results }, null, 2)}\n`);
    const differ = results.filter((r) => r.recorded !== null && r.recorded !== r.outcome);
    for (const r of differ) terminal.note(`${r.file}: another outcome than recorded in ${recordOf(r.file)}; --update accepts it\n`);
    return differ.length ? EXIT.differs : EXIT.asExpected;
  },
};
