/** `vcpuhp trace`: the shortest counterexample or witness of one property. */
import type { ConfigurationRun, DesignRun } from '../record/run-record.ts';
import type { Trace, TraceDocument } from '../record/trace.ts';
import { designTable, EXIT, SPEC_DEFECT } from '../record/verdict-table.ts';
import type { CliCommand } from './command.ts';
import { BadInput, unknownName } from './input/bad-input.ts';
import { findDesign, type FoundDesign } from './input/designs.ts';
import { writerNamed } from './input/plugins.ts';
import { loadRecord } from './input/record-file.ts';
import { declareSearch, jobsOf, type SearchOptions } from './input/search-options.ts';
import { declareSelection, propertiesOf, select, tierOf, type SelectionOptions } from './input/selection.ts';
import { replayed } from './run/replayed.ts';
import { runDesigns } from './run/run-designs.ts';
import { requireWritable, writeFile } from './terminal/out-file.ts';
import type { Terminal } from './terminal/terminal.ts';

interface Options extends SelectionOptions, SearchOptions {
  readonly format: string;
  readonly json?: boolean;
  readonly replay?: boolean;
  readonly from?: string;
  readonly out?: string;
}

/** Run the selected configurations for this property alone. */
const searched = async (found: FoundDesign, property: string, options: Options, terminal: Terminal): Promise<DesignRun> => {
  const [selected] = select([found], options);
  const known = propertiesOf(selected!.configurations).map((p) => p.id);
  if (property !== SPEC_DEFECT && !known.includes(property)) throw unknownName('E_PROPERTY', 'property', property, [...known, SPEC_DEFECT]);
  // A defect is met on the way to some property: look at all of them, as check does.
  const properties = property === SPEC_DEFECT ? undefined : [property];
  const run = await runDesigns([{ ...selected!, properties }], { jobs: jobsOf(options), tier: tierOf(options), memory: options.memory, reduce: options.reduce }, terminal);
  return run.record.designs[0]!;
};

/** Take it from a record instead of searching again. */
const recorded = (found: FoundDesign, property: string, options: Options): DesignRun => {
  const { designs } = loadRecord(options.from!);
  const run = designs.find((d) => d.name === found.design.name);
  if (!run) throw unknownName('E_DESIGN', `design in ${options.from}:`, found.design.name, designs.map((d) => d.name));
  if (property !== SPEC_DEFECT && !run.properties.some((p) => p.id === property)) throw unknownName('E_PROPERTY', 'property', property, [...run.properties.map((p) => p.id), SPEC_DEFECT]);
  const wanted = (c: ConfigurationRun): boolean => !options.config || options.config.includes(c.id);
  return { ...run, configurations: run.configurations.filter(wanted) };
};

/** The shortest of the traces that the configurations have; the first of those of equal length. */
const shortest = (run: DesignRun, property: string): Trace | undefined =>
  run.configurations
    .flatMap((c) => (property === SPEC_DEFECT ? c.defect?.trace : c.properties.find((p) => p.id === property)?.trace) ?? [])
    .reduce<Trace | undefined>((best, t) => (best && best.steps.length <= t.steps.length ? best : t), undefined);

/** Why there is nothing to show. */
const absence = (run: DesignRun, property: string): string => {
  const where = run.configurations.length === 1 ? `configuration ${run.configurations[0]!.id}` : `all ${run.configurations.length} configurations`;
  if (property === SPEC_DEFECT) return `no defect of the spec was met in ${where}`;
  const row = designTable(run).rows.find((r) => r.fact.id === property);
  const defects = run.configurations.filter((c) => c.defect).map((c) => c.id);
  if (defects.length) return `${property} is not decided: the spec is defective in ${defects.join(', ')}; see: vcpuhp trace ${run.reference} ${SPEC_DEFECT}`;
  if (!row || row.verdict === 'incomplete') return `${property} is not decided: ${run.configurations.find((c) => !c.complete)?.reason ?? 'the search is incomplete'}`;
  return row.fact.kind === 'sometimes' ? `${property} is reached in no state of ${where}: there is no witness` : `${property} holds in ${where}: there is no counterexample`;
};

export const command: CliCommand = {
  summary: 'Show the shortest counterexample or witness of a property.',
  examples: ['trace rfc-v5 PresentAlwaysOne', 'trace rfc-v5 PresentAlwaysOne --format mermaid --out trace.mmd', 'trace examples/die-hard.ts BigNeverHoldsFour --replay'],
  declare: (c) => {
    c.argument('<design>', 'name or file of a design').argument('<property>', `id of a property; ${SPEC_DEFECT} for how a defect of the spec is met`);
    declareSelection(c);
    declareSearch(c);
    c.option('--from <record>', 'take the trace from a record of check --record instead of searching again')
      .option('--replay', 'execute the trace again, through XState itself')
      .option('--format <name>', 'text, sequence, table, mermaid, svg, json, or any other file in reports/trace', 'text')
      .option('--json', 'the same as --format json (format vcpuhp-trace, version 1)')
      .option('--out <file>', 'write there instead of stdout')
      .addHelpText('after', '\nExits 1 when there is no such trace, and when a replay disagrees.');
  },
  run: async (terminal, [design, property], given) => {
    const options = given as unknown as Options;
    const id = property as string;
    const json = options.json === true || options.format === 'json';
    const writer = await writerNamed('trace', json ? 'json' : options.format);
    if (options.out !== undefined) requireWritable(options.out);
    const found = await findDesign(design as string);
    if (options.from !== undefined && (options.memory !== undefined || options.tier !== undefined))
      throw new BadInput('E_OPTION_CONFLICT', '--from searches nothing, so --tier and --memory have no meaning with it', 'Leave them out');
    const run = options.from === undefined ? await searched(found, id, options, terminal) : recorded(found, id, options);
    const trace = shortest(run, id);
    if (!trace) {
      terminal.note(`${absence(run, id)}\n`);
      const table = designTable(run);
      return table.defects.length ? EXIT.defect : table.incomplete ? EXIT.incomplete : EXIT.differs;
    }
    const replay = options.replay ? replayed(found, trace) : undefined;
    const text = json
      ? `${JSON.stringify({ format: 'vcpuhp-trace', version: 1, trace, ...(replay ? { replay } : {}) } satisfies TraceDocument, null, 2)}\n`
      : `${writer.write(trace, { colour: terminal.colour && options.out === undefined })}${replay && options.format === 'text' ? `\n${replay.message}\n` : ''}`;
    if (options.out === undefined) terminal.out(text);
    else writeFile(options.out, text);
    if (replay && (json || options.format !== 'text' || options.out !== undefined)) terminal.note(`${replay.message}\n`);
    return replay && !replay.agrees ? EXIT.defect : EXIT.asExpected;
  },
};
