/** The configuration by which the engines get to know a design. */
import { compose } from '../../checker/compile/compose.ts';
import { programOf } from '../../checker/export/program/program.ts';
import type { Configuration, Design } from '../../checker/model/design.ts';

/** Bits that a state takes where each variable is a bit field. */
export const stateBits = (c: Configuration): number => {
  const { variables } = programOf(compose(c.system()));
  return variables.all.reduce((bits, v) => bits + (v.constant ? 0 : Math.ceil(Math.log2(variables.domains[v.domain]!.values.length))), 0);
};

/** Of those that everybody enumerates, the one whose states take the fewest bits; the first of equals. */
export const smallest = ({ configurations }: Design): Configuration => {
  const quick = configurations.filter((c) => c.tier === 'quick');
  const sized = (quick.length > 0 ? quick : configurations).map((c) => ({ c, bits: stateBits(c) }));
  return sized.reduce((best, s) => (s.bits < best.bits ? s : best)).c;
};
