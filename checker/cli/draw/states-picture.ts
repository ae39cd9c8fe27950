/** The reachable states of a configuration, projected on some components. */
import type { Configuration, Design } from '../../model/design.ts';
import type { StatesPicture } from '../../record/picture.ts';
import { BadInput } from '../input/bad-input.ts';
import type { Terminal } from '../terminal/terminal.ts';

export const statesPicture = async (_design: Design, _configuration: Configuration, _on: readonly string[], _terminal: Terminal): Promise<StatesPicture> => {
  throw new BadInput('E_NOT_YET', 'states are not drawn yet', 'Draw a machine or a composition');
};
