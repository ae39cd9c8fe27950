/**
 * The guest kernel: boot, the ordered ACPI hotplug worker, and an administrator at sysfs. All of them hold
 * device_hotplug_lock, so that one control state is enough; the boot runs before there are others. Steps without a register
 * access or PSCI call are actions of this file; the others are the vCPU's actions, joined here.
 * reboot, kexec and kdump: machines/linux/restart.ts.
 *
 * Left out: the cpuhp callback ladder (only veto and success are visible), memory allocation failures, NUMA (a CPU without a
 * node cannot be onlined), suspend. maxcpus=0 and nosmp: nothing could ever be hot-added.
 */
import { and, at, exists, lt, ne, not, or, ref, type Expr } from '../../checker/model/expression.ts';
import { choose, each, send, type Action, type Component, type Join } from '../../checker/model/system.ts';
import { inGuest, slotHolds } from '../conditions.ts';
import { slotParam, vcpuStep } from '../executor.ts';
import { inKernel, kernelRuns } from './context.ts';
import { kernelMachine } from './kernel-machine.ts';
import { enumerated, online, possible, registered } from './masks.ts';
import { madtEnabled } from './madt.ts';
import { waiting } from './notified.ts';
import type { Accel } from '../sorts.ts';
import type { LinuxOptions } from './options.ts';
import { kernelAt, kernelIs, kernelUp, rescans } from './phase.ts';
import { some, staAbsent, staDisabled, staEnabled, staEnds } from './sta.ts';

const me = ref('kernel');
const mask = (i: string) => ref('linux', [i]);
/** A step of the kernel about CPU i, on whatever CPU executes it. */
const own = { component: 'kernel', index: [], process: 'linux', params: [slotParam] } as const;
/** A step that vCPU (k,a) itself has to execute. */
const by = { ...vcpuStep, component: 'kernel' } as const;
const inside = inGuest('k', 'a');
const kernel = inKernel('k', 'a');

/** Slot s is possible: its MADT entry is one that this kernel accepts, and it is not clipped by nr_cpus=. */
export const possibleBy = (o: LinuxOptions, enabled: Expr): Expr => and(...(o.nrCpus === undefined ? [] : [lt('s', o.nrCpus)]), ...(o.profile === 'legacy' ? [enabled] : []));

const boot = (o: LinuxOptions, hotplug: boolean): Action[] => [
  {
    ...by,
    event: 'boot',
    when: { inside, firmware: at('context', ['k', 'a'], 'firmware'), off: kernelIs('off') },
    effects: [
      send(me, 'boot'),
      send(ref('context', ['k', 'a']), 'boot'),
      send(mask('k'), 'start on possible'),
      each('s', 'slot', choose(mask('s'), { when: possibleBy(o, madtEnabled('s', hotplug)), event: 'start possible' }, { event: 'start' }), ne('k', 's')),
    ],
    fn: 'smp_init_cpus, acpi_parse_and_init_cpus, smp_prepare_cpus',
    source: 'K.1.1 to K.1.6; arch/arm64/kernel/smp.c; hw/arm/virt-acpi-build.c:1076-1102',
    doc: 'firmware hands over: the tables are built for this boot, the MADT is parsed, the boot CPU is online',
  },
  {
    ...own,
    event: 'skip',
    when: { bringup: kernelAt('i', 'bringup'), nothingToDo: or(not(possible('i')), online('i'), ...(o.maxcpus === undefined ? [] : [not(lt('i', o.maxcpus))])), kernelRuns },
    effects: [send(me, 'skip')],
    fn: 'bringup_nonboot_cpus, cpuhp_bringup_mask',
    source: 'K.1.7; kernel/cpu.c: present CPUs that are not online, at most maxcpus= attempts',
  },
  {
    ...by,
    event: 'secondary_start_kernel',
    when: { inside, entry: at('context', ['k', 'a'], 'entry'), awaited: kernelAt('k', 'wait', 'upWait') },
    effects: [send(ref('context', ['k', 'a']), 'come up'), send(mask('k'), 'set online'), send(me, 'came up')],
    fn: 'secondary_entry, secondary_start_kernel',
    source: 'K.2.13; arch/arm64/kernel/smp.c: cpu_online is set by the CPU itself',
  },
  {
    ...by,
    event: 'secondary_too_slow',
    when: { inside, entry: at('context', ['k', 'a'], 'entry'), notAwaited: not(kernelAt('k', 'wait', 'upWait')) },
    effects: [send(ref('context', ['k', 'a']), 'too slow')],
    fn: '__secondary_switched, __secondary_too_slow',
    source: 'arch/arm64/kernel/head.S: secondary_data.task is NULL once nobody waits; the CPU spins for ever. That it might be taken for another CPU that is awaited at that moment is left out: only the guest suffers',
  },
];

