/** `vcpuhp conform`: is a recording of a real run a behaviour of the design? */
import fs from 'node:fs';
import { conform, BOUND } from '../conform/conform.ts';
import type { ConformDocument, Outcome, Subjects } from '../conform/outcome.ts';
import { printOutcome } from '../conform/print.ts';
import { readSource, type Source } from '../conform/source.ts';
import { mergeRecordings } from '../conform/merge.ts';
import type { Mapping } from '../conform/mapping.ts';
import type { Recording } from '../conform/recording.ts';
import { choiceOf, configurationOf, mappingOf } from '../conform/setup.ts';
import { Subject } from '../conform/subject.ts';
import type { Configuration, Design, Labels } from '../model/design.ts';
import { isModelError } from '../model/model-error.ts';
import type { CliCommand } from './command.ts';
import { BadInput, ofModel, unknownName } from './input/bad-input.ts';
import { configurationNamed, findDesign } from './input/designs.ts';
import { loadMappings } from './input/mappings.ts';
import { pair, wholeNumber } from './input/option-values.ts';

interface Options {
  readonly design?: string;
  readonly config?: string;
  readonly mapping?: string;
  readonly label?: Labels;
  readonly format?: string;
  readonly merge?: boolean;
  readonly bound?: number;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** Worst first: what the command's exit status is for several recordings. */
const STATUS = [
  ['unmapped', 2],
  ['rejected', 1],
  ['undecided', 3],
  ['accepted', 0],
] as const satisfies readonly (readonly [Outcome['verdict'], number])[];

/** A recording that cannot be used is the user's, not a defect of the spec. */
const ofUser = <T>(read: () => T): T => {
  try {
    return read();
  } catch (e) {
    if (!isModelError(e) || !['E_RECORDING', 'E_CONFIGURATION', 'E_MERGE'].includes(e.code)) throw e;
    throw ofModel(e);
  }
};

export const command: CliCommand = {
  summary: 'Decide whether a recording is a behaviour of the design.',
  examples: ['conform test/conformance/recordings/r02-orderly.jsonl.gz', 'conform run.jsonl --design rfc-v5 --label slots=8 --verbose', 'conform *.jsonl --json', 'conform --merge qemu.log qmp.log'],
  declare: (c) => {
    c.argument('<log...>', 'recordings, plain or .gz: one JSON object a line, a trace log of QEMU, a QMP session')
      .option('--merge', 'they are of one run: put their lines in order of time')
      .option('--format <name>', 'how they are written (default: found from their first lines)')
      .option('--design <name>', 'hold it against this design (default: what the recording says it is of)')
      .option('--config <id>', 'and this enumerated configuration (default: one made for what the recording says of its machine)')
      .option('--label <name=value>', 'in place of what the recording says of its machine; repeatable', pair('label'))
      .option('--mapping <name>', 'read it with this mapping (default: the one that is for it)')
      .option('--bound <states>', `most states considered at one moment (default: ${BOUND})`, wholeNumber('bound', 1, 10_000_000))
      .option('--verbose', 'the whole account of lines and steps; with a rejection, the whole run')
      .option('--json', 'print JSON (format vcpuhp-conform, version 1)');
  },
  run: async (terminal, [logs], given) => {
    const options = given as unknown as Options;
    const known = await loadMappings();
    const subjects = new Map<string, Subject>();
    const outcomes: (Subjects & Outcome)[] = [];
    for (const recording of recordingsOf(logs as string[], options, known.sources)) {
      if (terminal.signal.aborted) break;
      terminal.progress(`conform ${recording.file}`);
      const { mapping, design, configuration } = await heldAgainst(recording, options, known.mappings);
      const names: Subjects = { design: design.name, configuration: configuration.id };
      const key = JSON.stringify(names);
      const subject = subjects.get(key) ?? new Subject(configuration.system());
      subjects.set(key, subject);
      const outcome = conform(recording, mapping, known.outside, subject, options.bound === undefined ? {} : { bound: options.bound });
      terminal.progress('');
      outcomes.push({ ...names, ...outcome });
      if (!options.json) terminal.out(printOutcome(outcome, names, options.verbose === true));
    }
    if (options.json) terminal.out(`${JSON.stringify({ format: 'vcpuhp-conform', version: 1, outcomes } satisfies ConformDocument, null, 2)}\n`);
    return STATUS.find(([verdict]) => outcomes.some((o) => o.verdict === verdict))?.[1] ?? 0;
  },
};

/** One after the other, so that what is found in the first is printed before the second is read; or all as one. */
function* recordingsOf(logs: readonly string[], options: Options, sources: readonly Source[]): Generator<Recording> {
  const read = (log: string): Recording => {
    if (!fs.existsSync(log) || !fs.statSync(log).isFile()) throw new BadInput('E_NO_FILE', `there is no file ${log}`, 'Check the path');
    return ofUser(() => readSource(log, sources, options.format));
  };
  if (options.merge) yield ofUser(() => mergeRecordings(logs.map(read)));
  else for (const log of logs) yield read(log);
}

const heldAgainst = async (recording: Recording, options: Options, mappings: readonly Mapping[]): Promise<{ mapping: Mapping; design: Design; configuration: Configuration }> => {
  const mapping = options.mapping === undefined ? ofUser(() => mappingOf(recording, mappings)) : mappings.find((m) => m.name === options.mapping);
  if (!mapping) throw unknownName('E_MAPPING', 'mapping', options.mapping!, mappings.map((m) => m.name));
  const choice = ofUser(() => choiceOf(recording, mapping, options.design));
  const { design } = await findDesign(choice.design);
  const configuration = options.config === undefined ? ofUser(() => configurationOf(design, { ...choice.labels, ...options.label })) : configurationNamed(design, options.config);
  return { mapping, design, configuration };
};
