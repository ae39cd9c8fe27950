/**
 * `_OST` values of one possible CPU. Nothing in QEMU reads them but the QMP reply and event that pass them on
 * (VirtOptions.passive).
 */
import { ref } from '../checker/model/expression.ts';
import { send, type Component } from '../checker/model/system.ts';
import { parallel, region } from './region.ts';

const value = (what: string) => region('zero', ['zero', 'other'], { [`${what} zero`]: 'zero', [`${what} other`]: 'other' });

export const ost: Component = {
  name: 'ost',
  doc: 'ost_event and ost_status of one possible CPU, each zero or not',
  source: 'hw/acpi/cpu.c:185-203; never reset',
  index: ['slot'],
  machine: () => parallel('ost', { event: value('event'), status: value('status') }),
  file: import.meta.url,
  joins: [
    { action: 'vcpu.write_ost_event', effects: [send(ref('ost', ['i']), 'event {v}')] },
    { action: 'vcpu.write_ost_status', effects: [send(ref('ost', ['i']), 'status {v}')] },
  ],
};
