/** Comments and headings that the exported programs have in common. */
import type { ExportContext } from '../exporter.ts';
import type { Program } from './program.ts';

/** Text that may stand in a comment or a string of any of the languages. */
export const plain = (text: string): string => text.replaceAll(/["\\%]/g, "'").replaceAll('*/', '* /').replaceAll(/\s+/g, ' ');

/** Where an action comes from. */
export const origin = ({ fn, source }: { readonly fn: string; readonly source: string }): string => plain([fn, source].filter(Boolean).join(' at '));

/** A property in words. */
export const sentence = ({ id, text, source }: { readonly id: string; readonly text: string; readonly source: string }): string =>
  plain(`${id}${text ? `: ${text}` : ''}${source ? ` [${source}]` : ''}`);

/** The first lines of an export. */
export const heading = ({ ir, variables }: Program, context: ExportContext): string[] => {
  const still = variables.all.filter((v) => v.constant).map((v) => `${v.name} = ${variables.domains[v.domain]!.values[v.initial]!}`);
  return [
    `${plain(context.title)}: ${ir.instances.length} component instances, ${ir.actions.length} actions, ${ir.properties.length} properties.`,
    `Exported by ${context.tool}. docs/engines.md says how to read it and what to expect of a run.`,
    ...(ir.bounds.length ? [`Bounds without an argument: ${plain(ir.bounds.join(', '))}.`] : []),
    ...(still.length ? [`Never changes, and is left out: ${plain(still.join('; '))}.`] : []),
  ];
};

/** What stands in place of a `step` property. */
export const IN_RULES = 'is asserted in the actions that may break it';
export const UNBREAKABLE = 'holds by what the actions are: none could break it in any state';

/** Whether some action might break the property. */
export const breakable = ({ rules }: Program, property: number): boolean => rules.some((r) => r.breaks.some((b) => b.property === property));

/** Lines of at most `width` characters, broken at spaces. */
export const wrapped = (text: string, width: number): string[] => {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
};
