/** Murphi with invariants: the engine stops at the first that fails. */
import type { Exporter } from './exporter.ts';
import { murphiText } from './program/murphi-text.ts';

export const exporter: Exporter = { doc: 'Murphi, for Rumur: stops at the first violation', ending: 'm', write: (ir, context) => murphiText(ir, context, 'invariants') };
