/**
 * A litmus test: a tiny scenario and a condition on how it can end. docs/litmus.md describes the text form; herd's is the model.
 *
 *     litmus NAME
 *     (* comment *)
 *     design DESIGN CONFIGURATION          one line or several
 *     before                               steps that come first, in this order
 *       main.cont
 *     THREAD                               steps in this order; threads interleave
 *       name: vcpu[0,0].CPU_ON(1,*) | other: vcpu[0,0].CPU_ON_DENIED(1)
 *     exists (CONDITION)                   or: forall (CONDITION), ~exists (CONDITION)
 */
import type { Expr } from '../model/expression.ts';
import { parseCondition } from './condition.ts';
import { LitmusError, type Place, type Refuse } from './text.ts';

/** One of the steps that a line allows: labels of actions as traces show them; `*` stands for anything. */
export interface Alternative {
  readonly pattern: string;
  /** A condition may ask `done(name)`. */
  readonly name?: string;
  readonly at: Place;
}
export interface Thread {
  readonly name: string;
  readonly steps: readonly (readonly Alternative[])[];
}
export interface Scenario {
  readonly name: string;
  readonly file: string;
  readonly designs: readonly { readonly design: string; readonly configuration: string; readonly at: Place }[];
  /** Happens before any thread begins. */
  readonly before: readonly (readonly Alternative[])[];
  readonly threads: readonly Thread[];
  readonly quantifier: 'exists' | 'forall' | '~exists';
  readonly condition: Expr;
  /** As it is written. */
  readonly text: string;
  readonly conditionAt: Place;
}

/** Comments blanked, so that places stay what they are. */
const withoutComments = (text: string): string => text.replace(/\(\*[\s\S]*?\*\)/g, (c) => c.replace(/[^\n]/g, ' '));
const HEAD = /^(litmus|design|before|exists|forall|~exists)\b/;
const STEP = /^(?:([A-Za-z]\w*)\s*:\s*)?(\S+)$/;

/** The alternatives of a line that names a step. */
const alternatives = (line: string, at: number, refuse: Refuse): Alternative[] => {
  const out: Alternative[] = [];
  let from = 0;
  for (const part of line.split('|')) {
    const text = part.trim();
    const place = { line: at, column: from + part.length - part.trimStart().length + 1 };
    const found = STEP.exec(text);
    if (!found) refuse(place, 'E_LITMUS_STEP', text ? `${JSON.stringify(text)} is no step` : 'a step is missing', 'Write a step as a trace does, without blanks: vcpu[0,0].CPU_ON(1,0); * stands for anything');
    out.push({ pattern: found![2]!, at: place, ...(found![1] ? { name: found![1] } : {}) });
    from += part.length + 1;
  }
  return out;
};

/** Read a litmus file. Throws {@link LitmusError}: E_LITMUS_SYNTAX, E_LITMUS_STEP, E_LITMUS_CONDITION. */
export const parseScenario = (file: string, text: string): Scenario => {
  const refuse: Refuse = (at, code, what, fix) => {
    throw new LitmusError(file, at, code, what, fix);
  };
  const lines = withoutComments(text).split('\n');
  const designs: { design: string; configuration: string; at: Place }[] = [];
  const before: (readonly Alternative[])[] = [];
  const threads: { name: string; steps: (readonly Alternative[])[] }[] = [];
  let name: string | undefined;
  let into: (readonly Alternative[])[] | undefined;
  for (let k = 0; k < lines.length; k++) {
    const line = lines[k]!;
    const word = line.trim();
    if (word === '') continue;
    const at = { line: k + 1, column: line.length - line.trimStart().length + 1 };
    const head = at.column === 1 ? HEAD.exec(word)?.[1] : undefined;
    if (at.column > 1) {
      if (!into) refuse(at, 'E_LITMUS_SYNTAX', 'a step stands in no thread', 'Put `before` or the name of a thread on a line of its own above it');
      into!.push(alternatives(line, k + 1, refuse));
    } else if (head === 'litmus') {
      name = word.slice('litmus'.length).trim();
      if (!/^[\w.+-]+$/.test(name)) refuse(at, 'E_LITMUS_SYNTAX', `${JSON.stringify(name)} is no name`, 'Use letters, digits and . + - _');
    } else if (head === 'design') {
      const [design, configuration, ...rest] = word.split(/\s+/).slice(1);
      if (!design || !configuration || rest.length) refuse(at, 'E_LITMUS_SYNTAX', 'a design line names a design and one of its configurations', 'For example: design rfc-v5 boot+hot-documented');
      designs.push({ design: design!, configuration: configuration!, at });
    } else if (head === 'before') into = before;
    else if (head !== undefined) {
      const quantifier = head as Scenario['quantifier'];
      const condition = [line.slice(head.length), ...lines.slice(k + 1)].join('\n').trimEnd();
      if (name === undefined) refuse({ line: 1, column: 1 }, 'E_LITMUS_SYNTAX', 'the file does not say what it is', 'Begin with: litmus NAME');
      if (designs.length === 0) refuse(at, 'E_LITMUS_SYNTAX', 'no design is named', 'For example: design rfc-v5 boot+hot-documented');
      const names = [...before, ...threads.flatMap((t) => t.steps)].flat().flatMap((a) => a.name ?? []);
      return {
        name: name!,
        file,
        designs,
        before,
        threads,
        quantifier,
        condition: parseCondition(condition, { line: k + 1, column: head.length + 1 }, [...new Set(names)], refuse),
        text: `${quantifier} ${condition.trim().replace(/\s+/g, ' ')}`,
        conditionAt: at,
      };
    } else if (/^[A-Za-z]\w*$/.test(word)) {
      if (threads.some((t) => t.name === word)) refuse(at, 'E_LITMUS_SYNTAX', `there are two threads ${word}`, 'Rename one');
      threads.push({ name: word, steps: [] });
      into = threads.at(-1)!.steps;
    } else refuse(at, 'E_LITMUS_SYNTAX', `${JSON.stringify(word)} is neither a section nor a thread`, 'Begin a line with litmus, design, before, a thread\'s name, exists, forall or ~exists; indent steps');
  }
  return refuse({ line: lines.length, column: 1 }, 'E_LITMUS_CONDITION', 'the condition is missing', 'End with: exists (...), forall (...) or ~exists (...)');
};
