/** What everything in a program is called in a language that knows letters, digits and `_` only. */
import { Names } from './names.ts';
import type { Program } from './program.ts';
import type { Naming } from './syntax.ts';

/** Stands for the property that no action sends an event where it is refused (R1). */
export const SPEC_DEFECT = 'SpecDefect';

export interface Identifiers extends Naming {
  /** Where a value from before the action is kept. */
  readonly kept: (variable: number) => string;
  /** By domain. */
  readonly type: (domain: number) => string;
  readonly valueOf: (domain: number, code: number) => string;
  /** By its number in the IR; -1 is {@link SPEC_DEFECT}. */
  readonly property: (property: number) => string;
  /** The process or module as a whole, and other words that the exporter needs. */
  readonly word: (word: string) => string;
}

/** Properties first, since people type them; then values, variables, and the rest. */
export const identifiersOf = ({ ir, variables }: Program, words: readonly string[] = []): Identifiers => {
  const names = new Names();
  const fixed = new Map(words.map((w) => [w, names.take(w)]));
  const properties = [SPEC_DEFECT, ...ir.properties.map((p) => p.id)].map((id) => names.take(id));
  const vars = variables.all.map((v) => names.take(v.name));
  const types = variables.domains.map((d) => names.take(d.component, d.region, 't'));
  const values = variables.domains.map((d) => d.values.map((v) => names.take(d.component, d.region, v)));
  const kept = variables.all.map((v) => names.take('old', v.name));
  return {
    variable: (x) => vars[x]!,
    value: (x, code) => values[variables.all[x]!.domain]![code]!,
    size: (x) => variables.domains[variables.all[x]!.domain]!.values.length,
    kept: (x) => kept[x]!,
    type: (d) => types[d]!,
    valueOf: (d, code) => values[d]![code]!,
    property: (p) => properties[p + 1]!,
    word: (w) => fixed.get(w)!,
  };
};
