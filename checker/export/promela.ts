/**
 * Promela, for SPIN: one process whose loop has one `d_step` for each action and one for each property that looks at
 * states. A property is looked at unless spin was called with -DPROPERTY=another. Variables are bit fields.
 */
import type { ExportContext, Exporter } from './exporter.ts';
import { isProgress } from '../model/property.ts';
import { behavioursOf, unexportable } from './program/behaviours.ts';
import { identifiersOf, SPEC_DEFECT, type Identifiers } from './program/identifiers.ts';
import { programOf, type Claim, type Program, type Rule } from './program/program.ts';
import { declarations as liveDeclarations, LIVENESS, remember, REST } from './program/promela-ltl.ts';
import { Syntax, type Notation } from './program/syntax.ts';
import { breakable, heading, IN_RULES, origin, plain, sentence, UNBREAKABLE, wrapped } from './program/wording.ts';

const NOTATION: Notation = {
  and: '&&',
  or: '||',
  relation: { '=': '==', '!=': '!=', '<': '<', '<=': '<=' },
  if: (when, then, otherwise) => `(${when} -> ${then} : ${otherwise})`,
};

const comment = (lines: readonly string[]): string => `/*\n${lines.flatMap((l) => wrapped(l, 110)).map((l) => ` * ${l}\n`).join('')} */\n`;

const bits = (values: number): number => Math.max(1, 32 - Math.clz32(values - 1));

/** Stop, if the property is asked for and `when` holds. */
const stop = (ids: Identifiers, property: number, id: string, when: string): string =>
  `if :: asked(${ids.property(property)}) && ${when} -> printf("violated ${id}\\n"); stop(${ids.property(property)}) :: else fi`;

const ruleText = (r: Rule, k: number, live: boolean, ids: Identifiers, ir: Program['ir']): string => {
  const syntax = new Syntax(NOTATION, ids);
  const late = new Syntax(NOTATION, { ...ids, variable: (x) => (r.kept.includes(x) ? ids.kept(x) : ids.variable(x)) });
  const from = origin(r.action);
  const lines = [
    `printf("step ${plain(r.action.label)}\\n")`,
    ...r.refusals.map((f) => stop(ids, -1, `${SPEC_DEFECT} (${plain(`${f.instance} does not accept ${f.event}`)})`, syntax.condition(f.when))),
    ...r.breaks.map((b) => stop(ids, b.property, ir.properties[b.property]!.id, syntax.condition(b.when))),
    ...r.kept.map((x) => `${ids.kept(x)} = ${ids.variable(x)}`),
    ...r.assignments.map((a) => `${ids.variable(a.variable)} = ${late.value(a.to, a.variable)}`),
    // Nothing that is kept may tell states apart.
    ...r.kept.map((x) => `${ids.kept(x)} = 0`),
    ...(live ? [remember(k)] : []),
  ];
  return `${from ? `  /* ${from} */\n` : ''}  :: d_step { ${syntax.conjunction(r.guard)} ->\n       ${lines.join(';\n       ')} }\n`;
};

const claimText = (c: Claim, k: number, ids: Identifiers, program: Program): string => {
  const { id } = c.property;
  const said = `  /* ${sentence(c.property)} */\n`;
  const syntax = new Syntax(NOTATION, ids);
  const name = ids.property(k);
  switch (c.claim) {
    case 'never':
      return `${said}  :: d_step { asked(${name}) && ${syntax.condition(c.when)} -> printf("violated ${id}\\n"); stop(${name}) }\n`;
    case 'reached':
      return `${said}  :: d_step { asked(${name}) && ${syntax.condition(c.when)} -> printf("reached ${id}\\n"); stop(${name}) }\n`;
    case 'dead':
      // spin warns of a timeout in a d_step, but as its first condition it says what it should: nothing else can move.
      return `${said}  :: d_step { timeout && asked(${name}) && ${syntax.condition(c.when)} -> printf("violated ${id}\\n"); stop(${name}) }\n`;
    case 'rules':
      return `${said}  /* ${breakable(program, k) ? IN_RULES : UNBREAKABLE} */\n`;
    case 'omitted':
      return `${said}  /* is not exported: ${plain(c.why)} */\n`;
  }
};

const declarations = (program: Program, ids: Identifiers): string => {
  const { variables, rules, ir } = program;
  const moving = variables.all.flatMap((v, x) => (v.constant ? [] : [x]));
  const domains = new Set(moving.map((x) => variables.all[x]!.domain));
  const kept = [...new Set(rules.flatMap((r) => r.kept))].sort((a, b) => a - b);
  const field = (name: string, x: number): string => `unsigned ${name} : ${bits(ids.size(x))}`;
  return [
    '\n/* Properties, by number. */\n',
    '#define nothing 0\n',
    ...[SPEC_DEFECT, ...ir.properties.map((p) => p.id)].map((_, k) => `#define ${ids.property(k - 1)} ${k + 1}\n`),
    '#ifndef asked\n#ifdef PROPERTY\n#define asked(p) (p == PROPERTY)\n#else\n#define asked(p) true\n#endif\n#endif\n#ifndef stop\n#define stop(p) assert(false)\n#endif\n',
    '\n/* Values of the variables. */\n',
    ...[...domains].map((d) => variables.domains[d]!.values.map((_, code) => `#define ${ids.valueOf(d, code)} ${code}\n`).join('')),
    '\n/* The state, and in the comments what the model calls it. */\n',
    ...moving.map((x) => `${field(ids.variable(x), x)} = ${ids.value(x, variables.all[x]!.initial)}; /* ${plain(variables.all[x]!.name)} */\n`),
    ...(kept.length ? ['\n/* Values from before an action; 0 between actions. */\n', ...kept.map((x) => `${field(ids.kept(x), x)};\n`)] : []),
  ].join('');
};

function* write(ir: Program['ir'], context: ExportContext): Iterable<string> {
  const program = programOf(ir);
  const ids = identifiersOf(program, ['asked', 'stop', 'nothing', LIVENESS, 'took', 'ended']);
  yield comment([
    ...heading(program, context),
    'spin -a looks at all properties at once, spin -DPROPERTY=Name -a at one, spin -DPROPERTY=nothing -a at none. The state after a search is the whole system: gcc -DNOREDUCE.',
  ]);
  yield declarations(program, ids);
  const behaviours = behavioursOf(program);
  const live = behaviours.claims.length > 0;
  yield liveDeclarations(behaviours, program, ids, new Syntax(NOTATION, ids));
  yield `\nactive proctype system() {\nend:\n  do\n`;
  for (const [k, r] of program.rules.entries()) yield ruleText(r, k, live, ids, ir);
  if (live) yield REST;
  yield '\n  /* Properties. */\n';
  for (const [k, c] of program.claims.entries()) yield isProgress(c.property.kind) && unexportable(c.property) === undefined ? `  /* ${sentence(c.property)} */\n  /* is a formula, above */\n` : claimText(c, k, ids, program);
  // A loop without any option is no Promela.
  yield '  :: false -> skip\n  od\n}\n';
}

export const exporter: Exporter = { doc: 'Promela, for SPIN', ending: 'pml', write };
