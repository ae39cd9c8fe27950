/** `vcpuhp diff`: what a candidate changes: verdicts, and behaviours gained and lost (R21). */
import { compareBehaviour } from '../compare/compare.ts';
import { DEFAULT_MEMORY } from '../explore/options.ts';
import { isModelError } from '../model/model-error.ts';
import { differs, type ConfigurationDifference, type DifferenceRecord, type VerdictChange } from '../record/difference.ts';
import type { DesignRun, PropertyRun } from '../record/run-record.ts';
import { EXIT } from '../record/verdict-table.ts';
import type { CliCommand } from './command.ts';
import { BadInput } from './input/bad-input.ts';
import { findDesign, type FoundDesign } from './input/designs.ts';
import { gather, oneOf } from './input/option-values.ts';
import { writerNamed } from './input/plugins.ts';
import { declareSearch, jobsOf, type SearchOptions } from './input/search-options.ts';
import { declareSelection, select, tierOf, type Selected, type SelectionOptions } from './input/selection.ts';
import { runDesigns } from './run/run-designs.ts';
import type { Terminal } from './terminal/terminal.ts';
import { VERSION } from './terminal/version.ts';

const PARTS = ['verdicts', 'behaviours'] as const;

interface Options extends SelectionOptions, SearchOptions {
  readonly only?: (typeof PARTS)[number];
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly mail?: boolean;
}

/** The configurations asked for that both have, and those that only one has. */
const common = (base: FoundDesign, candidate: FoundDesign, options: SelectionOptions) => {
  const [was, is] = [base, candidate].map((f) => f.design.configurations.map((c) => c.id));
  const both = (was ?? []).filter((id) => is!.includes(id));
  if (both.length === 0) throw new BadInput('E_NO_CONFIGURATION', `${base.design.name} and ${candidate.design.name} have no configuration in common`, 'Compare designs of the same machine; see: vcpuhp list configurations');
  const { config, ...rest } = options;
  const pick = (f: FoundDesign): Selected => select([f], options)[0]!;
  // What is asked of the base says which configurations; the candidate may keep them in another tier.
  const chosen = pick(base).configurations.map((c) => c.id);
  const shared = chosen.filter((id) => both.includes(id));
  if (shared.length === 0) throw new BadInput('E_NO_CONFIGURATION', `${candidate.design.name} has none of the configurations that were asked for`, `Both have: ${both.slice(0, 8).join(', ')}`);
  const of = (f: FoundDesign): Selected => select([f], { ...(rest.property ? { property: rest.property } : {}), config: shared })[0]!;
  const extra = config ? [] : is!.filter((id) => !was!.includes(id));
  return { base: of(base), candidate: of(candidate), ids: shared, only: { base: chosen.filter((id) => !both.includes(id)), candidate: extra } };
};

const decided = (p: PropertyRun | undefined) => p && { verdict: p.verdict, ...(p.depth === undefined ? {} : { depth: p.depth }) };

/** Where verdicts differ, or only one of the two has the property. */
const verdictChanges = (base: DesignRun, candidate: DesignRun): VerdictChange[] =>
  base.configurations.flatMap((was) => {
    const is = candidate.configurations.find((c) => c.id === was.id)!;
    const ids = [...new Set([...was.properties, ...is.properties].map((p) => p.id))];
    return ids.flatMap((property) => {
      const [b, c] = [was, is].map((run) => decided(run.properties.find((p) => p.id === property)));
      if (b?.verdict === c?.verdict) return [];
      return [{ property, configuration: was.id, ...(b ? { base: b } : {}), ...(c ? { candidate: c } : {}) }];
    });
  });

const NOTHING = { base: { states: 0, transitions: 0 }, candidate: { states: 0, transitions: 0 }, gained: 0, lost: 0, refines: 'incomplete', refined: 'incomplete', groups: [] } as const;

