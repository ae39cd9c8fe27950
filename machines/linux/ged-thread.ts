/**
 * The guest's interrupt thread for the GED (threaded, ONESHOT: the interrupt stays masked until the thread is done):
 * `_EVT` reads the GED's selector and, where the CPU bit is set, runs the AML scan CSCN.
 */
import { at, ref } from '../../checker/model/expression.ts';
import { choose, send, type Component } from '../../checker/model/system.ts';
import { flat, region } from '../region.ts';
import { inKernel } from './context.ts';
import { kernelUp } from './phase.ts';

const me = ref('gedThread');
const thread = (s: string) => at('gedThread', [], s);

export const gedThread: Component = {
  name: 'gedThread',
  doc: 'interrupt thread of the guest for the Generic Event Device',
  source: 'drivers/acpi/evged.c acpi_ged_irq_handler; AML of hw/acpi/generic_event_device.c:45-110',
  index: [],
  machine: () =>
    flat(
      'gedThread',
      region('idle', ['idle', 'woken', 'scan'], {
        wake: { idle: 'woken' },
        'read none': { woken: 'idle' },
        'read cpu': { woken: 'scan' },
        done: { scan: 'idle' },
        forget: 'idle',
      }),
    ),
  file: import.meta.url,
  joins: [
    // The driver probes when the boot-time scan is over; until then the latched interrupt waits in the distributor.
    { action: 'vcpu.acknowledge_ged', when: { kernel: inKernel('k', 'a'), driver: kernelUp, unmasked: thread('idle') }, effects: [send(me, 'wake')] },
    { action: 'vcpu.read_ged', when: { kernel: inKernel('k', 'a'), evt: thread('woken') }, effects: [choose(me, { when: at('ged', [], 'sel.cpu'), event: 'read cpu' }, { event: 'read none' })] },
    { action: 'aml.CSCN_return', effects: [send(me, 'done')] },
  ],
};
