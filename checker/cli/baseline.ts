/** `vcpuhp baseline`: record counts and verdicts as the ones to keep. */
import path from 'node:path';
import { renewed } from '../record/baseline.ts';
import { EXIT, exitStatus } from '../record/verdict-table.ts';
import type { CliCommand } from './command.ts';
import { baselineFile, loadBaseline } from './input/baseline-files.ts';
import { findDesigns } from './input/designs.ts';
import { declareSearch, jobsOf, type SearchOptions } from './input/search-options.ts';
import { declareSelection, select, tierOf, type SelectionOptions } from './input/selection.ts';
import { runDesigns } from './run/run-designs.ts';
import { writeFile } from './terminal/out-file.ts';

interface Options extends SelectionOptions, SearchOptions {
  readonly out?: string;
}

export const command: CliCommand = {
  summary: 'Record the counts and verdicts of designs in reports/baseline, for check --baseline.',
  examples: ['baseline', 'baseline rfc-v5 --tier full'],
  declare: (c) => {
    c.argument('[design...]', "names or files of designs (default: the project's)");
    declareSelection(c);
    declareSearch(c);
    c.option('--out <folder>', 'folder of the baselines (default: reports/baseline of the project)')
      .addHelpText('after', '\nConfigurations that are not searched keep what was recorded of them.');
  },
  run: async (terminal, [names], given) => {
    const options = given as unknown as Options;
    const selection = select(await findDesigns(names as string[]), options);
    const { record } = await runDesigns(selection, { jobs: jobsOf(options), tier: tierOf(options), memory: options.memory, reduce: options.reduce }, terminal);
    for (const [i, run] of record.designs.entries()) {
      const undone = run.configurations.filter((c) => !c.complete || c.defect);
      for (const c of undone) terminal.note(`not recorded: ${run.name} ${c.id}: ${c.defect?.message ?? c.reason}\n`);
      const known = selection[i]!.found.design.configurations.map((c) => c.id);
      const file = baselineFile(run.name, options.out);
      writeFile(file, `${JSON.stringify(renewed(loadBaseline(run.name, options.out), run, known), null, 2)}\n`);
      terminal.out(`written: ${path.basename(file)}\n`);
    }
    // Whether verdicts are the expected ones is the business of check.
    const status = exitStatus(record);
    return status === EXIT.differs ? EXIT.asExpected : status;
  },
};
