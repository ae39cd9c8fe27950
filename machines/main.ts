/**
 * The main thread: machine initialisation in its real order, then the QMP commands device_add, device_del, system_reset,
 * stop and cont. It holds the BQL except where an action drops it (Y1, Y5, the waits of pause_all_vcpus) and between commands.
 *
 * Left out: quit (ends everything), commands refused for reasons that never touch the hotplug state (unknown driver,
 * ids out of range, another CPU type: all of them are `device_add_refused`), properties that no argument can reach
 * (link and MTE errors of virt_cpu_set_properties, virt.c:2240-2290: the links always have the right type).
 */
import { and, at, awaited, exists, forall, implies, lt, not, ref, type Expr } from '../checker/model/expression.ts';
import { actionName, choose, send, type Action, type Component, type Param } from '../checker/model/system.ts';
import { allPaused, bqlFree, mainIdle, runstateRunning, slotHolds } from './conditions.ts';
import { ANY_PROPS, DOCUMENTED_PROPS } from './object.ts';
import { eachQueued, queueWalk, usesFreed } from './cpus-queue.ts';
import { slotParam } from './executor.ts';
import { flat, region, type On } from './region.ts';
import { resets, walksForReset, type VirtOptions } from './sorts.ts';

/** Machine initialisation: state before, action, state after. Single-threaded under the BQL; every failure there ends QEMU before it runs. */
const INIT = [
  ['start', 'create_possible_cpus', 'possible', 'virt_possible_cpu_arch_ids', 'hw/arm/virt.c:2390, 3004-3041'],
  ['possible', 'create_cpus', 'cpus', 'machvirt_init, the loop over possible CPUs', 'hw/arm/virt.c:2471-2544 (step 6)'],
  ['cpus', 'create_gic', 'gic', 'create_gic, arm_gicv3_common_realize, wire_gic_cpu_irqs', 'hw/arm/virt.c:2558, 882-997 (step 7)'],
  ['gic', 'post_init', 'released', 'virt_cpu_post_init', 'hw/arm/virt.c:2560, 2106-2193 (step 8)'],
  ['released', 'create_ged', 'ged', 'create_acpi_ged, cpu_hotplug_hw_init', 'hw/arm/virt.c:2612; hw/acpi/cpu.c:216-268 (step 9)'],
  ['ged', 'create_fw_cfg', 'fwCfg', 'create_fw_cfg', 'hw/arm/virt.c:2632, 1434 (step 10)'],
  ['fwCfg', 'load_kernel', 'loaded', 'arm_load_kernel', 'hw/arm/virt.c:2656; hw/arm/boot.c:1224 (step 11)'],
  ['loaded', 'create_devices', 'idle', 'qemu_create_cli_devices, virt_cpu_pre_plug, virt_cpu_plug', 'system/vl.c; hw/arm/virt.c:3098-3227 (steps 12 and 13)'],
] as const;

export const me = ref('main');
export const bql = ref('bql');
const qemu = ref('qemu');
export const own = { component: 'main', index: [], process: 'main' } as const;
/** The CPU object (i, a) that the main thread works at. */
export const addParams: readonly Param[] = [slotParam, { name: 'a', sort: 'incarnation' }];
/** The main thread takes the next command. */
export const idle = { idle: mainIdle, bqlFree };
/** The device_add in progress is for slot i, incarnation a, with one of these classes of properties. */
export const adding = (...props: readonly string[]): Expr => at('request', [], ...props.map((p) => `add-{i}-{a}-${p}`));
export const addingAny = adding(...ANY_PROPS);
export const stateIs = (s: string): Expr => at('main', [], s);
/** cpu_exec_realizefn: puts the CPU on the list, then registers its sections under cpu_index, where those of a CPU that is still being joined may stand. */
const listAndSections = choose(
  qemu,
  usesFreed('cpu_list_add'),
  { when: exists('x', 'incarnation', at('object', ['i', 'x'], 'queued.yes')), event: 'exited savevm_state_handler_insert' },
);

/** What an accelerator makes of the reset of a CPU: one step, or several with yields between them. */
export interface CpuResets {
  /** States of the main thread that it adds. */
  readonly stages: readonly string[];
  /** Events of the main thread that it adds, or defines otherwise. */
  readonly events: Readonly<Record<string, On>>;
  /** From the new thread's creation to plug (A3.6 to A4). */
  readonly deviceAdd: readonly Action[];
  /** From the moment when all vCPUs are paused to the end of a machine reset. */
  readonly systemReset: readonly Action[];
}

