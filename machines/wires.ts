/** The interrupt lines between one CPU object and the GIC: timers, maintenance and PMU out, IRQ/FIQ/VIRQ/VFIQ/NMI/VINMI in. They change together, so they are one reference. */
import { ref } from '../checker/model/expression.ts';
import { send, type Component, type Join } from '../checker/model/system.ts';
import { ofKind } from './kind.ts';
import { flat } from './region.ts';
import { holder } from './slot.ts';

/** What binds lines to a CPU and takes them off it. `component`: whose lines; B20 is about one that is forgotten (machines/hypvirt-timer.ts). */
export const wiring = (component: string): readonly Join[] => {
  const me = ref(component, ['i']);
  return [
    { action: 'main.create_gic', effects: [ofKind(component, ['boot', 'cold'], 'bind o0')] },
    { action: 'main.create_devices', effects: [ofKind(component, ['cli'], 'bind o0')] },
    { action: 'main.pre_plug', effects: [send(me, 'bind o{a}')] },
    { action: 'vcpu.eject', effects: [send(me, 'unbind')] },
    { action: 'main.realize_fail', effects: [send(me, 'freed o{a}')] },
    { action: 'vcpu.join', effects: [send(me, 'freed o{b}')] },
  ];
};

export const wires: Component = {
  name: 'wires',
  doc: 'GPIO links between CPU and GIC of one slot, and the object they end at',
  source: 'hw/arm/virt.c:784-880 (timer_irq, unwire_gic_cpu_irqs, wire_gic_cpu_irqs)',
  index: ['slot'],
  machine: (sorts) => flat('wires', holder(sorts)),
  file: import.meta.url,
  joins: wiring('wires'),
};