const behaviours = async (base: Selected, candidate: Selected, ids: readonly string[], memory: number, terminal: Terminal): Promise<ConfigurationDifference[]> => {
  const found: ConfigurationDifference[] = [];
  for (const [n, id] of ids.entries()) {
    const [was, is] = [base, candidate].map((s) => s.configurations.find((c) => c.id === id)!);
    if (terminal.signal.aborted) {
      found.push({ id, ...NOTHING, groups: [], problem: 'the run was interrupted' });
      continue;
    }
    const said = (what: string): void => terminal.progress(`${n + 1} of ${ids.length}  ${id}: ${what}`);
    said('behaviours');
    const options = { memory, signal: terminal.signal, onProgress: (p: { readonly states: number; readonly depth: number }) => said(`${p.states} states, depth ${p.depth}`) };
    found.push(
      await compareBehaviour(id, was!.system(), is!.system(), options).catch((e: unknown): ConfigurationDifference => {
        if (!isModelError(e)) throw e;
        return { id, ...NOTHING, groups: [], problem: e.message };
      }),
    );
  }
  terminal.progress('');
  return found;
};

const statusOf = (d: DifferenceRecord): number => {
  if (d.behaviours.some((b) => b.groups.some((g) => g.replay !== undefined) || (b.problem !== undefined && /defect|^E_/.test(b.problem)))) return EXIT.defect;
  const found = differs(d);
  return found === undefined ? EXIT.incomplete : found ? EXIT.differs : EXIT.asExpected;
};

export const command: CliCommand = {
  summary: 'Compare a candidate with a base: verdicts that change, behaviours gained and lost.',
  examples: ['diff rfc-v5 corrected --config boot+hot-el2', 'diff rfc-v5 sections-first --config boot+hot-documented --only behaviours', 'diff rfc-v5 corrected --only verdicts --mail', 'diff examples/ticket-lock.ts examples/ticket-lock.ts --only verdicts'],
  declare: (c) => {
    c.argument('<base>', 'name or file of a design').argument('<candidate>', 'name or file of the design that is compared with it');
    declareSelection(c);
    declareSearch(c);
    c.option('--property <id>', 'only the verdict of this property; repeatable', gather('property'))
      .option('--only <part>', 'verdicts or behaviours (default: both)', oneOf('only', PARTS))
      .option('--json', 'print JSON (format vcpuhp-diff, version 1)')
      .option('--markdown', 'print Markdown, for a pull request')
      .option('--mail', 'print plain text within 72 columns, for a mailing list')
      .addHelpText('after', '\nExit status: 0 no difference, 1 differences, 3 not everything was looked at. docs/diff.md says what is seen of a behaviour.');
  },
  run: async (terminal, [from, to], given) => {
    const options = given as unknown as Options;
    const wanted = (['json', 'markdown', 'mail'] as const).filter((f) => options[f]);
    if (wanted.length > 1) throw new BadInput('E_OPTION_VALUE', `--${wanted[0]} and --${wanted[1]} exclude each other`, 'Name one');
    const writer = await writerNamed('difference', wanted[0] ?? 'text');
    const [base, candidate] = [await findDesign(from as string), await findDesign(to as string)];
    const chosen = common(base, candidate, options);
    // Two versions of one design are told apart by their files.
    const same = base.design.name === candidate.design.name;
    const names = { base: same ? base.reference : base.design.name, candidate: same ? candidate.reference : candidate.design.name };
    const record: DifferenceRecord = { format: 'vcpuhp-diff', version: 1, tool: `vcpuhp ${VERSION}`, ...names, only: chosen.only, verdicts: [], undecided: false, behaviours: [] };
    if (options.only !== 'behaviours') {
      const run = async (s: Selected): Promise<DesignRun> => (await runDesigns([s], { jobs: jobsOf(options), tier: tierOf(options), memory: options.memory, reduce: options.reduce }, terminal)).record.designs[0]!;
      const [was, is] = [await run(chosen.base), await run(chosen.candidate)];
      Object.assign(record, { decided: [...chosen.ids], verdicts: verdictChanges(was, is), undecided: [was, is].some((r) => r.configurations.some((c) => !c.complete)) });
    }
    if (options.only !== 'verdicts') record.behaviours = await behaviours(chosen.base, chosen.candidate, chosen.ids, options.memory ?? DEFAULT_MEMORY / 4, terminal);
    terminal.out(await writer.write(record, { colour: terminal.colour }));
    return statusOf(record);
  },
};
