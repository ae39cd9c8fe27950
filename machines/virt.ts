/** The virt machine of rfc-v5 under TCG or KVM: all components of machines/, composed. */
import { expressible } from '../checker/model/expressible.ts';
import { and, at } from '../checker/model/expression.ts';
import type { LockAssumption } from '../checker/model/fairness.ts';
import type { Property } from '../checker/model/property.ts';
import type { Component, System } from '../checker/model/system.ts';
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
import { ejected } from './ejected.ts';
import { ged } from './ged.ts';
import { gic } from './gic.ts';
import { hypvirtTimer } from './hypvirt-timer.ts';
import { kind } from './kind.ts';
import { kvmComponents, vgic } from './kvm/accelerator.ts';
import { kvmResets } from './kvm/main.ts';
import { noSystemEvent } from './kvm/system-event.ts';
import { linuxGuest } from './linux/guest.ts';
import { main, tcgResets } from './main.ts';
import { withMigration } from './migration/migrating.ts';
import { object } from './object.ts';
import { observationOf } from './observation.ts';
import { ost } from './ost.ts';
import { psci, psciDisabled } from './psci.ts';
import { endStates, qemu } from './qemu.ts';
import { range } from './region.ts';
import { registers } from './registers.ts';
import { request } from './request.ts';
import { resetList } from './reset-list.ts';
import { runstate } from './runstate.ts';
import { slot } from './slot.ts';
import { shutdown } from './shutdown.ts';
import { coldBooted, hasGed, hasHotplug, sortsOf, type VirtOptions } from './sorts.ts';
import { tcgContexts } from './tcg-contexts.ts';
import { vcpu } from './vcpu.ts';
import { wires } from './wires.ts';

/** TCG: the thread and PSCI of that accelerator, and what a configuration asks for. */
const tcgComponents = (o: VirtOptions): Component[] => [
  vcpu,
  o.conduit === 'disabled' ? psciDisabled : psci,
  ...(o.virtualization ? [hypvirtTimer] : []),
  ...(o.tcgContexts ? [tcgContexts(coldBooted(o.slots))] : []),
];

/** The lock is a mutex that its holders give up again and again; that it is fair is assumed, and said with each verdict that needs it (R19). */
const F0: LockAssumption = { id: 'F0', text: 'a thread that waits for the BQL gets it', conjuncts: ['bqlFree'] };

/** The system of one configuration. It is held to those of the properties that it can express. */
export const virt = (name: string, o: VirtOptions, properties: readonly Property[]): System => {
  const kvm = o.accel === 'kvm';
  const cpuResets = kvm ? kvmResets(o) : tcgResets;
  const components = presentIn(o, cpuResets, [
    main(o, cpuResets),
    bql,
    qemu(o.accel ?? 'tcg'),
    runstate,
    request,
    kind,
    slot,
    object(o),
    ...(kvm ? kvmComponents(o) : tcgComponents(o)),
    eject,
    kvm ? vgic : gic,
    wires,
    resetList,
    cpusQueue,
    acpi,
    ...acpiEvents,
    registers,
    bootInfo(o.slots.length),
    ejected,
    ...(o.passive ? [command(!o.guest), ost] : []),
    // A hostile guest needs no interrupt; an operating system waits for one.
    ...(hasGed(o) ? [ged, asked] : []),
    ...(o.restart && !kvm ? [shutdown] : []),
    ...(o.guest ? linuxGuest(o.guest, o, hasHotplug(o)) : []),
  ]);
  const system: Omit<System, 'properties'> = {
    name,
    sorts: sortsOf(o),
    components,
    actions: [],
    initial: Object.fromEntries(o.slots.map((k, i) => [`kind[${i}]`, k])),
    quiescence: { bind: 'i', sort: 'slot', expr: kvm && o.restart ? and(quiescentSlot('i'), noSystemEvent) : quiescentSlot('i') },
    companions: [
      'bootInfo',
      ...o.slots.flatMap((_, i) => [`wires[${i}]`, `resetList[${i}]`]),
      // The boot CPU is never plugged, marked or asked for: its flags never change.
      ...acpiEvents.flatMap((c) => (components.some((x) => x.name === c.name) ? [`${c.name}[0]`] : [])),
      // Most of a system with an operating system is one slice: what only listens to it goes along.
      ...(o.guest ? o.slots.flatMap((_, i) => [`asked[${i}]`, `ejected[${i}]`, `dueInsert[${i}]`, `dueRemove[${i}]`, `madt[${i}]`, ...(kvm ? [`icc[${i}]`] : [])]) : []),
      ...(kvm ? o.slots.flatMap((_, i) => range(sortsOf(o)['incarnation']!).map((a) => `vmcse[${i},${a}]`)) : []),
    ],
    terminal: at('qemu', [], ...endStates(o.accel ?? 'tcg')),
    assumptions: [F0],
    observation: observationOf(o.slots.length),
  };
  const whole = o.migrate ? withMigration(system, o) : system;
  return { ...whole, properties: expressible(whole, properties) };
};
