/** Any number of slots, of which the boot CPU is one and the others start as those of a configuration do. */
import type { Family } from '../checker/model/design.ts';
import type { System } from '../checker/model/system.ts';
import type { VirtOptions } from '../machines/sorts.ts';

export const familyOf = (o: VirtOptions, system: (o: VirtOptions) => System): Family => {
  const others = o.slots.slice(1);
  const slots = (n: number): VirtOptions['slots'] => ['boot', ...Array.from({ length: n - 1 }, (_, k) => others[k % others.length]!)];
  return { sort: 'slot', system: (n) => system({ ...o, slots: slots(n) }) };
};