const init = (o: VirtOptions): Action[] => INIT.map(([before, event, , fn, source]) => ({ ...own, event, params: [], when: { stage: stateIs(before) }, effects: [send(me, event), ...(event === 'create_devices' ? [send(bql, 'main drops')] : []), ...(event === 'create_gic' && o.gic === 2 ? [send(qemu, 'aborted create_gic')] : [])], fn, source }));

const deviceAdd = (props: readonly string[], cpuResets: CpuResets): Action[] => [
  {
    ...own,
    event: 'device_add',
    cause: 'operator',
    params: [...addParams, { name: 'p', values: props }],
    when: {
      ...idle,
      // The only occupancy check (virt.c:3152); tested in this BQL section, so it stands here and not in pre_plug.
      slotFree: not(slotHolds('i')),
      // A fresh object: the lowest identity that is not in use (R4).
      fresh: and(at('object', ['i', 'a'], 'life.none'), forall('x', 'incarnation', implies(lt('x', 'a'), not(at('object', ['i', 'x'], 'life.none'))))),
    },
    effects: [send(me, 'device_add'), send(bql, 'main takes')],
    fn: 'qmp_device_add, qdev_device_add_from_qdict',
    source: 'system/qdev-monitor.c:624-733 (A1)',
  },
  {
    ...own,
    event: 'pre_plug',
    params: addParams,
    when: { stage: stateIs('prePlug'), adding: adding(...ANY_PROPS.filter((p) => p !== 'wrongNode')) },
    effects: [send(me, 'pre_plug')],
    fn: 'virt_cpu_pre_plug',
    source: 'hw/arm/virt.c:3098-3180 (A2): mp-affinity, GIC interface, wires',
  },
  {
    ...own,
    event: 'pre_plug_abort',
    params: addParams,
    when: { stage: stateIs('prePlug'), adding: adding('wrongNode') },
    effects: [send(qemu, 'aborted gicv3_cpu_update_notifier')],
    fn: 'virt_cpu_set_properties, arm_gicv3_cpu_update_notifier',
    source: 'hw/arm/virt.c:3158, 2206 (error before mp-affinity), 3173; hw/intc/arm_gicv3_common.c:424-428 abort()',
  },
  {
    ...own,
    event: 'realize',
    params: addParams,
    when: { stage: stateIs('realize'), adding: adding(...ANY_PROPS.filter((p) => p !== 'unrealizable')) },
    effects: [send(me, 'realize'), listAndSections],
    fn: 'arm_cpu_realizefn, cpu_exec_realizefn, cpu_list_add',
    source: 'target/arm/cpu.c:2145; cpu-target.c:134-157; migration/savevm.c:713-727 (A3.1)',
  },
  {
    ...own,
    event: 'realize_fail',
    params: addParams,
    when: { stage: stateIs('realize'), adding: adding('unrealizable') },
    effects: [send(me, 'fail'), send(bql, 'main drops'), listAndSections],
    fn: 'arm_cpu_realizefn, device_set_realized, err_del_dev',
    source: 'target/arm/cpu.c:2151-2182; hw/core/qdev.c:509-514, 624; system/qdev-monitor.c:727-731: no un-pre_plug, no cpu_list_remove; the object is freed',
  },
  {
    ...own,
    event: 'create_thread',
    params: addParams,
    when: { stage: stateIs('createThread'), adding: addingAny },
    effects: [send(me, 'create_thread'), send(bql, 'main drops')],
    fn: 'qemu_init_vcpu',
    source: 'system/cpus.c:665-690 (A3.5; Y1: waits on qemu_cpu_cond)',
  },
  ...cpuResets.deviceAdd,
  {
    ...own,
    event: 'plug',
    params: addParams,
    when: { stage: stateIs('plug'), adding: addingAny },
    effects: [send(me, 'plug'), send(bql, 'main drops')],
    fn: 'virt_cpu_plug, acpi_cpu_plug_cb, acpi_ged_send_event',
    source: 'hw/arm/virt.c:3183-3227; hw/acpi/cpu.c:284-301; hw/core/qdev.c:564-573 (A5, A6; the reply)',
  },
  {
    ...own,
    event: 'device_add_error',
    params: [],
    when: { stage: stateIs('draining'), bqlFree },
    effects: [send(me, 'reply')],
    fn: 'qmp_device_add, drain_call_rcu',
    source: 'system/qdev-monitor.c:869-883 (Y5, then the error reply)',
  },
  {
    ...own,
    event: 'device_add_exist',
    cause: 'operator',
    params: [slotParam],
    when: { ...idle, occupied: slotHolds('i') },
    effects: [send(me, 'refuse')],
    fn: 'virt_cpu_pre_plug',
    source: 'hw/arm/virt.c:3151-3157 (A2.6): "cpu ... exist"; the new object is freed in the same BQL section; Y5 follows',
  },
  {
    ...own,
    event: 'device_add_refused',
    cause: 'operator',
    params: [],
    when: idle,
    effects: [send(me, 'refuse')],
    fn: 'qdev_device_add_from_qdict, virt_cpu_pre_plug',
    source: 'system/qdev-monitor.c:640-725; hw/arm/virt.c:3119-3147: refused before anything is written (unknown id, other type, taken id); Y5 follows',
  },
];