const worker = (queue: number): Action[] => [
  {
    ...own,
    event: 'device_check',
    when: { idle: kernelIs('idle'), first: waiting('i', 'i', queue), kernelRuns },
    effects: [send(me, 'device check {i}'), send(ref('notified', ['i']), 'take device check')],
    fn: 'acpi_hotplug_work_fn, acpi_device_hotplug, acpi_scan_device_check',
    source: 'K.2.4, K.2.5; drivers/acpi/scan.c',
  },
  {
    ...own,
    event: 'eject_request',
    when: { idle: kernelIs('idle'), first: waiting('i', 'e', queue), kernelRuns },
    effects: [send(me, 'eject request {i}'), send(ref('notified', ['i']), 'take eject request')],
    fn: 'acpi_device_hotplug, acpi_generic_hotplug_event, acpi_scan_hot_remove',
    source: 'K.3.2, K.3.3; drivers/acpi/scan.c. The profile switch (hotplug/processor/enabled) is left out: off, it only refuses',
  },
  {
    ...own,
    event: 'already_offline',
    when: { offline: kernelAt('i', 'offline'), notOnline: not(online('i')), kernelRuns },
    effects: [send(me, 'already offline')],
    fn: 'acpi_scan_try_to_offline, device_offline',
    source: 'K.3.4: 1 for a device that is offline; a device that was never enumerated has nothing to offline (K.F3.4)',
  },
  {
    ...by,
    event: 'cpu_disable',
    when: {
      inside,
      kernel,
      wanted: or(kernelAt('k', 'offline', 'down'), exists('r', 'slot', and(ne('r', 'k'), kernelAt('r', 'kexec')))),
      isOnline: online('k'),
      another: exists('s', 'slot', and(ne('s', 'k'), online('s'))),
    },
    effects: [send(me, 'took down {k}'), send(ref('context', ['k', 'a']), 'die'), send(mask('k'), 'clear online')],
    fn: 'takedown_cpu, __cpu_disable',
    source: 'K.3.4c; executed by the CPU that goes down: cpu_online := false, and from here on nothing may fail',
  },
  {
    ...own,
    event: 'offline_refused',
    cause: 'fault',
    when: { wanted: or(kernelAt('i', 'offline', 'down'), exists('r', 'slot', and(ne('r', 'i'), kernelAt('r', 'kexec')))), isOnline: online('i'), kernelRuns },
    effects: [send(me, 'offline refused')],
    fn: 'cpu_down_maps_locked, _cpu_down',
    source: 'K.3.4a, K.3.4b: the last online CPU, or a callback vetoes; _OST 0x82',
  },
];

