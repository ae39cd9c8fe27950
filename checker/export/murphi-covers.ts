/** Murphi with covers: the engine looks at everything and counts the states in which each property is violated. */
import type { Exporter } from './exporter.ts';
import { murphiText } from './program/murphi-text.ts';

export const exporter: Exporter = { doc: 'Murphi, for Rumur: counts the states that violate each property', ending: 'm', write: (ir, context) => murphiText(ir, context, 'covers') };