const deviceDel: Action[] = [
  {
    ...own,
    event: 'device_del',
    cause: 'operator',
    params: addParams,
    when: { ...idle, exists: at('object', ['i', 'a'], 'life.realized', 'life.unrealizing'), notColdBooted: at('object', ['i', 'a'], 'coldBooted.no') },
    effects: [send(me, 'stay')],
    fn: 'qmp_device_del, virt_cpu_unplug_request, acpi_cpu_unplug_request_cb',
    source: 'system/qdev-monitor.c:957-971, 908-955; hw/arm/virt.c:3235-3284; hw/acpi/cpu.c:303-316. The id is found until the end of object_unparent, pending_deleted_event is set only after unrealize (qdev.c:601): a CPU whose thread is being joined can still be asked for.',
  },
  {
    ...own,
    event: 'device_del_refused',
    cause: 'operator',
    params: [slotParam],
    when: { ...idle, coldBooted: exists('x', 'incarnation', at('object', ['i', 'x'], 'coldBooted.yes')) },
    effects: [send(me, 'stay')],
    fn: 'virt_cpu_unplug_request',
    source: 'hw/arm/virt.c:3262-3265: cold-booted; all checks stand before the only write',
  },
  {
    ...own,
    event: 'device_del_not_found',
    cause: 'operator',
    params: [],
    when: idle,
    effects: [send(me, 'stay')],
    fn: 'find_device_state',
    source: 'system/qdev-monitor.c:885-905',
  },
];

/** TCG: the reset of a CPU is one BQL section. */
export const tcgResets: CpuResets = {
  stages: [],
  events: { reset_cpu: { waitCreated: 'plug' }, reset: { resetGap: 'idle' } },
  deviceAdd: [
    {
      ...own,
      event: 'reset_cpu',
      params: addParams,
      when: { stage: stateIs('waitCreated'), adding: addingAny, created: awaited(not(at('vcpu', ['i', 'a'], 'thread.starting')), 'vcpu[{i},{a}]'), bqlFree },
      effects: [send(me, 'reset_cpu'), send(bql, 'main takes')],
      fn: 'cpu_reset, cpu_common_realizefn, cpu_resume',
      source: 'target/arm/cpu.c:2660-2662; hw/core/cpu-common.c:212-216; hw/core/qdev.c:554-563 (A3.6 to A4)',
    },
  ],
  systemReset: [
    {
      ...own,
      event: 'devices_reset',
      params: [],
      when: { stage: stateIs('resetGap'), bqlFree },
      effects: [send(me, 'reset'), eachQueued('resume', runstateRunning)],
      fn: 'qemu_system_reset, do_cpu_reset, resume_all_vcpus',
      source: 'system/runstate.c:799-800, 508-553; hw/arm/boot.c:685; system/cpus.c:627-639. One BQL section under TCG; RESET event.',
    },
  ],
};

const systemReset: Action = { ...own, event: 'system_reset', cause: 'operator', params: [], when: idle, effects: [send(me, 'system_reset')], fn: 'qmp_system_reset', source: 'system/runstate.c qemu_system_reset_request; handled before the next command' };
/** The main loop's reset, whoever asked for it. */
const reset = (cpuResets: CpuResets): Action[] => [
  {
    ...own,
    event: 'pause_for_reset',
    params: [],
    when: { stage: stateIs('resetRequested'), bqlFree },
    effects: [send(me, 'pause'), queueWalk, eachQueued('pause')],
    fn: 'pause_all_vcpus',
    source: 'system/runstate.c:798; system/cpus.c:601-614',
  },
  { ...own, event: 'all_paused_for_reset', params: [], when: { stage: stateIs('resetPausing'), allPaused, bqlFree }, effects: [send(me, 'all paused')], fn: 'all_vcpus_paused', source: 'system/cpus.c:614-624: then unlock and lock once, without testing again' },
  ...cpuResets.systemReset,
];

