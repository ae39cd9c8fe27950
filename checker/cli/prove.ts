/** `vcpuhp prove`: the safety properties of a configuration for any number of slots. */
import { isModelError } from '../model/model-error.ts';
import type { Proof, PropertyProof } from '../prove/proof.ts';
import { prove, type Proved } from '../prove/prove.ts';
import { Certificate, script } from '../prove/smt/certificate.ts';
import { askZ3, Z3Error } from '../prove/smt/z3.ts';
import { EXIT } from '../record/verdict-table.ts';
import type { CliCommand } from './command.ts';
import { BadInput, ofModel, unknownName } from './input/bad-input.ts';
import { configurationNamed, findDesign } from './input/designs.ts';
import { gather, memorySize, wholeNumber } from './input/option-values.ts';
import type { Terminal } from './terminal/terminal.ts';
import { requireWritable, writeFile } from './terminal/out-file.ts';

interface Options {
  readonly property?: readonly string[];
  readonly upTo?: number;
  readonly limit?: number;
  readonly pairs?: number;
  readonly memory?: number;
  readonly json?: boolean;
  readonly out?: string;
  readonly certificate?: string;
  readonly z3?: boolean;
}

/** What a proof says and what not: beside every verdict. */
export const COVERS = 'for every number of slots from 2 on, whatever their order; not the limits of hardware and formats on that number (docs/any-n.md)';

const line = (p: PropertyProof): string[] => {
  switch (p.verdict) {
    case 'proved':
      return [`proved    ${p.id}${(p.values ?? 1) > 1 ? ' (two values at a time)' : ''}${p.namesCounted ? ' (names counted)' : ''}${p.split ? ` (${p.split.join(', ')} split by who moved it)` : ''}`];
    case 'violated':
      return [`violated  ${p.id}: size ${p.concrete!.size}, ${p.concrete!.depth} steps: ${p.concrete!.actions.join(' ')}`];
    case 'unknown':
      return [
        `unknown   ${p.id}${p.enumerated?.length ? `; not violated at size ${p.enumerated.join(', ')}` : ''}`,
        ...(p.reason === undefined ? [] : [`          ${p.reason}`]),
        ...(p.givenUp ? [`          given up after ${p.givenUp.triples.toLocaleString('en')} abstract states, ${p.givenUp.values === 1 ? 'one value' : 'two values'}, over ${p.givenUp.components.join(', ')}`] : []),
        ...(p.spurious ? [`          ${p.spurious.rule}`, `          lost${p.spurious.at === '' ? '' : ` at ${p.spurious.at}`}, over ${p.spurious.over.join(', ')}`, ...p.spurious.steps.map((s) => `          ${s.action === '' ? 'start' : `${s.standsBy ? 'others: ' : ''}${s.action}`}${s.changes.length ? `  ${s.changes.join('; ')}` : ''}`)] : []),
      ];
    case 'notAsked':
      return [`-         ${p.id}: ${p.reason}`];
  }
};

const text = (title: string, proof: Proof): string => {
  const asked = proof.properties.filter((p) => p.verdict !== 'notAsked');
  const of = (v: PropertyProof['verdict']): number => asked.filter((p) => p.verdict === v).length;
  return [
    `${title}: any number of values of ${proof.sort}`,
    ...proof.properties.flatMap(line),
    `${of('proved')} of ${asked.length} safety properties proved, ${of('violated')} violated, ${of('unknown')} unknown; ${proof.closed.reduce((n, c) => Math.max(n, c.triples), 0).toLocaleString('en')} abstract states, ${(proof.cpuMs / 1000).toFixed(1)} s of CPU`,
    ...(proof.interrupted ? ['interrupted: not everything was tried'] : []),
    `Proved: ${COVERS}`,
    '',
  ].join('\n');
};

/** What became of the certificate. */
interface Certified {
  readonly queries: number;
  /** Queries that z3 did not answer `unsat`; absent where it was not asked. */
  readonly fails: readonly string[];
  readonly properties: readonly string[];
  readonly text: string;
}

