/**
 * Properties of progress for SPIN. With -DPROPERTY=liveness the program may rest in any state, as nobody is obliged to move but by
 * fairness, and remembers for each assumption whether the last step takes it. Each part of a property is a formula over named
 * conditions, in a comment, and a never claim of its negation, chosen by -DFORMULA=name. SPIN's own translation of a
 * formula with three assumptions takes hours; the claim guesses for each of them how it is satisfied.
 */
import type { Assumption, Behaviour, Behaviours } from './behaviours.ts';
import type { Identifiers } from './identifiers.ts';
import type { Program } from './program.ts';
import type { Syntax } from './syntax.ts';
import { plain } from './wording.ts';

/** Word of `spin -DPROPERTY=...` that asks for these properties. */
export const LIVENESS = 'liveness';

const able = (k: number): string => `able_${k}`;
const wants = (k: number): string => `wants_${k}`;
const taken = (k: number): string => `taken_${k}`;

/** `CommandEnds_0`: the formula of one part of a property. */
export const formulaName = (ids: Identifiers, c: Pick<Behaviour, 'property' | 'part'>): string => `${ids.property(c.property)}_${c.part}`;

/** From some time on wanted, and again and again possible (weak) or only the latter (strong): then taken again and again. */
const assumption = (a: Assumption, k: number): string => {
  if (a.kind === 'repeatedly') return `[]<>${able(k)}`;
  if (a.kind === 'weak' && !a.wants) return `[]<>(!${able(k)} || ${taken(k)})`;
  return `(<>[]!${able(k)} || []<>${a.kind === 'strong' ? '' : `(!${wants(k)} || `}${taken(k)}${a.kind === 'strong' ? '' : ')'})`;
};

const owed = ({ kind }: Behaviour, name: string): string => {
  const reached = `reached_${name}`;
  switch (kind) {
    case 'leadsTo':
      return `[](!when_${name} || <>${reached})`;
    case 'eventually':
      return `<>${reached}`;
    case 'alwaysEventually':
      return `[]<>${reached}`;
    default:
      return `<>[]${reached}`;
  }
};

/** Conditions that from some time on hold always, or again and again: one of the ways in which an assumption is satisfied. */
interface Way {
  readonly always: readonly string[];
  readonly again: readonly string[];
}
const waysOf = (a: Assumption, k: number): Way[] => {
  if (a.kind === 'repeatedly') return [{ always: [], again: [able(k)] }];
  const meets = a.kind === 'strong' ? taken(k) : `(!${a.wants ? wants(k) : able(k)} || ${taken(k)})`;
  return [{ always: [], again: [meets] }, ...(a.kind === 'strong' || a.wants ? [{ always: [`!${able(k)}`], again: [] }] : [])];
};

/** The negation of the formula: stem, what is owed from then on, and for each way to be fair a round through all that must come again. */
const claim = (c: Behaviour, assumptions: readonly Assumption[], name: string): string => {
  const missed = `!reached_${name}`;
  const both = (...conditions: readonly string[]): string => conditions.join(' && ');
  const owing = c.kind === 'eventuallyAlways' ? '!ended' : both('!ended', missed);
  const ways = c.assumes.reduce<Way[]>(
    (all, k) => all.flatMap((w) => waysOf(assumptions[k]!, k).map((x) => ({ always: [...w.always, ...x.always], again: [...w.again, ...x.again] }))),
    [{ always: [], again: c.kind === 'eventuallyAlways' ? [missed] : [] }],
  );
  const begins = c.kind === 'leadsTo' ? both(`when_${name}`, owing) : owing;
  const state = (label: string, ...options: readonly string[]): string => `${label}:\n  do\n${options.map((o) => `  :: ${o}\n`).join('')}  od;\n`;
  const rounds = ways.flatMap(({ always, again }, w) => {
    const inside = both(owing, ...always);
    return [
      ...again.map((e, k) => state(`round${w}_${k}`, `${both(inside, e)} -> goto ${k + 1 < again.length ? `round${w}_${k + 1}` : `accept${w}`}`, inside)),
      state(`accept${w}`, `${inside}${again.length > 0 ? ` -> goto round${w}_0` : ''}`),
    ];
  });
  const enter = ways.map(({ always, again }, w) => `${both(owing, ...always)} -> goto ${again.length > 0 ? `round${w}_0` : `accept${w}`}`);
  const stem = c.kind === 'eventually' ? [] : [state('stem', '!ended', `${begins} -> goto owed`)];
  return [`never {\n`, ...stem, state('owed', owing, ...enter), ...rounds, '}\n'].join('');
};

/** Formulas in an export, by name. */
export const formulasIn = (promela: string): ReadonlyMap<string, string> => new Map([...promela.matchAll(/^\/\* ltl (\w+): (.*) \*\/$/gm)].map(([, name, formula]) => [name!, formula!]));

/** What goes in front of the process. `syntax` writes conditions. */
export const declarations = (behaviours: Behaviours, program: Program, ids: Identifiers, syntax: Syntax): string => {
  const { assumptions, claims } = behaviours;
  if (claims.length === 0) return '';
  const remembered = assumptions.flatMap((a, k) => (a.kind === 'repeatedly' ? [] : [{ ...a, k }]));
  const member = (actions: ReadonlySet<number>): string => [...actions].map((a) => `(r) == ${a}`).join(' || ') || 'false';
  const formulas = claims.map((c, k) => {
    const name = formulaName(ids, c);
    const said = program.ir.properties[c.property]!;
    // A behaviour that ends the system owes nothing more.
    const formula = ['<>ended', ...c.assumes.map((k) => `!${assumption(assumptions[k]!, k)}`), owed(c, name)].join(' || ');
    return [
      `/* ${plain(said.id)}${said.parts[c.part]!.label ? `, ${plain(said.parts[c.part]!.label)}` : ''}${c.assumes.length ? `, assuming ${plain(c.assumes.map((k) => assumptions[k]!.name).join('; '))}` : ''} */`,
      `#define when_${name} (${syntax.condition(c.when)})`,
      `#define reached_${name} (${syntax.condition(c.reached)})`,
      `/* ltl ${name}: ${formula} */`,
      `#define ${name} ${k + 1}`,
      // SPIN takes several claims in one program, and then mistakes where some of them begin.
      `#if defined(FORMULA) && (FORMULA == ${name})\n${claim(c, assumptions, name)}#endif`,
    ].join('\n');
  });
  return [
    '\n/* Properties of progress, and the conditions of their formulas; docs/engines.md says how to ask for one. */\n',
    `#define ${LIVENESS} (-1)\n#if defined(PROPERTY) && (PROPERTY == ${LIVENESS})\n`,
    ...remembered.map((a) => `bit ${taken(a.k)};\n`),
    `#define took(r) ${remembered.map((a) => `${taken(a.k)} = (${member(a.actions)})`).join('; ') || 'skip'}\n`,
    ...assumptions.map((a, k) => `#define ${able(k)} (${syntax.condition(a.kind === 'repeatedly' ? a.e : a.able)})\n`),
    ...assumptions.flatMap((a, k) => (a.kind === 'weak' && a.wants ? [`#define ${wants(k)} (${syntax.condition(a.wants)})\n`] : [])),
    `#define ended (${syntax.condition(program.ended)})\n`,
    `${formulas.join('\n')}\n`,
    '#else\n#define took(r) skip\n#endif\n',
  ].join('');
};

/** The step that each action's rule remembers; and the rest, an option of its own. */
export const remember = (rule: number): string => `took(${rule})`;
export const REST = `#if defined(PROPERTY) && (PROPERTY == ${LIVENESS})\n  /* Nobody moves. */\n  :: d_step { took(-1) }\n#endif\n`;
