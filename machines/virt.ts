/** The virt machine of rfc-v5 under TCG: all components of machines/, composed. */
import { at } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import type { Component, Join, System } from '../checker/model/system.ts';
import { acpiEvents } from './acpi-events.ts';
import { acpi } from './acpi.ts';
import { asked } from './asked.ts';
import { bootInfo } from './boot-info.ts';
import { bql } from './bql.ts';
import { quiescentSlot } from './conditions.ts';
import { command } from './command.ts';
import { cpusQueue } from './cpus-queue.ts';
import { eject } from './eject.ts';
import { ged } from './ged.ts';
import { gic } from './gic.ts';
import { kind } from './kind.ts';
import { main } from './main.ts';
import { object } from './object.ts';
import { ost } from './ost.ts';
import { psci } from './psci.ts';
import { endStates, qemu } from './qemu.ts';
import { registers } from './registers.ts';
import { request } from './request.ts';
import { resetList } from './reset-list.ts';
import { runstate } from './runstate.ts';
import { slot } from './slot.ts';
import { sortsOf, type VirtOptions } from './sorts.ts';
import { vcpu } from './vcpu.ts';
import { wires } from './wires.ts';

/** Actions that a configuration does not have: no join of another file may name them then. */
const absent = (o: VirtOptions): readonly string[] => [
  ...(o.reset ? [] : ['main.system_reset', 'main.pause_for_reset', 'main.all_paused_for_reset', 'main.devices_reset']),
  ...(o.stop ? [] : ['main.stop', 'main.all_paused_for_stop', 'main.stopped']),
];

/** Properties that read what VirtOptions.passive = false leaves out. */
const ABOUT_PASSIVE: readonly string[] = ['EjectOnlyOnRequest', 'RefusedDeviceDelRaisesNoEvent'];

/** The system of one configuration. */
export const virt = (name: string, o: VirtOptions, properties: readonly Property[]): System => {
  const gone = absent(o);
  const present = (joins: readonly Join[]): Join[] => joins.filter((j) => !gone.includes(j.action));
  const components: Component[] = [main(o), bql, qemu, runstate, request, kind, slot, object, vcpu, psci, eject, gic, wires, resetList, cpusQueue, acpi, ...acpiEvents, registers, bootInfo(o.slots.length), ...(o.passive ? [command, ost, ged, asked] : [])];
  return {
    name,
    sorts: sortsOf(o),
    components: components.map((c) => (c.joins ? { ...c, joins: present(c.joins) } : c)),
    actions: [],
    properties: o.passive ? properties : properties.filter((p) => !ABOUT_PASSIVE.includes(p.id)),
    initial: Object.fromEntries(o.slots.map((k, i) => [`kind[${i}]`, k])),
    quiescence: { bind: 'i', sort: 'slot', expr: quiescentSlot('i') },
    companions: [
      'bootInfo',
      ...o.slots.flatMap((_, i) => [`wires[${i}]`, `resetList[${i}]`]),
      // The boot CPU is never plugged, marked or asked for: its flags never change.
      'inserting[0]',
      'removing[0]',
      'fwRemove[0]',
    ],
    terminal: at('qemu', [], ...endStates()),
  };
};
