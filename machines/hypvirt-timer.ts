/**
 * The output of the EL2 virtual timer (GTIMER_HYPVIRT) of a CPU with EL2 and VHE. It is missing in the board's table of timer
 * outputs, so nothing ever binds it to the GIC (B20). The other lines: machines/wires.ts.
 */
import { flat } from './region.ts';
import { holder } from './slot.ts';
import type { Component } from '../checker/model/system.ts';

export const hypvirtTimer: Component = {
  name: 'hypvirtTimer',
  doc: 'interrupt line of the EL2 virtual timer of one slot, and the CPU it comes from',
  source: 'hw/arm/virt.c:784-789 (timer_irq without GTIMER_HYPVIRT); 831-880 (wire_gic_cpu_irqs)',
  index: ['slot'],
  machine: (sorts) => flat('hypvirtTimer', holder(sorts)),
  file: import.meta.url,
};
