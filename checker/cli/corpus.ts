/** `vcpuhp corpus`: decide the entries of the regression corpus, a line an entry. */
import { EXIT, exitStatus } from '../record/verdict-table.ts';
import type { CliCommand } from './command.ts';
import { BadInput, unknownName } from './input/bad-input.ts';
import { corpusDesigns, type FoundDesign } from './input/designs.ts';
import { writerNamed } from './input/plugins.ts';
import { declareSearch, jobsOf, type SearchOptions } from './input/search-options.ts';
import { select } from './input/selection.ts';
import { runDesigns } from './run/run-designs.ts';
import { writeFile } from './terminal/out-file.ts';
import { requirePlace, show, shown } from './terminal/page.ts';
import type { Terminal } from './terminal/terminal.ts';

interface Options extends SearchOptions {
  readonly format: string;
  readonly record?: string;
  readonly page?: string;
  readonly update?: boolean;
}

/** The name of the table's place in a page. */
const PLACE = 'entries';

/** The entries named, or all. */
const chosen = async (names: readonly string[]): Promise<FoundDesign[]> => {
  const all = await corpusDesigns();
  if (names.length === 0) return all;
  return [...new Set(names)].map((name) => {
    const found = all.find((d) => d.design.name === name);
    if (!found) throw unknownName('E_ENTRY', 'entry', name, all.map((d) => d.design.name));
    return found;
  });
};

/** Exit 1 where the page shows another table than this run's. */
const holdTo = (terminal: Terminal, file: string, table: string, update: boolean, status: number): number => {
  if (shown(file, PLACE) === table) return status;
  if (update) {
    show(file, PLACE, table);
    terminal.note(`written: ${file}\n`);
    return status;
  }
  terminal.note(`${file} shows another table than this run; write it anew with --update\n`);
  return status === EXIT.asExpected ? EXIT.differs : status;
};

export const command: CliCommand = {
  summary: 'Decide the entries of the regression corpus: each must fail or pass exactly as it says.',
  examples: ['corpus', 'corpus H01 B05', 'corpus --page docs/corpus.md --update'],
  declare: (c) => {
    c.argument('[entry...]', 'names of entries (default: all)');
    declareSearch(c);
    c.option('--format <name>', 'entries, entries-markdown, or any other file in reports/run', 'entries')
      .option('--record <file>', 'write the run record there, for vcpuhp report')
      .option('--page <file>', 'exit 1 when this page shows another table of all entries')
      .option('--update', 'write the table of --page anew');
  },
  run: async (terminal, [names], given) => {
    const options = given as unknown as Options;
    const writer = await writerNamed('run', options.format);
    if (options.page !== undefined) requirePlace(options.page, PLACE);
    if (options.page !== undefined && (names as string[]).length) throw new BadInput('E_PAGE', 'a page shows all entries', 'Name no entry, or leave --page out');
    const { record, timing } = await runDesigns(select(await chosen(names as string[]), {}), { jobs: jobsOf(options), tier: 'quick', memory: options.memory, reduce: options.reduce }, terminal);
    terminal.out(await writer.write(record, { colour: terminal.colour }));
    const seconds = Object.values(timing.configurations).reduce((n, t) => n + t.cpuSeconds, 0);
    terminal.note(`time: ${seconds.toFixed(0)} s CPU\n`);
    if (options.record !== undefined) writeFile(options.record, `${JSON.stringify({ ...record, timing }, null, 2)}\n`);
    const status = exitStatus(record);
    if (options.page === undefined || record.interrupted) return status;
    return holdTo(terminal, options.page, await (await writerNamed('run', 'entries-markdown')).write(record, { colour: false }), options.update === true, status);
  },
};