const admin: Action[] = [
  { ...own, event: 'online', cause: 'guest', when: { idle: kernelIs('idle'), device: registered('i'), isOffline: not(online('i')), kernelRuns }, effects: [send(me, 'online {i}')], fn: 'device_online, cpu_subsys_online, _cpu_up', source: 'K.2.10, K.2.11: root writes 1 to cpuN/online' },
  { ...own, event: 'offline', cause: 'guest', when: { idle: kernelIs('idle'), device: registered('i'), isOnline: online('i'), kernelRuns }, effects: [send(me, 'offline {i}')], fn: 'device_offline, cpu_subsys_offline, cpu_down', source: 'K.3.4: root writes 0 to cpuN/online' },
];
/** A device without `_STA` is present and enabled (ACPI 6.5, 6.3.7). */
const enumerate: Action = {
  ...own,
  event: 'enumerate',
  when: { scan: kernelAt('i', 'scan'), kernelRuns },
  effects: [send(me, 'sta next'), choose(mask('i'), { when: possible('i'), event: 'register' })],
  fn: 'acpi_bus_attach, acpi_processor_add',
  source: 'drivers/acpi/scan.c acpi_bus_get_status_handle; hw/arm/virt-acpi-build.c:859-870: where hot-plug is gated off the CPU devices have neither _STA nor _EJ0',
};
const sysfsEject: Action = {
  ...own,
  event: 'sysfs_eject',
  cause: 'guest',
  when: { up: kernelUp, enumerated: enumerated('i'), method: not(at('kind', ['i'], 'boot')), kernelRuns },
  effects: [send(ref('notified', ['i']), 'queue eject request')],
  fn: 'eject_store, acpi_hotplug_schedule',
  source: 'K.3.1; drivers/acpi/device_sysfs.c; hw/acpi/cpu.c:742: the boot CPU has no _EJ0',
};
const timeouts: Action[] = [
  { ...own, event: 'stop_waiting', cause: 'fault', when: { waits: kernelAt('i', 'wait', 'upWait'), kernelRuns }, effects: [send(me, 'stopped waiting')], fn: '__cpu_up', source: 'K.2.13: 5 s, then "failed to come online"; the CPU may still come' },
  { ...own, event: 'give_up', cause: 'fault', when: { polls: or(kernelAt('i', 'kill', 'downKill'), exists('r', 'slot', at('kernel', [], 'kexecKill-{r}-{i}'))), kernelRuns }, effects: [send(me, 'dead')], fn: 'cpuhp_bp_sync_dead, cpu_psci_cpu_kill', source: 'K.3.6: 10 s for the dead report, 100 ms of AFFINITY_INFO; both only warn' },
];

const legacyOf = (o: LinuxOptions) => o.profile === 'legacy';
/** Evaluations of `_STA`: what the kernel does with the answer. */
const sta = (o: LinuxOptions): Join => {
  const listed = (s: string) => or(staEnabled(s), ...(legacyOf(o) ? [staDisabled(s)] : []));
  const attaches = (s: string): Expr => and(or(kernelAt(s, 'scan'), rescans(s)), listed(s), possible(s), not(enumerated(s)), ...(legacyOf(o) ? [] : [not(registered(s))]));
  return {
    action: 'vcpu.read_flags',
    effects: [
      choose(
        me,
        // acpi_scan_device_check: gone devices are detached, absent ones and attached ones are done, the rest is scanned for.
        { when: some((s) => and(kernelAt(s, 'check'), or(staAbsent(s), and(staEnabled(s), enumerated(s)), ...(legacyOf(o) ? [and(staDisabled(s), enumerated(s))] : [])))), event: 'sta done' },
        { when: some((s) => and(kernelAt(s, 'check'), staEnds(s))), event: legacyOf(o) ? 'sta rescan one' : 'sta rescan' },
        // acpi_scan_hot_remove: still enabled is "eject incomplete"; else the handler's post-eject hook, where there is one.
        ...(legacyOf(o) ? [] : [{ when: some((s) => and(kernelAt(s, 'verify'), or(staDisabled(s), staAbsent(s)), enumerated(s))), event: 'sta post' }]),
        { when: some((s) => and(kernelAt(s, 'verify'), staEnds(s))), event: 'sta done' },
        ...(legacyOf(o) ? [{ when: some((s) => and(rescans(s), staEnds(s))), event: 'sta last' }] : []),
        { when: some((s) => and(or(kernelAt(s, 'scan', 'post'), rescans(s)), staEnds(s))), event: 'sta next' },
      ),
      each(
        's',
        'slot',
        choose(
          mask('s'),
          { when: attaches('s'), event: 'register' },
          { when: and(kernelAt('s', 'check'), or(staDisabled('s'), staAbsent('s')), enumerated('s')), event: 'detach' },
          { when: and(kernelAt('s', 'post'), staEnds('s')), event: 'unregister' },
        ),
      ),
    ],
  };
};

