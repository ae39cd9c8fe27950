/** Executes a trace once more, through XState itself, and compares every state on the way. */
import type { Trace, TraceDocument } from '../../record/trace.ts';
import { BadInput } from '../input/bad-input.ts';
import type { FoundDesign } from '../input/designs.ts';

export const replayed = (_found: FoundDesign, _trace: Trace): NonNullable<TraceDocument['replay']> => {
  throw new BadInput('E_NOT_YET', 'replay is not there yet', 'Leave out --replay');
};
