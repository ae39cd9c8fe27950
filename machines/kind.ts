/** How each slot starts. Constant; a state so that conditions can test it and a proof can carry it (R20). */
import { at, ref } from '../checker/model/expression.ts';
import { choose, each, type Component, type Effect } from '../checker/model/system.ts';
import { flat, region } from './region.ts';
import { SLOT_KINDS, type SlotKind } from './sorts.ts';

/** Machine initialisation: one event to `component` of each slot that starts so. */
export const ofKind = (component: string, kinds: readonly SlotKind[], event: string): Effect => each('s', 'slot', choose(ref(component, ['s']), { when: at('kind', ['s'], ...kinds), event }));
/** ... to that of its first CPU object. */
export const firstOfKind = (component: string, kinds: readonly SlotKind[], event: string): Effect => each('s', 'slot', choose(ref(component, ['s', 0]), { when: at('kind', ['s'], ...kinds), event }));

export const kind: Component = {
  name: 'kind',
  doc: 'how the slot starts: boot CPU, other cold-booted CPU, -device on the command line, or hot-pluggable',
  source: 'hw/arm/virt.c:2489 (n < smp.cpus), 3178 (cold_booted for -device); qemu-rfc-v5.md 0.1',
  index: ['slot'],
  machine: () => flat('kind', region('hot', SLOT_KINDS, {})),
  file: import.meta.url,
};
