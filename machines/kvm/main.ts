/**
 * What the main thread does under KVM when a CPU is reset: each reset pauses and resumes all vCPUs (Y2), and registers go to
 * and from the kernel in the thread of their vCPU, with the BQL released until it is done (Y3).
 *
 * A machine reset walks over the CPUs three times, in the order of cpus_queue or of the reset handlers. Here that is the order
 * of the slots: another order of plugging is the same behaviour with the slots renamed. The reset handler of the GIC comes
 * after those of the CPUs; in the code it comes before those of hot-plugged ones, which changes no register of theirs:
 * both write what a reset writes.
 */
import { and, at, awaited, lt, not, or, ref, type Expr } from '../../checker/model/expression.ts';
import { choose, send, type Action, type Param } from '../../checker/model/system.ts';
import { allPaused, bqlFree, hasWork, runstateRunning } from '../conditions.ts';
import { eachQueued, queueWalk, usesFreed } from '../cpus-queue.ts';
import { vcpuStep } from '../executor.ts';
import { addParams, addingAny, bql, me, own, stateIs, type CpuResets } from '../main.ts';
import { ANY_PROPS } from '../object.ts';
import { range } from '../region.ts';
import { walksForReset, type VirtOptions } from '../sorts.ts';
import { dirty, ICC_BUSY, listsFreed, otherQueued, someInKvmRun, takesWork } from './conditions.ts';

const qemu = ref('qemu');
const resume = eachQueued('resume', runstateRunning);
const nobodyInside = not(someInKvmRun);
const target: Param[] = [
  { name: 's', sort: 'slot' },
  { name: 'x', sort: 'incarnation' },
];
/** The thread works off what run_on_cpu queued for it: after what was queued before. */
const takes = { takesWork: takesWork('k', 'a'), first: not(hasWork('k', 'a')), bqlFree };
const addReset = at('main', [], 'addGap1', 'addGap2');

const deviceAdd: readonly Action[] = [
  {
    ...own,
    event: 'reset_cpu',
    params: addParams,
    when: { stage: stateIs('waitCreated'), adding: addingAny, created: awaited(not(at('vcpu', ['i', 'a'], 'thread.starting')), 'vcpu[{i},{a}]'), bqlFree },
    effects: [send(me, 'reset_cpu'), queueWalk, eachQueued('pause')],
    fn: 'cpu_reset, arm_cpu_reset_hold, arm_gicv3_icc_reset, pause_all_vcpus',
    source: 'target/arm/cpu.c:2660, 243-257; hw/intc/arm_gicv3_kvm.c:724; system/cpus.c:601-614 (A3.6; Y2)',
  },
  {
    ...own,
    event: 'all_paused_for_add',
    params: [],
    when: { stage: at('main', [], 'addPausing1', 'addPausing2'), allPaused, bqlFree },
    effects: [send(me, 'all paused')],
    fn: 'all_vcpus_paused',
    source: 'system/cpus.c:614-624: then unlock and lock once, without testing again',
  },
  {
    ...own,
    event: 'reset_cpu_done',
    params: addParams,
    when: { stage: addReset, adding: addingAny, bqlFree, nobodyInside },
    effects: [send(me, 'cpu reset'), queueWalk, resume, choose(bql, { when: stateIs('addGap2'), event: 'main takes' })],
    fn: 'arm_gicv3_icc_reset, resume_all_vcpus, kvm_arm_reset_vcpu',
    source: 'hw/intc/arm_gicv3_kvm.c:725-729; target/arm/cpu.c:260-420; target/arm/kvm.c:1038-1069 (end of A3.6, of A4)',
  },
  {
    ...vcpuStep,
    event: 'synchronize_post_init',
    when: { stage: stateIs('addSync'), adding: at('request', [], ...ANY_PROPS.map((p) => `add-{k}-{a}-${p}`)), ...takes },
    effects: [send(me, 'synchronized'), send(ref('vcpu', ['k', 'a']), 'work')],
    fn: 'do_kvm_cpu_synchronize_post_init',
    source: 'hw/core/cpu-common.c:213-214; accel/kvm/kvm-all.c:2843-2869 (A3.7; Y3)',
  },
  {
    ...own,
    event: 'reset_cpu_again',
    params: addParams,
    when: { stage: stateIs('addSynced'), adding: addingAny, bqlFree },
    effects: [send(me, 'reset_cpu again'), queueWalk, otherQueued('i', 'a', { event: 'pause' }), send(ref('vcpu', ['i', 'a']), 'repause')],
    fn: 'cpu_resume, device_set_realized, arm_gicv3_icc_reset, pause_all_vcpus',
    source: 'hw/core/cpu-common.c:215; hw/core/qdev.c:554-563; hw/intc/arm_gicv3_kvm.c:724 (A4; Y2): resumed and asked to stop in one BQL section',
  },
];

const iccResetBusy = (stages: Expr): Action => ({
  ...own,
  event: 'icc_reset_busy',
  params: [],
  when: { stage: stages, bqlFree, somebodyInside: someInKvmRun },
  ...ICC_BUSY,
});

