/** The configuration by which the engines get to know a design. */
import { compose } from '../../checker/compile/compose.ts';
import { programOf } from '../../checker/export/program/program.ts';
import type { Configuration, Design } from '../../checker/model/design.ts';

/** Bits that a state takes where each variable is a bit field. */
const stateBits = (c: Configuration): number => {
  const { variables } = programOf(compose(c.system()));
  return variables.all.reduce((bits, v) => bits + (v.constant ? 0 : Math.ceil(Math.log2(variables.domains[v.domain]!.values.length))), 0);
};

/** Those of `of` that satisfy `wanted`, or all if none does. */
const preferably = (of: readonly Configuration[], wanted: (c: Configuration) => boolean): readonly Configuration[] => (of.some(wanted) ? of.filter(wanted) : of);

const slots = (c: Configuration): number => Number(c.labels['slots'] ?? 0);

/**
 * Of those that everybody enumerates and that leave something to plug (others are smaller, but say little), the one with
 * the fewest slots whose states take the fewest bits; the first of equals.
 */
export const smallest = ({ configurations }: Design): Configuration => {
  const telling = preferably(
    preferably(configurations, (c) => c.tier === 'quick'),
    (c) => c.labels['cold'] !== c.labels['slots'],
  );
  const fewest = Math.min(...telling.map(slots));
  return telling
    .filter((c) => slots(c) === fewest)
    .map((c) => ({ c, bits: stateBits(c) }))
    .reduce((best, s) => (s.bits < best.bits ? s : best)).c;
};
