/** `vcpuhp mutate`: do the properties notice small mistakes in the design (R22)? */
import fs from 'node:fs';
import path from 'node:path';
import { OPERATORS } from '../mutate/mutant.ts';
import { mutantsOf, runMutants, sampled } from '../mutate/run.ts';
import { MutationRecord, Reasons, summaryOf, type MutationSummary } from '../record/mutation.ts';
import { EXIT } from '../record/verdict-table.ts';
import type { CliCommand } from './command.ts';
import { BadInput } from './input/bad-input.ts';
import { corpusDesigns, findDesign, PROJECT } from './input/designs.ts';
import { gather, memorySize, oneOf, wholeNumber } from './input/option-values.ts';
import { loadJson } from './input/record-file.ts';
import { declareSelection, propertiesOf, select, type SelectionOptions } from './input/selection.ts';
import { requireWritable, writeFile } from './terminal/out-file.ts';

interface Options extends SelectionOptions {
  readonly mutation?: readonly string[];
  readonly seed?: string;
  readonly sample?: number;
  readonly budget?: number;
  readonly memory?: number;
  readonly reasons?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly list?: boolean;
}

const FOLDER = path.join(PROJECT, 'reports/mutation');

const section = (title: string, lines: readonly string[]): string => (lines.length ? `\n  ${title}\n${lines.map((l) => `    ${l}\n`).join('')}` : '');

const textOf = (r: MutationRecord, s: MutationSummary): string => {
  const { killed, refused, equivalent, invisible, survivor, undecided } = s.counts;
  return [
    `${r.design}: ${r.mutants.length === r.all ? `${r.all} mutants` : `${r.mutants.length} of ${r.all} mutants`}\n`,
    `\n  killed ${killed}, survivors ${survivor}, invisible ${invisible}; equivalent ${equivalent}, refused by the specification itself ${refused}, not decided ${undecided}\n`,
    `  score: ${s.score === undefined ? 'none' : `${s.score} %`} (killed of killed, survivors and invisible ones)\n`,
    section('survivors without a reason', s.unexplained),
    section('reasons for nothing that survives', s.stale),
    section('survivors with a reason', s.explained.map((e) => `${e.id}: ${e.reason}${e.fate === 'invisible' ? ' (invisible)' : ''}`)),
    section('seen by neither guest nor operator', s.invisible),
    section('not decided', r.mutants.filter((m) => m.fate === 'undecided').map((m) => m.id)),
    section('properties that neither a mutant nor an entry of the corpus needs', s.useless),
  ].join('');
};

export const command: CliCommand = {
  summary: 'Change the design in small ways, and tell which changes no property notices.',
  examples: ['mutate corrected --sample 20 --seed monday', 'mutate corrected --mutation drop-conjunct --budget 600', 'mutate examples/ticket-lock.ts --list'],
  declare: (c) => {
    c.argument('<design>', 'name or file of a design');
    declareSelection(c);
    c.option('--mutation <name>', `only these: ${OPERATORS.join(', ')}; repeatable`, gather('mutation'))
      .option('--sample <n>', 'only so many mutants, drawn by --seed', wholeNumber('sample', 1, 1_000_000))
      .option('--seed <text>', 'which ones (default: the name of the design)')
      .option('--budget <seconds>', 'begin no further mutant after so much CPU time', wholeNumber('budget', 1, 1_000_000))
      .option('--memory <size>', 'memory for one search, e.g. 512M (default: 1G)', memorySize)
      .option('--reasons <file>', 'why some survive (default: reports/mutation/DESIGN.reasons.json)')
      .option('--out <file>', 'write the record there')
      .option('--list', 'list the mutants, and judge none')
      .option('--json', 'print JSON (format vcpuhp-mutation, version 1)')
      .addHelpText('after', '\nExit status: 1 for a survivor without a reason, or a reason without a survivor. docs/mutation.md explains the words.');
  },
  run: async (terminal, [name], given) => {
    const options = given as unknown as Options;
    for (const o of options.mutation ?? []) oneOf('mutation', OPERATORS)(o);
    if (options.out !== undefined) requireWritable(options.out);
    const found = await findDesign(name as string);
    const { configurations } = select([found], options)[0]!;
    const reasonsFile = options.reasons ?? path.join(FOLDER, `${found.design.name}.reasons.json`);
    if (options.reasons !== undefined && !fs.existsSync(options.reasons)) throw new BadInput('E_NO_FILE', `there is no file ${options.reasons}`, 'Check the path');
    const reasons = fs.existsSync(reasonsFile) ? loadJson(reasonsFile, Reasons, 'An object: mutant or pattern -> reason') : {};
    const all = mutantsOf(configurations).filter((x) => !options.mutation || options.mutation.includes(x.mutant.operator));
    if (options.list) {
      terminal.out(options.json ? `${JSON.stringify(all.map((x) => ({ id: x.mutant.id, configurations: x.configurations })), null, 2)}\n` : all.map((x) => `${x.mutant.id}\n`).join(''));
      return EXIT.asExpected;
    }
    const seed = options.seed ?? found.design.name;
    const drawn = options.sample === undefined && options.budget === undefined ? all : sampled(all, seed, options.sample ?? all.length);
    const ids = new Set(drawn.flatMap((x) => x.configurations));
    const memory = options.memory ?? 2 ** 30;
    const mutants = await runMutants(drawn, configurations.filter((c) => ids.has(c.id)), {
      memory,
      visible: Math.min(memory, 2 ** 27),
      signal: terminal.signal,
      ...(options.budget === undefined ? {} : { budget: options.budget }),
      onProgress: (done, of, id) => terminal.progress(`${done} of ${of}  ${id}`),
    });
    terminal.progress('');
    const properties = propertiesOf(configurations).map((p) => p.id);
    const corpus = [...new Set((await corpusDesigns().catch(() => [])).flatMap((d) => d.design.violates))].filter((p) => properties.includes(p)).sort();
    const record: MutationRecord = {
      format: 'vcpuhp-mutation',
      version: 1,
      design: found.design.name,
      all: all.length,
      ...(mutants.length < all.length || options.mutation ? { sample: { seed, ...(options.mutation ? { operators: [...options.mutation] } : {}) } } : {}),
      mutants,
      properties,
      corpus,
    };
    if (options.out !== undefined) writeFile(options.out, `${JSON.stringify(record, null, 2)}\n`);
    const summary = summaryOf(record, reasons);
    terminal.out(options.json ? `${JSON.stringify({ ...record, summary }, null, 2)}\n` : textOf(record, summary));
    if (summary.unexplained.length > 0 || summary.stale.length > 0) return EXIT.differs;
    return summary.counts.undecided > 0 || terminal.signal.aborted ? EXIT.incomplete : EXIT.asExpected;
  },
};