/** The resets of a CPU under KVM, for the slots of one configuration. */
export const kvmResets = (o: VirtOptions): CpuResets => {
  const reset = walksForReset(o);
  const slots = range(o.slots.length);
  const cpus = slots.flatMap((s) => range(o.incarnations ?? 2).map((x) => [s, x] as const));
  const each = (stage: string): string[] => cpus.map(([s, x]) => `${stage}-${s}-${x}`);
  const queued = (s: number, x: number): Expr => at('object', [s, x], 'queued.yes');
  const after = (k: string, a: string, s: number, x: number): Expr => or(lt(k, s), and(not(lt(s, k)), lt(a, x)));
  const anyAfter = (k: string, a: string): Expr => or(...cpus.map(([s, x]) => and(after(k, a, s, x), queued(s, x))));
  /** The next CPU to be visited: (k, a) was the last one. */
  const nextCpu = (stage: string, k: string, a: string) => cpus.map(([s, x]) => ({ when: and(after(k, a, s, x), queued(s, x)), event: `${stage} ${s}-${x}` }));
  const firstCpu = (stage: string) => cpus.map(([s, x]) => ({ when: queued(s, x), event: `${stage} ${s}-${x}` }));
  /** The next reset handler: that of slot k was the last one. */
  const nextHandler = (k?: string) => [...slots.map((s) => ({ when: and(...(k === undefined ? [] : [lt(k, s)]), not(at('resetList', [s], 'null'))), event: `handler ${s}` })), { event: 'handlers done' }];
  const gets = (k: string, a: string) => [choose(me, ...nextCpu('get', k, a), ...nextHandler()), choose(bql, { when: not(anyAfter(k, a)), event: 'main takes' })];
  const puts = (k: string, a: string) => choose(me, ...nextCpu('put', k, a), { event: 'put done' });
  const walks = ['resetGap', ...each('get')];
  const to = (states: readonly string[], target: string): Record<string, string> => Object.fromEntries(states.map((s) => [s, target]));

  const systemReset: readonly Action[] = [
    {
      ...own,
      event: 'synchronize_states',
      params: [],
      when: { stage: stateIs('resetGap'), bqlFree },
      effects: [choose(me, ...firstCpu('get'))],
      fn: 'qemu_system_reset, cpu_synchronize_all_states',
      source: 'system/runstate.c:513; system/cpus.c:110-117',
    },
    {
      ...vcpuStep,
      event: 'synchronize_state',
        when: { stage: stateIs('get-{k}-{a}'), clean: not(dirty('k', 'a')), ...takes },
      effects: [...gets('k', 'a'), send(ref('vcpu', ['k', 'a']), 'work'), choose(qemu, { when: listsFreed('k', 'a'), event: 'undefined cpreg_list' })],
      fn: 'do_kvm_cpu_synchronize_state, kvm_arch_get_registers',
      source: 'accel/kvm/kvm-all.c:2793-2818; target/arm/kvm.c:2373-2493: registers and mp_state come from the kernel, then the vCPU is dirty',
    },
    {
      ...own,
      event: 'skip_synchronize_state',
      params: target,
      when: { stage: stateIs('get-{s}-{x}'), nothingToDo: or(dirty('s', 'x'), at('object', ['s', 'x'], 'queued.no')), bqlFree },
      effects: gets('s', 'x'),
      fn: 'kvm_cpu_synchronize_state',
      source: 'accel/kvm/kvm-all.c:2815: dirty already, or no longer in cpus_queue',
    },
    {
      ...own,
      event: 'start_cpu_reset',
      params: target,
      when: { stage: stateIs('handler-{s}'), handler: at('resetList', ['s'], 'o{x}') },
      effects: [send(me, 'reset cpu {s}-{x}'), send(bql, 'main drops'), queueWalk, eachQueued('pause', undefined, 't', 'y')],
      fn: 'do_cpu_reset, arm_cpu_reset_hold, arm_gicv3_icc_reset, pause_all_vcpus',
      source: 'hw/arm/boot.c:685; hw/core/resetcontainer.c; target/arm/cpu.c:255-257; hw/intc/arm_gicv3_kvm.c:724 (Y2)',
    },
    {
      ...own,
      event: 'all_paused_for_cpu_reset',
      params: target,
      when: { stage: stateIs('cpuPausing-{s}-{x}'), allPaused, bqlFree },
      effects: [send(me, 'all paused')],
      fn: 'all_vcpus_paused',
      source: 'system/cpus.c:614-624',
    },
    {
      ...own,
      event: 'finish_cpu_reset',
      params: target,
      when: { stage: stateIs('cpuGap-{s}-{x}'), bqlFree, nobodyInside },
      effects: [
        choose(me, ...nextHandler('s')),
        send(bql, 'main takes'),
        eachQueued('resume', runstateRunning, 't', 'y'),
        choose(
          qemu,
          { when: at('object', ['s', 'x'], 'life.none'), event: 'undefined do_cpu_reset' },
          { when: listsFreed('s', 'x'), event: 'undefined cpreg_list' },
          { when: at('resetHandlers', [], 'changed'), event: 'aborted resettable_container_child_foreach' },
          usesFreed('pause_all_vcpus'),
        ),
      ],
      fn: 'arm_gicv3_icc_reset, resume_all_vcpus, kvm_arm_reset_vcpu',
      source: 'hw/intc/arm_gicv3_kvm.c:725-729; target/arm/cpu.c:260-420; target/arm/kvm.c:1038-1069; hw/core/resetcontainer.c (assertion that the number of handlers is unchanged)',
    },
    {
      ...own,
      event: 'devices_reset',
      params: [],
      when: { stage: stateIs('handlersDone') },
      effects: [choose(me, ...firstCpu('put'), { event: 'put done' }), send(bql, 'main drops')],
      fn: 'kvm_arm_gicv3_reset_hold, kvm_arm_gicv3_put; cpu_synchronize_all_post_reset',
      source: 'hw/intc/arm_gicv3_kvm.c:734-749; system/runstate.c:524-545: GIC reset, RESET event, then the registers of each CPU are put',
    },
    {
      ...vcpuStep,
      event: 'synchronize_post_reset',
        when: { stage: stateIs('put-{k}-{a}'), ...takes },
      effects: [puts('k', 'a'), send(ref('vcpu', ['k', 'a']), 'work'), choose(qemu, { when: listsFreed('k', 'a'), event: 'undefined cpreg_list' })],
      fn: 'do_kvm_cpu_synchronize_post_reset, kvm_arch_put_registers',
      source: 'accel/kvm/kvm-all.c:2820-2841 (Y3): whatever QEMU has is written, dirty or not',
    },
    {
      ...own,
      event: 'skip_synchronize_post_reset',
      params: target,
      when: { stage: stateIs('put-{s}-{x}'), gone: at('object', ['s', 'x'], 'queued.no'), bqlFree },
      effects: [puts('s', 'x')],
      fn: 'cpu_synchronize_all_post_reset',
      source: 'system/cpus.c:119-126: no longer in cpus_queue',
    },
    {
      ...own,
      event: 'run_on_exited_cpu',
      params: target,
      when: { stage: or(stateIs('put-{s}-{x}'), and(stateIs('get-{s}-{x}'), not(dirty('s', 'x')))), queued: at('object', ['s', 'x'], 'queued.yes'), exited: at('vcpu', ['s', 'x'], 'thread.exited'), bqlFree },
      effects: [send(me, 'wait for ever')],
      fn: 'do_run_on_cpu',
      source: 'cpu-common.c:134-160: the thread has ended and is still in cpus_queue until it is joined; nobody works its list off',
    },
    {
      ...own,
      event: 'resume_after_reset',
      params: [],
      when: { stage: stateIs('resetLast'), bqlFree },
      effects: [send(me, 'reset'), queueWalk, resume],
      fn: 'resume_all_vcpus',
      source: 'system/runstate.c:800; system/cpus.c:627-639',
    },
  ];

  return {
    stages: ['addPausing1', 'addGap1', 'addSync', 'addSynced', 'addPausing2', 'addGap2', ...(reset ? [...each('get'), ...slots.map((s) => `handler-${s}`), ...each('cpuPausing'), ...each('cpuGap'), 'handlersDone', ...each('put'), 'resetLast', 'waitingForEver'] : [])],
    events: {
      reset_cpu: { waitCreated: 'addPausing1' },
      'cpu reset': { addGap1: 'addSync', addGap2: 'plug' },
      synchronized: { addSync: 'addSynced' },
      'reset_cpu again': { addSynced: 'addPausing2' },
      'all paused': { resetPausing: 'resetGap', stopPausing: 'stopGap', addPausing1: 'addGap1', addPausing2: 'addGap2', ...(reset ? Object.fromEntries(cpus.map(([s, x]) => [`cpuPausing-${s}-${x}`, `cpuGap-${s}-${x}`])) : {}) },
      ...(reset
        ? {
            ...Object.fromEntries(cpus.map(([s, x]) => [`get ${s}-${x}`, to(walks, `get-${s}-${x}`)])),
            ...Object.fromEntries(slots.map((s) => [`handler ${s}`, to([...walks, ...each('cpuGap')], `handler-${s}`)])),
            'handlers done': to([...walks, ...each('cpuGap')], 'handlersDone'),
            ...Object.fromEntries(cpus.map(([s, x]) => [`reset cpu ${s}-${x}`, { [`handler-${s}`]: `cpuPausing-${s}-${x}` }])),
            ...Object.fromEntries(cpus.map(([s, x]) => [`put ${s}-${x}`, to(['handlersDone', ...each('put')], `put-${s}-${x}`)])),
            'put done': to(['handlersDone', ...each('put')], 'resetLast'),
            'wait for ever': to([...each('get'), ...each('put')], 'waitingForEver'),
            reset: { resetLast: 'idle' },
          }
        : {}),
    },
    deviceAdd: [...deviceAdd, iccResetBusy(reset ? or(addReset, at('main', [], ...each('cpuGap'))) : addReset)],
    systemReset,
  };
};
