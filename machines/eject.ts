/**
 * The eject procedure: a guest writes bit 3 of the flags register; the writing vCPU thread unplugs and unrealizes the CPU
 * and joins its thread (Y4: the BQL is dropped there). One per object that is being ejected; its state names the ejector.
 */
import { at, awaited, ne, or, ref, type Expr } from '../checker/model/expression.ts';
import { choose, send, type Component } from '../checker/model/system.ts';
import { bqlFree, inGuest, selected } from './conditions.ts';
import { ejectable } from './acpi.ts';
import { walk } from './cpus-queue.ts';
import { executor, guestStep, target, vcpuStep } from './executor.ts';
import { flat, range, region } from './region.ts';

const me = ref('eject', ['i', 'b']);
const qemu = ref('qemu');
const step = { ...vcpuStep, params: [...executor, ...target] } as const;
/** Two different CPUs. A CPU that ejects itself is an action of its own (R1). */
const others: Expr = or(ne('k', 'i'), ne('a', 'b'));

export const eject: Component = {
  name: 'eject',
  doc: 'progress of an eject: none, unplugged (BQL still held), or waiting in pthread_join for the thread of this object',
  source: 'hw/acpi/cpu.c:137-148; hw/arm/virt.c:3286-3325; target/arm/cpu.c:2666-2750; system/cpus.c:641-649',
  index: ['slot', 'incarnation'],
  machine: (sorts) => {
    const who = range(sorts['slot'] ?? 1).flatMap((k) => range(sorts['incarnation'] ?? 2).map((a) => `${k}-${a}`));
    return flat(
      'eject',
      region('none', ['none', ...who.flatMap((w) => [`unplugged-${w}`, `joining-${w}`])], {
        ...Object.fromEntries(who.map((w) => [`unplug by ${w}`, { none: `unplugged-${w}` }])),
        join: Object.fromEntries(who.map((w) => [`unplugged-${w}`, `joining-${w}`])),
        done: Object.fromEntries(who.map((w) => [`joining-${w}`, 'none'])),
      }),
    );
  },
  file: import.meta.url,
  actions: [
    {
      ...step,
      event: 'eject',
      cause: 'guest',
      where: others,
      when: { inGuest: inGuest('k', 'a'), bqlFree, selected: selected('i'), ejectable: ejectable('i'), holds: at('acpi', ['i'], 'cpu.o{b}') },
      effects: [send(me, 'unplug by {k}-{a}'), send(ref('bql'), 'vcpu takes')],
      fn: 'cpu_hotplug_wr, virt_cpu_unplug',
      source: 'hw/acpi/cpu.c:137-146; hw/arm/virt.c:3286-3325: no test of is_removing, cold_booted or power state',
      doc: 'ACPI disabled, unwired, GIC interface inaccessible, reset handler gone, boot_cpus--, slot free',
    },
    {
      ...step,
      event: 'unrealize',
      where: others,
      when: { unplugged: at('eject', ['i', 'b'], 'unplugged-{k}-{a}') },
      effects: [
        send(me, 'join'),
        send(ref('bql'), 'vcpu drops'),
        // glibc refuses to join a thread that is joining the caller: EDEADLK, and qemu_thread_join aborts.
        choose(qemu, { when: at('eject', ['k', 'a'], 'joining-{i}-{b}'), event: 'aborted qemu_thread_join_mutual' }),
      ],
      fn: 'arm_cpu_unrealizefn, cpu_remove_sync',
      source: 'hw/core/qdev.c:586-601; target/arm/cpu.c:2675-2677, 2716; system/cpus.c:641-647 (Y4 begins)',
      doc: 'register tables freed, stop and unplug set, BQL dropped, pthread_join',
    },
    {
      ...step,
      event: 'join',
      when: { joining: at('eject', ['i', 'b'], 'joining-{k}-{a}'), exited: awaited(at('vcpu', ['i', 'b'], 'thread.exited'), 'vcpu[{i},{b}]'), bqlFree },
      effects: [send(me, 'done'), walk('cpu_list_remove')],
      fn: 'cpu_remove_sync, cpu_common_unrealizefn, device_finalize',
      source: 'system/cpus.c:648-649; cpu-target.c:160-176; hw/core/qdev.c:680-705 (DEVICE_DELETED); hw/acpi/cpu.c:148 (fw_remove := false)',
      where: others,
    },
    {
      ...guestStep,
      event: 'eject_self',
      when: { inGuest: inGuest('k', 'a'), bqlFree, selected: selected('k'), ejectable: ejectable('k'), holds: at('acpi', ['k'], 'cpu.o{a}') },
      effects: [send(qemu, 'aborted qemu_thread_join_self')],
      begins: awaited(at('vcpu', ['k', 'a'], 'thread.exited'), 'vcpu[{k},{a}]'),
      fn: 'cpu_hotplug_wr, cpu_remove_sync, qemu_thread_join',
      source: 'hw/acpi/cpu.c:147; target/arm/cpu.c:2716; system/cpus.c:647: joins its own thread, EDEADLK, abort. What it unplugged before no longer matters.',
    },
    {
      ...step,
      event: 'eject_in_shared_thread',
      cause: 'guest',
      when: { inGuest: inGuest('k', 'a'), bqlFree, selected: selected('i'), ejectable: ejectable('i'), holds: at('acpi', ['i'], 'cpu.o{b}') },
      effects: [send(qemu, 'aborted qemu_thread_join_self')],
      fn: 'cpu_hotplug_wr, cpu_remove_sync, qemu_thread_join',
      source: 'VirtOptions.threads = single: all CPUs share one thread (accel/tcg/tcg-accel-ops-rr.c:318-331), so whoever ejects whom, it joins its own. No notifier tells the GIC (hw/arm/virt.c:708-716); it no longer matters.',
    },
  ],
};
