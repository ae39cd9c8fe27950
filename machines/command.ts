/**
 * The command register, and the writes that it decides. It belongs to what only passes through QEMU (VirtOptions.passive):
 * it chooses which `_OST` value a data write goes to and what a data read gives, and no condition of the hotplug protocol
 * depends on either.
 */
import { at, not, ref } from '../checker/model/expression.ts';
import { send, type Component, type Param } from '../checker/model/system.ts';
import { selectedNone } from './conditions.ts';
import { slotParam } from './executor.ts';
import { flat, range, region } from './region.ts';
import { on, write } from './registers.ts';

const me = ref('command');
const value = (values: readonly string[]): Param => ({ name: 'v', values });

/** With an operating system in the guest only what its AML writes: commands 1 and 2, and an `_OST` event that is not zero. */
export const command = (hostile: boolean): Component => ({
  name: 'command',
  doc: 'CPUHotplugState: command register',
  source: 'include/hw/acpi/cpu.h (CPUHotplugState); hw/acpi/cpu.c:163-203',
  index: [],
  machine: () => flat('command', region('c0', range(4).map((c) => `c${c}`), Object.fromEntries(range(4).map((c) => [`command c${c}`, `c${c}`])))),
  file: import.meta.url,
  actions: [
    write('write_command', [{ name: 'c', values: hostile ? ['1', '2', '3'] : ['1', '2'] }], { inRange: not(selectedNone) }, '163-165', [send(me, 'command c{c}')]),
    write('write_ost_event', [slotParam, value(hostile ? ['zero', 'other'] : ['other'])], on({ command: at('command', [], 'c1') }), '185-190'),
    write('write_ost_status', [slotParam, value(['zero', 'other'])], on({ command: at('command', [], 'c2') }), '191-199: emits ACPI_DEVICE_OST'),
  ],
  joins: [
    { action: 'vcpu.next_event', effects: [send(me, 'command c0')] },
    { action: 'vcpu.next_event_none', effects: [send(me, 'command c0')] },
  ],
});
