/** The component that a machine's name means, in the first of the designs that has it. */
import type { Component, Sorts } from '../../model/system.ts';
import { unknownName } from '../input/bad-input.ts';
import type { FoundDesign } from '../input/designs.ts';

export interface FoundMachine {
  readonly component: Component;
  readonly sorts: Sorts;
}

/** Every component of a design, each with the sorts of the first configuration that has it. */
export const machinesOf = ({ design }: FoundDesign): Map<string, FoundMachine> => {
  const found = new Map<string, FoundMachine>();
  for (const configuration of design.configurations) {
    const system = configuration.system();
    for (const component of system.components) if (!found.has(component.name)) found.set(component.name, { component, sorts: system.sorts });
  }
  return found;
};

export const findMachine = (name: string, designs: readonly FoundDesign[]): FoundMachine => {
  const all = designs.map(machinesOf);
  const found = all.find((m) => m.has(name))?.get(name);
  if (!found) throw unknownName('E_MACHINE', 'machine', name, [...new Set(all.flatMap((m) => [...m.keys()]))]);
  return found;
};
