/**
 * A vCPU thread under KVM. It differs from the TCG one in three ways: a powered-off CPU sleeps inside KVM_RUN, not in QEMU
 * (`asleep`); a CPU_ON that it works off resets the CPU, which pauses all vCPUs (`pausing`: waits until all are stopped, `gap`:
 * has given the BQL away once more and tests nothing again); and what it takes from or gives to the kernel is a step.
 *
 * `guest`, `asleep` and `sweeping` (machines/kvm/system-event.ts) are inside KVM_RUN. An exit for a register access is part of that access's step: it commutes with
 * everything but the kernel's test for EBUSY, which passes too if it comes between. Where the model ends in EBUSY the code
 * may, and what happens when it does not lies behind that violation.
 */
import { and, at, not, or, ref, type Expr } from '../../checker/model/expression.ts';
import { choose, send, type Component, type Join } from '../../checker/model/system.ts';
import { allPaused, bqlFree, hasWork, runstateRunning } from '../conditions.ts';
import { queueWalk, usesFreed } from '../cpus-queue.ts';
import { vcpuStep } from '../executor.ts';
import { parallel, region } from '../region.ts';
import { ICC_BUSY, listsFreed, onQueued, otherQueued, someInKvmRun, takesWork, willRun, dirty } from './conditions.ts';
import { steering, threadJoins } from '../vcpu.ts';
import { RETURNING } from './psci.ts';

const THREAD = ['none', 'starting', 'idle', 'guest', 'asleep', 'sweeping', 'pausing', 'gap', 'joining', 'exited'];
const KVM_RUN_OR_IDLE = ['idle', 'guest', 'asleep'];
const from = (states: readonly string[], to: string): Record<string, string> => Object.fromEntries(states.map((s) => [s, to]));
const me = ref('vcpu', ['k', 'a']);
const qemu = ref('qemu');
const thread = (...states: string[]): Expr => at('vcpu', ['k', 'a'], ...states.map((s) => `thread.${s}`));
/** pause_all_vcpus and resume_all_vcpus walk cpus_queue. */
const pauses = usesFreed('pause_all_vcpus');
const stopAsked = at('vcpu', ['k', 'a'], 'stop.yes');
const isStopped = at('vcpu', ['k', 'a'], 'stopped.yes');
const unplugged = at('vcpu', ['k', 'a'], 'unplug.yes');
const { stop, stopped, unplug } = steering;
const starting = { starting: thread('starting'), bqlFree };
const parked = at('kvmVcpu', ['k'], 'of.parked');
/** A second CPU_ON is queued behind the one that is being worked off. */
const another = at('psci', ['k', 'a'], 'work.on2', 'work.on2Off');

/** The thread leaves its loop at the end of wait_io_event: it is unplugged, no CPU_ON is queued, and it cannot run. */
export const leavesInWait: Expr = and(not(onQueued('k', 'a')), unplugged, or(stopAsked, isStopped, not(runstateRunning)));
/** ... or at the end of a CPU_ON that it worked off in a stopped machine. */
export const leavesAfterWork: Expr = and(not(another), unplugged, not(runstateRunning));

