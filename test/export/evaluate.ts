/** Runs an exported program one rule at a time, as the engines do: one assignment after the other. */
import { holds } from '../../checker/ir/interpret.ts';
import type { Value } from '../../checker/export/program/assignments.ts';
import type { Program, Rule } from '../../checker/export/program/program.ts';

/** Values of all variables where the instances are in these local states. */
export const valuesOf = ({ variables }: Program, state: readonly number[]): number[] => variables.all.map((v, x) => variables.code(x, state[v.instance]!));

/** The values after a rule. */
export const fire = (rule: Rule, before: readonly number[]): number[] => {
  const now = [...before];
  // What was kept is read as it was before the rule, all else as it is by now.
  const seen = (): number[] => now.map((v, x) => (rule.kept.includes(x) ? before[x]! : v));
  const value = (v: Value, x: number): number => (v.v === 'same' ? seen()[x]! : v.v === 'code' ? v.code : value(holds(v.when, seen()) ? v.yes : v.no, x));
  for (const a of rule.assignments) now[a.variable] = value(a.to, a.variable);
  return now;
};
