/**
 * Counterexamples as the engines print them: `spin -t` and `pan -r` print what the exported actions and assertions
 * `printf`, Rumur names the rules that fired.
 */
import { plain } from './program/wording.ts';
import type { Ir } from '../model/ir.ts';

/** What a printed counterexample says. */
export interface Trail {
  /** Numbers of the actions taken. */
  readonly actions: readonly number[];
  /** Id of the property that ended it, or SpecDefect; undefined if it was cut off before. */
  readonly property: string | undefined;
  /** Steps that are actions of some other system. */
  readonly unknown: readonly string[];
}

const STEP = [/^step (.+)$/, /^Rule "(.+)" fired\.$/];
const END = [/^(?:violated|reached) ([\w-]+)/, /^(?:cover|invariant) "(.+)" failed$/, /^Assertion failed: .*: ([\w-]+) by .+$/];

const matched = (line: string, patterns: readonly RegExp[]): string | undefined => patterns.map((p) => p.exec(line)?.[1]).find((m) => m !== undefined);

/** Read a counterexample of `ir` from an engine's output; what is not part of it is passed over. */
export const readTrail = (text: string, ir: Ir): Trail => {
  const byLabel = new Map(ir.actions.map((a, k) => [plain(a.label), k] as const));
  const actions: number[] = [];
  const unknown: string[] = [];
  let property: string | undefined;
  for (const line of text.split('\n').map((l) => l.trim())) {
    property = matched(line, END) ?? property;
    const label = matched(line, STEP);
    if (label === undefined) continue;
    const action = byLabel.get(label);
    if (action === undefined) unknown.push(label);
    else actions.push(action);
  }
  return { actions, property, unknown };
};
