/**
 * Several systems recorded at the same time, followed one after the other. That is sound where their steps commute: where one acts
 * on the other only through what it has left behind at its end. Whether that is so is for the mapping to argue.
 */
import { at } from './field.ts';
import type { Mapping } from './mapping.ts';
import type { Line } from './recording.ts';

/** The system that a line is of; undefined: it does not say. */
export const systemOf = (line: Line, mapping: Mapping): string | undefined => {
  const of = mapping.setup.systems && at(line.fields, mapping.setup.systems.path);
  return typeof of === 'string' ? of : undefined;
};

/** The lines of each system, in the order in which the systems are followed. */
export const bySystem = (lines: readonly Line[], mapping: Mapping): readonly (readonly Line[])[] => {
  const order = mapping.setup.systems?.order ?? [''];
  return order.map((system) => lines.filter((l) => (systemOf(l, mapping) ?? order[0]) === system));
};
