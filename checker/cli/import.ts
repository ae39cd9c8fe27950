/** `vcpuhp import`: a counterexample that another engine printed, replayed by the interpreter and by XState. */
import { compose } from '../compile/compose.ts';
import { SPEC_DEFECT } from '../export/program/identifiers.ts';
import { readTrail, type Trail } from '../export/trail.ts';
import { claimOf } from '../ir/claim.ts';
import { follow } from '../ir/follow.ts';
import { shownPart } from '../ir/violation.ts';
import type { Ir } from '../model/ir.ts';
import type { Trace, TraceDocument } from '../record/trace.ts';
import { EXIT } from '../record/verdict-table.ts';
import type { CliCommand } from './command.ts';
import { BadInput, unknownName } from './input/bad-input.ts';
import { configurationNamed, findDesign } from './input/designs.ts';
import { writerNamed } from './input/plugins.ts';
import { readText } from './input/record-file.ts';
import { describeTrace } from './run/describe-trace.ts';
import { replayed } from './run/replayed.ts';
import { requireWritable, writeFile } from './terminal/out-file.ts';

interface Options {
  readonly format: string;
  readonly json?: boolean;
  readonly out?: string;
}

/** Refuse what is no counterexample of this system. */
const refuseForeign = (trail: Trail, ir: Ir, file: string): void => {
  const [stranger] = trail.unknown;
  if (stranger !== undefined) throw unknownName('E_ACTION', 'action', stranger, ir.actions.map((a) => a.label));
  const known = [...ir.properties.map((p) => p.id), SPEC_DEFECT];
  if (trail.property !== undefined && !known.includes(trail.property)) throw unknownName('E_PROPERTY', 'property', trail.property, known);
  if (trail.actions.length === 0 && trail.property === undefined)
    throw new BadInput('E_TRAIL', `${file} has no step of an exported system`, 'Give it what spin -t, pan -r or a verifier of Rumur prints (docs/engines.md)');
};

interface Imported {
  readonly trace: Trace;
  /** Why the model does not do what the engine says. */
  readonly disagreement: string | undefined;
}

const followed = (ir: Ir, trail: Trail, subject: { readonly design: string; readonly configuration: string }): Imported => {
  const { states, refusal } = follow(ir, trail.actions);
  const taken = trail.actions.slice(0, states.length - 1);
  const found = { initial: states[0]!, steps: taken.map((action, k) => ({ action, state: states[k + 1]! })) };
  const next = trail.actions[taken.length];
  if (trail.property === SPEC_DEFECT) {
    const met = refusal?.defect === true && taken.length === trail.actions.length - 1;
    const text = met ? `E_SPEC_DEFECT: ${refusal.message}` : 'E_SPEC_DEFECT';
    const facts = { ...subject, property: '', kind: 'defect' as const, part: '', text, source: '', claim: '' };
    return { trace: describeTrace(ir, found, facts, met ? next : undefined), disagreement: met ? undefined : (refusal?.message ?? 'every event is accepted') };
  }
  const p = ir.properties.find((x) => x.id === trail.property);
  const part = p && !refusal ? shownPart(ir, p, { states, actions: taken }) : undefined;
  const facts = {
    ...subject,
    property: p?.id ?? '',
    kind: p?.kind === 'sometimes' ? ('witness' as const) : ('counterexample' as const),
    part: p?.parts[part ?? -1]?.label ?? '',
    text: p?.text ?? 'what the engine did',
    source: p?.source ?? '',
    claim: p && part !== undefined ? claimOf(ir, p, part) : '',
  };
  const disagreement = refusal ? `step ${taken.length + 1} (${ir.actions[next!]!.label}): ${refusal.message}` : p && part === undefined ? `the end does not show what it should of ${p.id}` : undefined;
  return { trace: describeTrace(ir, found, facts), disagreement };
};

export const command: CliCommand = {
  summary: 'Replay a counterexample that SPIN or Rumur printed.',
  examples: ['import trail.txt rfc-v5 boot+hot-any', 'import trail.txt examples/die-hard.ts --format itf --out trace.itf.json'],
  declare: (c) => {
    c.argument('<file>', 'what spin -t, pan -r or a verifier made by Rumur printed')
      .argument('<design>', 'name or file of the design that was exported')
      .argument('[configuration]', 'id of its configuration (default: the first)')
      .option('--format <name>', 'text, table, mermaid, itf, json, or any other file in reports/trace', 'text')
      .option('--json', 'the same as --format json (format vcpuhp-trace, version 1)')
      .option('--out <file>', 'write there instead of stdout')
      .addHelpText('after', '\nExits 4 when the model does not do what the engine says: one of them is wrong.');
  },
  run: async (terminal, [file, name, id], given) => {
    const options = given as unknown as Options;
    const json = options.json === true || options.format === 'json';
    const writer = await writerNamed('trace', json ? 'json' : options.format);
    if (options.out !== undefined) requireWritable(options.out);
    const text = readText(file as string);
    const found = await findDesign(name as string);
    const configuration = configurationNamed(found.design, id as string | undefined);
    const ir = compose(configuration.system());
    const trail = readTrail(text, ir);
    refuseForeign(trail, ir, file as string);
    const { trace, disagreement } = followed(ir, trail, { design: found.design.name, configuration: configuration.id });
    const replay = replayed(found, trace);
    const out = json ? `${JSON.stringify({ format: 'vcpuhp-trace', version: 1, trace, replay } satisfies TraceDocument, null, 2)}\n` : writer.write(trace, { colour: terminal.colour && options.out === undefined });
    if (options.out === undefined) terminal.out(out);
    else writeFile(options.out, out);
    terminal.note(`${replay.message}\n`);
    if (disagreement !== undefined) terminal.note(`the model differs: ${disagreement}\n`);
    return disagreement === undefined && replay.agrees ? EXIT.asExpected : EXIT.defect;
  },
};
