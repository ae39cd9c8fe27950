/** How each slot starts. Constant; a state so that conditions can test it and a proof can carry it (R20). */
import type { Component } from '../checker/model/system.ts';
import { flat, region } from './region.ts';
import { SLOT_KINDS } from './sorts.ts';

export const kind: Component = {
  name: 'kind',
  doc: 'how the slot starts: boot CPU, other cold-booted CPU, -device on the command line, or hot-pluggable',
  source: 'hw/arm/virt.c:2489 (n < smp.cpus), 3178 (cold_booted for -device); qemu-rfc-v5.md 0.1',
  index: ['slot'],
  machine: () => flat('kind', region('hot', SLOT_KINDS, {})),
  file: import.meta.url,
};
