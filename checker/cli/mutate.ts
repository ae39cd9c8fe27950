/** `vcpuhp mutate`: do the properties notice small mistakes in the design (R22)? */
import fs from 'node:fs';
import path from 'node:path';
import type { Configuration, Design } from '../model/design.ts';
import { killedByCorpus } from '../mutate/corpus.ts';
import { OPERATORS } from '../mutate/mutant.ts';
import { modelOf } from '../mutate/model.ts';
import { joined, sortedById } from '../mutate/parts.ts';
import { mutantsOf, runMutants, sampled, shardOf, type Listed } from '../mutate/run.ts';
import type { MutantRun } from '../record/mutation.ts';
import { MutationRecord, Reasons, summaryOf, type MutationSummary } from '../record/mutation.ts';
import { EXIT } from '../record/verdict-table.ts';
import type { CliCommand } from './command.ts';
import { BadInput, isBadInput } from './input/bad-input.ts';
import { corpusDesigns, findDesign, PROJECT, type FoundDesign } from './input/designs.ts';
import { gather, memorySize, oneOf, wholeNumber } from './input/option-values.ts';
import { loadJson } from './input/record-file.ts';
import { shardNumber } from './input/shards.ts';
import { declareSelection, propertiesOf, select, type SelectionOptions } from './input/selection.ts';
import { requireWritable, writeFile } from './terminal/out-file.ts';
import type { Terminal } from './terminal/terminal.ts';

interface Options extends SelectionOptions {
  readonly mutation?: readonly string[];
  readonly seed?: string;
  readonly sample?: number;
  readonly shard?: { readonly index: number; readonly of: number };
  readonly add?: readonly string[];
  readonly budget?: number;
  readonly limit?: number;
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
    useless(r, s),
  ].join('');
};

/** Properties that kill nothing, by name; of a small sample only how many. */
const useless = ({ mutants, all, properties }: MutationRecord, s: MutationSummary): string => {
  if (s.telling) return section(mutants.length === all ? 'properties that kill nothing, neither a mutant nor an entry of the corpus' : 'properties that kill nothing so far, neither a mutant that was judged nor an entry of the corpus', s.useless);
  return s.useless.length === 0 ? '' : `\n  ${s.useless.length} of ${properties.length} properties kill neither one of these nor an entry of the corpus; they are named when a quarter of all mutants is judged\n`;
};

/** A record of the same model. */
const partOf = ({ design, model }: MutationRecord, file: string): MutationRecord => {
  const part = loadJson(file, MutationRecord, 'Write one with vcpuhp mutate --out');
  if (part.design !== design || part.model !== model) throw new BadInput('E_OTHER_MODEL', `${file} is of ${part.design}, model ${part.model}, and not of ${design}, model ${model}`, 'Judge its mutants anew: the design, its properties or the checker have changed since');
  return part;
};

/** Bytes for each graph of what is seen from outside: 16 MB are some 5 s of CPU. */
const VISIBLE = 2 ** 24;

/** Between two times that a long run is written down. */
const KEEP_MS = 60_000;

/** The entries of the corpus; none where there is no corpus. */
const entries = async (): Promise<readonly FoundDesign[]> =>
  corpusDesigns().catch((e: unknown) => {
    if (isBadInput(e) && e.code === 'E_NO_DESIGN') return [];
    throw e;
  });