/** Write the certificate of what was proved, and have it checked. */
const certify = async ({ proof, support }: Proved, options: Options, terminal: Terminal): Promise<Certified> => {
  const properties = proof.properties.flatMap((p) => (p.verdict === 'proved' ? [p.id] : []));
  if (properties.length === 0) return { queries: 0, fails: [], properties, text: 'no certificate: nothing was proved' };
  const smt = script(...support.map(({ fixpoint, tasks }) => ({ certificate: new Certificate(fixpoint.space), asked: tasks })));
  if (options.certificate !== undefined) writeFile(options.certificate, smt);
  const queries = smt.split('(check-sat)').length - 1;
  if (!options.z3) return { queries, fails: [], properties, text: `certificate of ${properties.length} properties: ${queries} questions, not asked` };
  terminal.progress('z3');
  const answers = await askZ3(smt, { signal: terminal.signal }).catch((e: unknown) => {
    if (e instanceof Z3Error) throw new BadInput(e.code, e.what, e.fix);
    throw e;
  });
  const fails = answers.filter((a) => a.answer !== 'unsat').map((a) => a.name);
  if (answers.length !== queries) fails.push(`${queries - answers.length} questions without an answer`);
  return { queries, fails, properties, text: `certificate of ${properties.length} properties checked by z3: ${queries} questions, ${fails.length === 0 ? 'all unsat' : `not unsat: ${fails.join('; ')}`}` };
};

export const command: CliCommand = {
  summary: 'Prove safety properties for any number of slots (docs/any-n.md).',
  examples: ['prove examples/spin-lock.ts', 'prove examples/spin-lock.ts bit --json', 'prove corrected boot+hot-documented'],
  declare: (c) => {
    c.argument('<design>', 'name or file of a design')
      .argument('[configuration]', 'id of a configuration that has a family (default: the first)')
      .option('--property <id>', 'only this property; repeatable', gather('property'))
      .option('--up-to <size>', 'largest size at which a violation is looked for by enumeration', wholeNumber('up-to', 2, 9), 3)
      .option('--limit <states>', 'abstract states before a set is given up', wholeNumber('limit', 1, 10_000_000))
      .option('--pairs <looks>', 'looks at an action before a refinement is given up', wholeNumber('pairs', 1, 10_000_000))
      .option('--memory <size>', 'memory for the enumeration, e.g. 512M or 2G', memorySize)
      .option('--certificate <file>', 'write the certificate as SMT-LIB 2: every answer must be unsat')
      .option('--z3', 'have the certificate checked by z3; exits 1 where it is not')
      .option('--json', 'the proof as JSON (format vcpuhp-proof, version 3)')
      .option('--out <file>', 'write there instead of stdout')
      .addHelpText('after', '\nExits 0 when everything is proved or violated as the design expects, 1 on a violation that it does not expect, 3 when something is unknown.');
  },
  run: async (terminal, [name, id], given) => {
    const options = given as unknown as Options;
    for (const file of [options.out, options.certificate]) if (file !== undefined) requireWritable(file);
    const { design } = await findDesign(name as string);
    const configuration = id === undefined ? design.configurations.find((c) => c.family) : configurationNamed(design, id as string);
    if (!configuration?.family)
      throw new BadInput('E_NO_FAMILY', `${configuration ? `configuration ${configuration.id}` : `design ${design.name}`} has no family: it cannot be made with any number of slots`, `Name one of: ${design.configurations.flatMap((c) => (c.family ? [c.id] : [])).join(', ') || '(none)'}`);
    const known = configuration.family.system(2).properties.map((p) => p.id);
    for (const p of options.property ?? []) if (!known.includes(p)) throw unknownName('E_PROPERTY', 'property', p, known);
    const proved = await prove(configuration.id, configuration.family, {
      ...(options.property ? { properties: options.property } : {}),
      suspects: design.violates,
      ...(options.upTo === undefined ? {} : { upTo: options.upTo }),
      ...(options.limit === undefined ? {} : { triples: options.limit }),
      ...(options.pairs === undefined ? {} : { pairs: options.pairs }),
      explore: { signal: terminal.signal, ...(options.memory === undefined ? {} : { memory: options.memory }) },
      note: (t) => terminal.progress(t),
    }).catch((e: unknown) => {
      if (isModelError(e) && e.code === 'E_NOT_PARAMETRIC') throw ofModel(e);
      throw e;
    });
    const { proof } = proved;
    const certified = (options.certificate === undefined && !options.z3) || proof.interrupted ? undefined : await certify(proved, options, terminal);
    const out = options.json
      ? `${JSON.stringify({ format: 'vcpuhp-proof', version: 3, design: design.name, covers: COVERS, proof, ...(certified ? { certificate: certified } : {}) }, null, 1)}\n`
      : `${text(`${design.name} ${configuration.id}`, proof)}${certified ? `${certified.text}\n` : ''}`;
    if (options.out === undefined) terminal.out(out);
    else writeFile(options.out, out);
    const unexpected = proof.properties.some((p) => p.verdict === 'violated' && !design.violates.includes(p.id));
    return unexpected || certified?.fails.length ? EXIT.differs : proof.interrupted || proof.properties.some((p) => p.verdict === 'unknown') ? EXIT.incomplete : EXIT.asExpected;
  },
};