/** A dead CPU, as QEMU's AFFINITY_INFO says: OFF. For an empty slot it is INVALID_PARAMETERS, which is not OFF (K.3.6). */
const saysOff = some((s) => and(or(kernelAt(s, 'kill', 'downKill'), exists('r', 'slot', at('kernel', [], `kexecKill-{r}-{${s}}`))), exists('x', 'incarnation', and(slotHolds(s, 'x'), at('psci', [s, 'x'], 'power.off')))));
const polls = (s: string): Expr => or(kernelAt(s, 'kill', 'downKill'), exists('r', 'slot', at('kernel', [], `kexecKill-{r}-{${s}}`)));
const dying = at('context', ['k', 'a'], 'dying');
/** Calls that QEMU answers under one accelerator only, or answers otherwise there. */
const callsOf: Readonly<Record<Accel, readonly Join[]>> = {
  tcg: [
    { action: 'vcpu.AFFINITY_INFO', when: { kernel, polling: some(polls) }, effects: [choose(me, { when: saysOff, event: 'dead' })] },
    // CPU_OFF returns to its caller: BUG() in cpu_die (K.3.5).
    { action: 'vcpu.CPU_OFF_of_successor', when: { dying }, effects: [send(me, 'panic'), send(ref('context', ['k', 'a']), 'bug')] },
  ],
  kvm: [
    { action: 'vcpu.AFFINITY_INFO_ON', when: { kernel, polling: polls('i') } },
    { action: 'vcpu.AFFINITY_INFO_OFF', when: { kernel, polling: polls('i') }, effects: [send(me, 'dead')] },
    { action: 'vcpu.hypercall_after_unrealize', when: { calls: or(dying, and(kernel, some((s) => kernelAt(s, 'bringup', 'up')))) } },
  ],
};

/** The kernel of one configuration; `hotplug`: the board allows CPU hot-plug; `passive`: `_OST` is modelled; `accel`: who answers its calls. */
export const kernelOf = (o: LinuxOptions, hotplug: boolean, passive: boolean, accel: Accel): Component => {
  const wanted = { kernel, wanted: and(kernelAt('i', 'bringup', 'up'), possible('i'), not(online('i')), ...(o.maxcpus === undefined ? [] : [or(kernelAt('i', 'up'), lt('i', o.maxcpus))])) };
  const trimmed = legacyOf(o) ? [choose(mask('i'), { when: enumerated('i'), event: 'detach' })] : [];
  return {
    name: 'kernel',
    doc: 'the guest kernel: boot, ACPI hotplug worker, administrator',
    source: 'linux-and-kvm.md 1 to 3 and 5; kernel/cpu.c; drivers/acpi/{scan,acpi_processor}.c; arch/arm64/kernel/{smp,psci}.c',
    index: [],
    machine: (sorts) => kernelMachine(sorts['slot'] ?? 1, passive),
    file: import.meta.url,
    actions: [...boot(o, hotplug), ...worker(o.queue ?? 2), ...(o.admin ? admin : []), ...(hotplug ? [] : [enumerate]), ...(o.sysfsEject && hotplug ? [sysfsEject] : []), ...(o.timeouts ? timeouts : [])],
    joins: [
      sta(o),
      { action: 'vcpu.CPU_ON', when: wanted, effects: [send(me, 'CPU_ON accepted')] },
      { action: 'vcpu.CPU_ON_ALREADY_ON', when: wanted, effects: [send(me, 'CPU_ON refused')] },
      { action: 'vcpu.CPU_ON_DENIED', when: wanted, effects: [send(me, 'CPU_ON refused')] },
      { action: 'vcpu.CPU_OFF', when: { dying } },
      { action: 'vcpu.CPU_OFF_unplugged', when: { dying } },
      ...callsOf[accel],
      { action: 'vcpu.eject', effects: trimmed },
      { action: 'vcpu.eject_invalid', effects: [...trimmed, choose(me, { when: kernelAt('i', 'eject'), event: 'ejected' })] },
      { action: 'vcpu.join', effects: [choose(me, { when: and(kernelAt('i', 'eject'), at('aml', [], 'ej0Wait-{i}')), event: 'ejected' })] },
      ...(passive ? [{ action: 'vcpu.write_ost_status', effects: [choose(me, { when: kernelAt('i', 'ostSuccess', 'ostFailure', 'ostProgress'), event: 'ost written' })] }] : []),
    ],
  };
};
