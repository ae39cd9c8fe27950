/** The virt machine of rfc-v5 under TCG: all components of machines/, composed. */
import { at } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { actionName, type System } from '../checker/model/system.ts';
import { presentIn } from './absent.ts';
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
import { linuxGuest } from './linux/guest.ts';
import { main } from './main.ts';
import { speaksOnlyOf } from './mentions.ts';
import { object } from './object.ts';
import { ost } from './ost.ts';
import { psci } from './psci.ts';
import { endStates, qemu } from './qemu.ts';
import { registers } from './registers.ts';
import { request } from './request.ts';
import { resetList } from './reset-list.ts';
import { runstate } from './runstate.ts';
import { slot } from './slot.ts';
import { shutdown } from './shutdown.ts';
import { hasHotplug, sortsOf, type VirtOptions } from './sorts.ts';
import { vcpu } from './vcpu.ts';
import { wires } from './wires.ts';

/** The system of one configuration. */
export const virt = (name: string, o: VirtOptions, properties: readonly Property[]): System => {
  const components = presentIn(o, [
    main(o),
    bql,
    qemu,
    runstate,
    request,
    kind,
    slot,
    object(o),
    vcpu,
    psci,
    eject,
    gic,
    wires,
    resetList,
    cpusQueue,
    acpi,
    ...acpiEvents,
    registers,
    bootInfo(o.slots.length),
    ...(o.passive ? [command(!o.guest), ost] : []),
    // A hostile guest needs no interrupt; an operating system waits for one.
    ...(o.passive || o.guest ? [ged, asked] : []),
    ...(o.restart ? [shutdown] : []),
    ...(o.guest ? linuxGuest(o.guest, o, hasHotplug(o)) : []),
  ]);
  const names = new Set(components.flatMap((c) => [c.name, ...(c.actions ?? []).map(actionName)]));
  return {
    name,
    sorts: sortsOf(o),
    components,
    actions: [],
    properties: properties.filter(speaksOnlyOf(names)),
    initial: Object.fromEntries(o.slots.map((k, i) => [`kind[${i}]`, k])),
    quiescence: { bind: 'i', sort: 'slot', expr: quiescentSlot('i') },
    companions: [
      'bootInfo',
      ...o.slots.flatMap((_, i) => [`wires[${i}]`, `resetList[${i}]`]),
      // The boot CPU is never plugged, marked or asked for: its flags never change.
      ...acpiEvents.flatMap((c) => (components.some((x) => x.name === c.name) ? [`${c.name}[0]`] : [])),
      // Most of a system with an operating system is one slice: what only listens to it goes along.
      ...(o.guest ? o.slots.flatMap((_, i) => [`asked[${i}]`, `dueInsert[${i}]`, `dueRemove[${i}]`, `madt[${i}]`]) : []),
    ],
    terminal: at('qemu', [], ...endStates()),
  };
};
