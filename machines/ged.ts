/** The Generic Event Device, as far as CPU hotplug uses it: event selector bit 8 and its interrupt. */
import { at, ref } from '../checker/model/expression.ts';
import { choose, send, type Component } from '../checker/model/system.ts';
import { bqlFree, inGuest } from './conditions.ts';
import { guestStep } from './executor.ts';
import { parallel, region } from './region.ts';

const me = ref('ged');

export const ged: Component = {
  name: 'ged',
  doc: 'Generic Event Device: CPU hotplug bit of the event selector, and the interrupt latched for it',
  source: 'hw/acpi/generic_event_device.c:157-170 (read clears), 288-320 (send_event)',
  index: [],
  machine: () =>
    parallel('ged', {
      sel: region('none', ['none', 'cpu'], { send_event: 'cpu', read: 'none' }),
      // Edge triggered SPI 9: stays latched in the distributor until it is acknowledged; a GIC reset forgets it.
      irq: region('idle', ['idle', 'pending'], { send_event: 'pending', acknowledge: 'idle', 'gic reset': 'idle' }),
    }),
  file: import.meta.url,
  actions: [
    { ...guestStep, event: 'read_ged', when: { inGuest: inGuest('k', 'a'), bqlFree }, effects: [send(me, 'read')], fn: 'ged_evt_read', source: 'hw/acpi/generic_event_device.c:157-170' },
    {
      ...guestStep,
      event: 'acknowledge_ged',
      when: { inGuest: inGuest('k', 'a'), bqlFree, pending: at('ged', [], 'irq.pending') },
      effects: [send(me, 'acknowledge')],
      fn: 'icc_iar1_read',
      source: 'hw/intc/arm_gicv3_cpuif.c icc_activate_irq',
    },
  ],
  joins: [
    { action: 'main.plug', effects: [send(me, 'send_event')] },
    { action: 'main.device_del', effects: [send(me, 'send_event')] },
    { action: 'main.devices_reset', effects: [choose(me, { event: 'gic reset' })] },
  ],
};
