/** A configuration's system composed without its properties: what is mutated, and what is asked several times. */
import { compose } from '../compile/compose.ts';
import type { Configuration } from '../model/design.ts';
import type { Ir } from '../model/ir.ts';
import type { System } from '../model/system.ts';

export interface Bare {
  readonly system: System;
  readonly ir: Ir;
}

const known = new WeakMap<Configuration, Bare>();

export const bareOf = (c: Configuration): Bare => {
  let found = known.get(c);
  if (!found) {
    const system = c.system();
    known.set(c, (found = { system, ir: compose({ ...system, properties: [] }) }));
  }
  return found;
};
