/** The interrupt lines between one CPU object and the GIC: timers, maintenance and PMU out, IRQ/FIQ/VIRQ/VFIQ/NMI/VINMI in. They change together, so they are one reference. */
import { at, ref } from '../checker/model/expression.ts';
import { choose, each, send, type Component } from '../checker/model/system.ts';
import { flat } from './region.ts';
import { holder } from './slot.ts';

const me = ref('wires', ['i']);

export const wires: Component = {
  name: 'wires',
  doc: 'GPIO links between CPU and GIC of one slot, and the object they end at',
  source: 'hw/arm/virt.c:784-880 (timer_irq, unwire_gic_cpu_irqs, wire_gic_cpu_irqs)',
  index: ['slot'],
  machine: (sorts) => flat('wires', holder(sorts)),
  file: import.meta.url,
  joins: [
    { action: 'main.create_gic', effects: [each('s', 'slot', choose(ref('wires', ['s']), { when: at('kind', ['s'], 'boot', 'cold'), event: 'bind o0' }))] },
    { action: 'main.create_devices', effects: [each('s', 'slot', choose(ref('wires', ['s']), { when: at('kind', ['s'], 'cli'), event: 'bind o0' }))] },
    { action: 'main.pre_plug', effects: [send(me, 'bind o{a}')] },
    { action: 'vcpu.eject', effects: [send(me, 'unbind')] },
    { action: 'main.realize_fail', effects: [send(me, 'freed o{a}')] },
    { action: 'vcpu.join', effects: [send(me, 'freed o{b}')] },
  ],
};