export const kvmThread: Component = {
  name: 'vcpu',
  doc: 'vCPU thread of one CPU object, with stop, stopped and unplug',
  source: 'accel/kvm/kvm-accel-ops.c:28-63; accel/kvm/kvm-all.c:3024-3200; system/cpus.c:424-462, 562-650',
  index: ['slot', 'incarnation'],
  machine: () =>
    parallel('vcpu', {
      thread: region('none', THREAD, {
        'cold start': 'idle',
        create_thread: { none: 'starting' },
        created: { starting: 'idle' },
        run: { idle: 'guest' },
        sleep: { idle: 'asleep' },
        wake: { asleep: 'guest' },
        sweep: { guest: 'sweeping' },
        kicked: { guest: 'asleep' },
        'system event': { sweeping: 'idle' },
        halt: { guest: 'idle' },
        stop: from(KVM_RUN_OR_IDLE, 'idle'),
        work: from(KVM_RUN_OR_IDLE, 'idle'),
        'pause self': from(KVM_RUN_OR_IDLE, 'pausing'),
        'all paused': { pausing: 'gap' },
        'work done': { gap: 'idle' },
        'work done, running': { gap: 'idle' },
        'next work': { gap: 'pausing' },
        exit: from([...KVM_RUN_OR_IDLE, 'gap'], 'exited'),
        'join begin': { guest: 'joining' },
        'join end': { joining: 'guest' },
        'join end, stopped': { joining: 'asleep' },
        finalize: { exited: 'none' },
      }),
      // cpu_pause of the calling thread itself: stop := false, stopped := true (system/cpus.c:569-577).
      stop: { ...stop, on: { ...stop.on, repause: 'yes', 'system event': 'yes', 'pause self': 'no', 'next work': 'no', 'work done, running': 'no' } },
      stopped: { ...stopped, on: { ...stopped.on, repause: 'no', 'pause self': 'yes', 'next work': 'yes', 'work done, running': 'no' } },
      unplug,
    }),
  file: import.meta.url,
  actions: [
    {
      ...vcpuStep,
      event: 'created',
      when: { ...starting, parked, sameFeatures: at('object', ['k', 'a'], 'features.same') },
      effects: [send(me, 'created')],
      fn: 'kvm_vcpu_thread_fn, kvm_init_vcpu, kvm_unpark_vcpu, kvm_arch_init_vcpu',
      source: 'accel/kvm/kvm-accel-ops.c:28-46; accel/kvm/kvm-all.c:343-400; target/arm/kvm.c:1995-2082 (ends Y1)',
      doc: 'takes the parked KVM vCPU, VCPU_INIT with POWER_OFF, VM-change-state handler',
    },
    {
      ...vcpuStep,
      event: 'create_vcpu_fails',
      when: { ...starting, notParked: not(parked) },
      effects: [send(qemu, 'exited kvm_create_vcpu')],
      fn: 'kvm_create_vcpu, kvm_init_vcpu(&error_fatal)',
      source: 'accel/kvm/kvm-all.c:374-388: the predecessor in this slot has not parked it yet; KVM_CREATE_VCPU of an id in use (EEXIST) with an initialised VGIC (EBUSY); accel/kvm/kvm-accel-ops.c:41 exit(1)',
    },
    {
      ...vcpuStep,
      event: 'init_vcpu_fails',
      when: { ...starting, parked, otherFeatures: at('object', ['k', 'a'], 'features.other') },
      effects: [send(qemu, 'exited kvm_arch_init_vcpu')],
      fn: 'kvm_arch_init_vcpu, kvm_init_vcpu(&error_fatal)',
      source: 'target/arm/kvm.c:2043-2057: VCPU_INIT with other features than the first one of the VM gives EINVAL, SVE finalised twice EPERM; exit(1)',
    },
    {
      ...vcpuStep,
      event: 'run',
      when: { idle: thread('idle'), canRun: and(at('vcpu', ['k', 'a'], 'stop.no'), at('vcpu', ['k', 'a'], 'stopped.no'), runstateRunning), noWork: not(hasWork('k', 'a')), bqlFree },
      effects: [
        choose(me, { when: willRun('k', 'a'), event: 'run' }, { event: 'sleep' }),
        choose(
          qemu,
          { when: and(dirty('k', 'a'), listsFreed('k', 'a')), event: 'undefined cpreg_list' },
          // put_registers of an env that is all zero: AArch32 with no mode, bank_number(0) is not reached.
          { when: and(dirty('k', 'a'), at('env', ['k', 'a'], 'copy.zeroed')), event: 'aborted bank_number' },
        ),
      ],
      fn: 'kvm_cpu_exec, kvm_arch_put_registers, KVM_RUN',
      source: 'accel/kvm/kvm-all.c:3024-3075; target/arm/kvm.c:2217-2327; system/cpus.c:79-100: kvm_halt_in_kernel, so a powered-off CPU enters KVM_RUN too',
      doc: 'drops the BQL, writes registers and mp_state if the vCPU is dirty, enters KVM_RUN; STOPPED sleeps there',
    },
    {
      ...vcpuStep,
      event: 'wait_io_event',
      when: { awake: takesWork('k', 'a'), called: or(stopAsked, hasWork('k', 'a')), bqlFree },
      effects: [
        choose(me, { when: onQueued('k', 'a'), event: 'pause self' }, { when: leavesInWait, event: 'exit' }, { when: stopAsked, event: 'stop' }, { event: 'work' }),
        otherQueued('k', 'a', { when: onQueued('k', 'a'), event: 'pause' }),
        choose(ref('psci', ['k', 'a']), { when: at('psci', ['k', 'a'], 'work.offOn'), event: 'process off, then on' }, { when: at('psci', ['k', 'a'], 'work.off'), event: 'process off' }),
        choose(qemu, { when: and(onQueued('k', 'a'), listsFreed('k', 'a')), event: 'undefined cpreg_list' }, { ...pauses, when: and(onQueued('k', 'a'), pauses.when) }),
      ],
      fn: 'qemu_wait_io_event_common, process_queued_cpu_work, arm_set_cpu_on_async_work, pause_all_vcpus',
      source: 'system/cpus.c:434-462, 601-614; target/arm/arm-powerctl.c:62-95; hw/intc/arm_gicv3_kvm.c:724 (Y2); accel/kvm/kvm-accel-ops.c:48-57',
      doc: 'stop is taken first; CPU_OFF is done at once; CPU_ON begins with the reset of the CPU, which pauses all vCPUs, this one included',
    },
    {
      ...vcpuStep,
      event: 'all_paused',
      when: { pausing: thread('pausing'), allPaused, bqlFree },
      effects: [send(me, 'all paused'), queueWalk],
      fn: 'all_vcpus_paused',
      source: 'system/cpus.c:614-624: then unlock and lock once, without testing again',
    },
    {
      ...vcpuStep,
      event: 'power_on',
      when: { gap: thread('gap'), bqlFree, nobodyInside: not(someInKvmRun) },
      effects: [
        choose(me, { when: another, event: 'next work' }, { when: leavesAfterWork, event: 'exit' }, { when: runstateRunning, event: 'work done, running' }, { event: 'work done' }),
        otherQueued('k', 'a', { when: and(another, runstateRunning), event: 'repause' }, { when: another, event: 'pause' }, { when: runstateRunning, event: 'resume' }),
        choose(ref('psci', ['k', 'a']), { when: at('psci', ['k', 'a'], 'work.onOff'), event: 'process on, then off' }, { event: 'process one on' }),
        choose(qemu, { when: listsFreed('k', 'a'), event: 'undefined cpreg_list' }, pauses),
      ],
      fn: 'arm_gicv3_icc_reset, resume_all_vcpus, kvm_arm_reset_vcpu, arm_set_cpu_on_async_work',
      source: 'hw/intc/arm_gicv3_kvm.c:725-731; system/cpus.c:627-639; target/arm/cpu.c:243-420; target/arm/kvm.c:1038-1069; target/arm/arm-powerctl.c:70-94',
      doc: 'ICC_CTLR is read, all vCPUs resumed, VCPU_INIT, power state ON, dirty; the next queued CPU_ON follows in the same BQL section',
    },
    {
      ...vcpuStep,
      event: 'icc_reset_busy',
      when: { gap: thread('gap'), bqlFree, somebodyInside: someInKvmRun },
      ...ICC_BUSY,
    },
    {
      ...vcpuStep,
      event: 'hypercall_after_unrealize',
      cause: 'guest',
      when: { inGuest: thread('guest'), listsFreed: listsFreed('k', 'a') },
      effects: [send(qemu, 'undefined cpreg_list')],
      fn: 'kvm_arm_handle_hypercall, kvm_cpu_synchronize_state, write_kvmstate_to_list',
      source: 'target/arm/kvm.c:1520-1527, 2481, 953-982; target/arm/cpu.c:2675: a forwarded call of a CPU whose lists are freed; no BQL yet',
    },
  ],
  joins: [
    // KVM_EXIT_HYPERCALL returns to the thread's loop (target/arm/kvm.c:1546).
    ...RETURNING.map((e): Join => ({ action: `vcpu.${e}`, effects: [send(me, 'halt')] })),
    // The access ends in KVM_RUN again, where a vCPU that was made STOPPED meanwhile sleeps.
    { action: 'vcpu.join', effects: [choose(me, { when: at('mpState', ['k'], 'stopped'), event: 'join end, stopped' }, { event: 'join end' })] },
    ...threadJoins,
  ],
};