/** Judge what is asked for and not known from elsewhere; with that, the record. */
const judged = async (terminal: Terminal, base: Design, configurations: readonly Configuration[], all: readonly Listed[], options: Options): Promise<MutationRecord> => {
  const design = base.name;
  const seed = options.seed ?? design;
  const wanted = all.filter((x) => !options.mutation || options.mutation.includes(x.mutant.operator));
  const order = options.sample === undefined && options.budget === undefined && !options.shard ? wanted : sampled(wanted, seed, options.sample ?? wanted.length);
  const drawn = options.shard ? shardOf(order, options.shard) : order;
  const properties = propertiesOf(configurations).map((p) => p.id);
  const corpus = killedByCorpus(base, (await entries()).map((d) => d.design), properties);
  const memory = options.memory ?? 2 ** 30;
  const limits = [`${memory / 2 ** 20} MB a search`, ...(options.limit === undefined ? [] : [`${options.limit} s of CPU a mutant`])].join(', ');
  const chosen = [...(options.mutation ?? []), ...(options.sample === undefined ? [] : [`a sample of ${options.sample}, seed ${seed}`]), ...(options.shard ? [`part ${options.shard.index} of ${options.shard.of}, seed ${seed}`] : []), ...(options.budget === undefined ? [] : [`at most ${options.budget} s of CPU, seed ${seed}`])];
  const kinds = Object.fromEntries(OPERATORS.map((o) => [o, all.filter((x) => x.mutant.operator === o).length]));
  const none: MutationRecord = { format: 'vcpuhp-mutation', version: 1, design, model: modelOf(configurations), all: all.length, kinds, parts: [], mutants: [], properties, corpus };
  const before = (options.add ?? []).map((file) => partOf(none, file)).reduce(joined, none);
  const with_ = (mutants: readonly MutantRun[]): MutationRecord => (options.budget === 0 ? before : joined(before, { ...none, parts: [`${chosen.length ? chosen.join('; ') : 'all'} (${limits})${terminal.signal.aborted ? ', interrupted' : ''}`], mutants: sortedById(mutants) }));
  const known = new Map(before.mutants.map((m) => [m.id, m.fate]));
  // What another part could not decide comes last.
  const left = [...drawn.filter((x) => !known.has(x.mutant.id)), ...drawn.filter((x) => known.get(x.mutant.id) === 'undecided')];
  const ids = new Set(left.flatMap((x) => x.configurations));
  const soFar: MutantRun[] = [];
  let kept = performance.now();
  const mutants = options.budget === 0 ? [] : await runMutants(left, configurations.filter((c) => ids.has(c.id)), {
    memory,
    visible: Math.min(memory, VISIBLE),
    signal: terminal.signal,
    ...(options.budget === undefined ? {} : { budget: options.budget }),
    ...(options.limit === undefined ? {} : { limit: options.limit }),
    onProgress: (done, of, id) => terminal.progress(`${done} of ${of}  ${id}`),
    onJudged: (run) => {
      soFar.push(run);
      if (options.out === undefined || performance.now() - kept < KEEP_MS) return;
      kept = performance.now();
      writeFile(options.out, textOfRecord(with_(soFar)));
    },
  });
  terminal.progress('');
  return with_(mutants);
};

/** A line a mutant: a record that is written anew differs in what has changed. */
const textOfRecord = ({ mutants, ...rest }: MutationRecord): string => `${JSON.stringify(rest, null, 2).slice(0, -2)},\n  "mutants": [\n${mutants.map((m) => `    ${JSON.stringify(m)}`).join(',\n')}\n  ]\n}\n`;

export const command: CliCommand = {
  summary: 'Change the design in small ways, and tell which changes no property notices.',
  examples: ['mutate corrected --sample 20 --seed monday', 'mutate corrected --mutation drop-conjunct --budget 600', 'mutate examples/ticket-lock.ts --list'],
  declare: (c) => {
    c.argument('<design>', 'name or file of a design');
    declareSelection(c);
    c.option('--mutation <name>', `only these: ${OPERATORS.join(', ')}; repeatable`, gather('mutation'))
      .option('--sample <n>', 'only so many mutants, drawn by --seed', wholeNumber('sample', 1, 1_000_000))
      .option('--seed <text>', 'which ones (default: the name of the design)')
      .option('--shard <i/n>', 'only the i-th of n equal parts of them', shardNumber)
      .option('--add <file>', 'a record of the same model: what it has judged is taken from there; repeatable', gather('add'))
      .option('--budget <seconds>', 'begin no further mutant after so much CPU time (0: judge none)', wholeNumber('budget', 0, 1_000_000))
      .option('--limit <seconds>', 'CPU time for one mutant; what takes longer is not decided', wholeNumber('limit', 1, 1_000_000))
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
    const { configurations, whole } = select([found], options)[0]!;
    const reasonsFile = options.reasons ?? path.join(FOLDER, `${found.design.name}.reasons.json`);
    if (options.reasons !== undefined && !fs.existsSync(options.reasons)) throw new BadInput('E_NO_FILE', `there is no file ${options.reasons}`, 'Check the path');
    const reasons = fs.existsSync(reasonsFile) ? loadJson(reasonsFile, Reasons, 'An object: mutant or pattern -> reason') : {};
    const all = mutantsOf(configurations);
    if (options.list) {
      const wanted = all.filter((x) => !options.mutation || options.mutation.includes(x.mutant.operator));
      terminal.out(options.json ? `${JSON.stringify(wanted.map((x) => ({ id: x.mutant.id, configurations: x.configurations })), null, 2)}\n` : wanted.map((x) => `${x.mutant.id}\n`).join(''));
      return EXIT.asExpected;
    }
    const record = await judged(terminal, found.design, configurations, all, options);
    if (options.out !== undefined) writeFile(options.out, textOfRecord(record));
    const told = summaryOf(record, reasons, all.map((x) => x.mutant.id));
    // What is killed in some configurations may live in others.
    const summary = whole ? told : { ...told, stale: [] };
    terminal.out(options.json ? `${JSON.stringify({ ...record, summary }, null, 2)}\n` : textOf(record, summary));
    if (summary.unexplained.length > 0 || summary.stale.length > 0) return EXIT.differs;
    return summary.counts.undecided > 0 || terminal.signal.aborted ? EXIT.incomplete : EXIT.asExpected;
  },
};