/** What a guest asked for by PSCI: served between two commands, power-off first. */
const guestRequests: Action[] = [
  { ...own, event: 'guest_reset', params: [], when: { ...idle, requested: at('shutdown', [], 'reset') }, effects: [send(me, 'system_reset')], fn: 'main_loop_should_exit, qemu_reset_requested', source: 'system/runstate.c:793-797' },
  { ...own, event: 'guest_shutdown', params: [], when: { ...idle, requested: at('shutdown', [], 'powerOff') }, effects: [send(qemu, 'shut down')], fn: 'main_loop_should_exit, qemu_shutdown_requested', source: 'system/runstate.c:779-792: leaves the main loop' },
];

const stopCont: Action[] = [
  { ...own, event: 'stop', cause: 'operator', params: [], when: { ...idle, running: runstateRunning }, effects: [send(me, 'stop'), queueWalk, eachQueued('pause')], fn: 'qmp_stop, do_vm_stop, pause_all_vcpus', source: 'system/cpus.c:284-330, 601-614' },
  { ...own, event: 'all_paused_for_stop', params: [], when: { stage: stateIs('stopPausing'), allPaused, bqlFree }, effects: [send(me, 'all paused')], fn: 'all_vcpus_paused', source: 'system/cpus.c:614-624' },
  { ...own, event: 'stopped', params: [], when: { stage: stateIs('stopGap'), bqlFree }, effects: [send(me, 'stopped')], fn: 'do_vm_stop', source: 'system/cpus.c:296-303: STOP event and reply' },
];
const cont: Action = { ...own, event: 'cont', cause: 'operator', params: [], when: { ...idle, paused: not(runstateRunning) }, effects: [send(me, 'stay'), queueWalk, eachQueued('resume')], fn: 'qmp_cont, vm_start, resume_all_vcpus', source: 'system/cpus.c:627-639, 740-750: first start and every later one' };

/** Names of the actions of a machine reset, of its walk over the CPUs, of stop, and of a device_add that is not refused. */
export const actionsOf = (cpuResets: CpuResets): Readonly<Record<'reset' | 'walk' | 'stop' | 'plug', readonly string[]>> => ({
  reset: reset(cpuResets).map(actionName),
  walk: cpuResets.systemReset.map(actionName),
  stop: stopCont.map(actionName),
  plug: deviceAdd(ANY_PROPS, cpuResets).map(actionName).filter((a) => !['main.device_add_error', 'main.device_add_refused'].includes(a)),
});

/** The main thread with the commands that this operator gives. */
export const main = (o: VirtOptions, cpuResets: CpuResets): Component => ({
  name: 'main',
  doc: 'main thread: initialisation, then one QMP command at a time',
  source: 'hw/arm/virt.c:2308-2660; system/qdev-monitor.c:624-971; system/runstate.c:770-812; system/cpus.c:588-650',
  index: [],
  machine: () =>
    flat(
      'main',
      region('start', [...INIT.map(([s]) => s), 'idle', 'prePlug', 'realize', 'createThread', 'waitCreated', 'plug', 'draining', 'resetRequested', 'resetPausing', 'resetGap', 'stopPausing', 'stopGap', ...cpuResets.stages], {
        ...Object.fromEntries(INIT.map(([before, event, after]) => [event, { [before]: after }])),
        device_add: { idle: 'prePlug' },
        pre_plug: { prePlug: 'realize' },
        realize: { realize: 'createThread' },
        create_thread: { createThread: 'waitCreated' },
        plug: { plug: 'idle' },
        fail: { realize: 'draining' },
        refuse: { idle: 'draining' },
        reply: { draining: 'idle' },
        system_reset: { idle: 'resetRequested' },
        pause: { resetRequested: 'resetPausing' },
        'all paused': { resetPausing: 'resetGap', stopPausing: 'stopGap' },
        stop: { idle: 'stopPausing' },
        stopped: { stopGap: 'idle' },
        stay: { idle: 'idle' },
        ...cpuResets.events,
      }),
    ),
  file: import.meta.url,
  actions: [...init(o), ...deviceAdd(o.operator === 'any' ? ANY_PROPS : DOCUMENTED_PROPS, cpuResets), ...deviceDel, cont, ...(o.reset ? [systemReset] : []), ...(resets(o) ? reset(cpuResets) : walksForReset(o) ? cpuResets.systemReset : []), ...(o.restart ? guestRequests : []), ...(o.stop ? stopCont : [])],
});
