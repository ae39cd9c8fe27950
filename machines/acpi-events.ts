/**
 * The pending-event flags of AcpiCpuStatus: is_inserting, is_removing, fw_remove. Components of their own beside `acpi`,
 * because nothing but `next CPU with event` tests them: what does not read them is decided without them.
 */
import { ref } from '../checker/model/expression.ts';
import { send, type Component, type Join } from '../checker/model/system.ts';
import { flat, region } from './region.ts';

const flag = (name: string, doc: string, source: string, set: Join['action'], clear: Join['action']): Component => ({
  name,
  doc,
  source,
  index: ['slot'],
  machine: () => flat(name, region('no', ['no', 'yes'], { set: 'yes', clear: 'no' })),
  file: import.meta.url,
  joins: [
    { action: set, effects: [send(ref(name, ['i']), 'set')] },
    { action: clear, effects: [send(ref(name, ['i']), 'clear')] },
  ],
});

/** Not touched by unplug: what is pending stays pending (hw/acpi/cpu.c:318-334). */
export const acpiEvents: readonly Component[] = [
  flag('inserting', 'AcpiCpuStatus.is_inserting of one possible CPU', 'hw/acpi/cpu.c:298 (set, hot-plug only), 131-133 (cleared by the guest)', 'main.plug', 'vcpu.clear_inserting'),
  flag('removing', 'AcpiCpuStatus.is_removing of one possible CPU', 'hw/acpi/cpu.c:314 (set), 134-136 (cleared by the guest)', 'main.device_del', 'vcpu.clear_removing'),
  // cpu.c:148: cleared at the end of an eject, whatever has happened to the slot in the meantime.
  flag('fwRemove', 'AcpiCpuStatus.fw_remove of one possible CPU', 'hw/acpi/cpu.c:153-160 (set by the guest), 148 (cleared when an eject ends)', 'vcpu.fw_remove', 'vcpu.join'),
];
