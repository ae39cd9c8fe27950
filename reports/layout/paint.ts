/** Colour, where the reader's terminal takes it. */
import { styleText } from 'node:util';
import type { Style } from '../../checker/record/reporter.ts';

export type Paint = (format: 'green' | 'red' | 'yellow' | 'magenta' | 'bold' | 'dim', text: string) => string;

/** Whether to colour was decided by the caller; Node must not decide again by looking at its own stdout. */
export const painter =
  (style: Style): Paint =>
  (format, text) =>
    style.colour ? styleText(format, text, { validateStream: false }) : text;
