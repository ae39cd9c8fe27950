/**
 * Murphi, for Rumur (and CMurphi): one rule for each action. Properties are invariants, at the first of which the engine
 * stops, or covers, which it counts while it looks at everything.
 */
import type { ExportContext } from '../exporter.ts';
import type { Ir, IrExpr } from '../../model/ir.ts';
import { identifiersOf, SPEC_DEFECT, type Identifiers } from './identifiers.ts';
import { programOf, type Claim, type Program, type Rule } from './program.ts';
import { Syntax, type Notation } from './syntax.ts';
import { breakable, heading, IN_RULES, origin, plain, sentence, UNBREAKABLE, wrapped } from './wording.ts';

export type Properties = 'invariants' | 'covers';

const NOTATION: Notation = {
  and: '&',
  or: '|',
  relation: { '=': '=', '!=': '!=', '<': '<', '<=': '<=' },
  if: (when, then, otherwise) => `(${when} ? ${then} : ${otherwise})`,
};

const remark = (text: string): string => wrapped(plain(text), 110).map((l) => `-- ${l}\n`).join('');

const ruleText = (r: Rule, ids: Identifiers, { ir, variables }: Program, as: Properties): string => {
  const syntax = new Syntax(NOTATION, ids);
  const late = new Syntax(NOTATION, { ...ids, variable: (x) => (r.kept.includes(x) ? ids.kept(x) : ids.variable(x)) });
  const from = origin(r.action);
  const asserted = (message: string, when: IrExpr): string => `  assert "${plain(message)}" !(${syntax.condition(when)});\n`;
  const body = [
    ...(as === 'covers' ? [] : r.refusals.map((f) => asserted(`${SPEC_DEFECT} by ${r.action.label}`, f.when))),
    ...(as === 'covers' ? [] : r.breaks.map((b) => asserted(`${ir.properties[b.property]!.id} by ${r.action.label}`, b.when))),
    ...r.kept.map((x) => `  ${ids.kept(x)} := ${ids.variable(x)};\n`),
    ...r.assignments.map((a) => `  ${ids.variable(a.variable)} := ${late.value(a.to, a.variable)};\n`),
  ];
  const kept = r.kept.map((x) => `  var ${ids.kept(x)} : ${ids.type(variables.all[x]!.domain)};\n`);
  return `${from ? remark(from) : ''}rule "${plain(r.action.label)}"\n  ${syntax.conjunction(r.guard)}\n==>\n${kept.join('')}begin\n${body.join('')}end;\n\n`;
};

/** Some action is enabled. */
const someAction = (program: Program): IrExpr => program.variables.build.or(program.rules.map((r) => r.guard));

const claimText = (c: Claim, k: number, ids: Identifiers, program: Program, as: Properties): string => {
  const { id } = c.property;
  const { build: b } = program.variables;
  const syntax = new Syntax(NOTATION, ids);
  const said = remark(sentence(c.property));
  const never = (when: IrExpr): string => (as === 'covers' ? `cover "${id}" ${syntax.condition(when)};\n` : `invariant "${id}" !(${syntax.condition(when)});\n`);
  switch (c.claim) {
    case 'never':
      return said + never(c.when);
    case 'reached':
      return `${said}cover "${id}" ${syntax.condition(c.when)};\n`;
    case 'dead':
      return said + never(b.and([c.when, b.not(someAction(program))]));
    case 'rules':
      if (!breakable(program, k)) return said + remark(UNBREAKABLE);
      if (as === 'invariants') return said + remark(IN_RULES);
      return said + program.rules.flatMap((r) => r.breaks.filter(({ property }) => property === k).map(({ when }) => `cover "${id} by ${plain(r.action.label)}" ${syntax.condition(b.and([r.guard, when]))};\n`)).join('');
    case 'omitted':
      return `${said}${remark(`is not exported: ${c.why}`)}`;
  }
};

const declarations = ({ variables }: Program, ids: Identifiers): string => {
  const moving = variables.all.flatMap((v, x) => (v.constant ? [] : [x]));
  const domains = [...new Set(moving.map((x) => variables.all[x]!.domain))];
  // A program must have a variable, even one for a system in which nothing moves.
  if (moving.length === 0) return 'var nothing_moves : boolean;\n\nstartstate "initial"\nbegin\n  nothing_moves := true;\nend;\n\n';
  return [
    'type\n',
    ...domains.map((d) => `  ${ids.type(d)} : enum { ${variables.domains[d]!.values.map((_, code) => ids.valueOf(d, code)).join(', ')} };\n`),
    '\nvar\n',
    ...moving.map((x) => `  ${ids.variable(x)} : ${ids.type(variables.all[x]!.domain)}; -- ${plain(variables.all[x]!.name)}\n`),
    '\nstartstate "initial"\nbegin\n',
    ...moving.map((x) => `  ${ids.variable(x)} := ${ids.value(x, variables.all[x]!.initial)};\n`),
    'end;\n\n',
  ].join('');
};

const ADVICE: Readonly<Record<Properties, string>> = {
  invariants: 'Run it with deadlock detection off: whether a state may be dead is said by a property of its own.',
  covers: 'Each cover is hit as often as its property is violated (a step property: by each action apart). The engine calls those never hit an error: these properties hold.',
};

/** The system as Murphi, piece by piece. */
export function* murphiText(ir: Ir, context: ExportContext, as: Properties): Iterable<string> {
  const program = programOf(ir);
  const ids = identifiersOf(program, ['nothing_moves']);
  yield [...heading(program, context), ADVICE[as]].map(remark).join('');
  yield '\n';
  yield declarations(program, ids);
  for (const r of program.rules) yield ruleText(r, ids, program, as);
  // A program must have a rule.
  if (program.rules.length === 0) yield 'rule "nothing" false ==> begin end;\n\n';
  if (as === 'covers') {
    const { build: b } = program.variables;
    const refused = b.or(program.rules.flatMap((r) => r.refusals.map((f) => b.and([r.guard, f.when]))));
    yield `cover "${SPEC_DEFECT}" ${new Syntax(NOTATION, ids).condition(refused)};\n`;
  }
  for (const [k, c] of program.claims.entries()) yield claimText(c, k, ids, program, as);
}
