/** What each line of a recording means under a mapping: its variables, and the one case of its rule that fits. */
import type { Line } from './recording.ts';
import { readField, type Field, type Value } from './field.ts';
import type { Argument, Mapping, Meaning } from './mapping.ts';
import type { LineShape } from './moment.ts';
import type { Subject, Variables } from './subject.ts';

export interface Reading {
  readonly line: Line;
  readonly variables: Variables;
  /** Undefined: the mapping says nothing about such a line. */
  readonly meaning: Meaning | undefined;
  /** `kind` and the values of all variables: lines with the same key mean the same. */
  readonly key: string;
  readonly shape: LineShape;
}

export const readVariables = (fields: Readonly<Record<string, Field>>, of: unknown, sorts: Readonly<Record<string, number>>, bound: Variables = {}): Variables => {
  const out: Record<string, Value> = { ...bound };
  for (const [name, field] of Object.entries(fields)) {
    const v = readField(field, of, sorts, out);
    if (v !== undefined) out[name] = v;
  }
  return out;
};

/** The rule for a kind of line, or that for all lines of its source. */
export const ruleFor = (mapping: Mapping, kind: string): Mapping['lines'][string] | undefined => mapping.lines[kind] ?? mapping.lines[`${kind.split('/')[0]}/*`];

/** `about`: what the recording says of itself (`setup.bind`), which every line is read with. */
export const readLine = (line: Line, mapping: Mapping, subject: Subject, about: Variables): Reading => {
  const rule = ruleFor(mapping, line.kind);
  const variables = rule ? readVariables(rule.bind, line.fields, subject.ir.sorts, about) : {};
  const place = { mapping: mapping.name, line: line.kind };
  const meaning = rule?.cases.find((c) => subject.says(c.when, variables, place));
  const shape = !meaning || !('call' in meaning) ? 'instant' : meaning.unanswered && subject.says(meaning.unanswered, variables, place) ? 'unanswered' : 'call';
  return { line, variables, meaning, key: `${line.kind} ${JSON.stringify(variables)}`, shape };
};

/** Whether the arguments demanded agree with the values given; a variable that the line lacks agrees with nothing. */
export const agree = (demanded: Readonly<Record<string, Argument>>, variables: Variables, given: Variables): boolean =>
  Object.entries(demanded).every(([name, a]) => {
    const wanted = typeof a === 'object' ? a.is : typeof a === 'number' ? a : variables[a];
    return wanted !== undefined && String(wanted) === String(given[name]);
  });
