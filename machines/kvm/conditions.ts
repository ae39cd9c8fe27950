/** Conditions and effects that the KVM side shares. */
import { and, at, exists, ne, not, or, ref, type Expr, type Index } from '../../checker/model/expression.ts';
import { choose, each, send, type Effect } from '../../checker/model/system.ts';

/** The thread is inside KVM_RUN: it executes guest code, sleeps there because its mp_state is STOPPED, or serves a call. It holds vcpu->mutex. */
export const inKvmRun = (k: Index, a: Index): Expr => at('vcpu', [k, a], 'thread.guest', 'thread.asleep', 'thread.sweeping');
/** Some thread is inside KVM_RUN: `lock_all_vcpus` of the kernel fails, and a device attribute access gets EBUSY. */
export const someInKvmRun: Expr = exists('y', 'slot', exists('z', 'incarnation', inKvmRun('y', 'z')));
/** The read of ICC_CTLR in the reset of a CPU then ends QEMU. */
export const ICC_BUSY = {
  effects: [send(ref('qemu'), 'aborted arm_gicv3_icc_reset')],
  fn: 'arm_gicv3_icc_reset, kvm_device_access(&error_abort)',
  source: 'hw/intc/arm_gicv3_kvm.c:725-727: KVM_GET_DEVICE_ATTR gets EBUSY while a vCPU is inside KVM_RUN',
} as const;
export const dirty = (k: Index, a: Index): Expr => at('env', [k, a], 'dirty.yes');
/** A CPU_ON is queued. */
export const onQueued = (k: Index, a: Index): Expr => at('psci', [k, a], 'work.on', 'work.on2', 'work.offOn', 'work.onOff', 'work.on2Off');
/** arm_cpu_unrealizefn has freed the register lists that every transfer to or from the kernel walks. */
export const listsFreed = (k: Index, a: Index): Expr => at('object', [k, a], 'cpRegs.freed');
/** What put_registers and KVM_RUN make of it: a dirty vCPU has the power state pushed, a clean one has the mp_state that the kernel holds. */
export const willRun = (k: Index, a: Index): Expr => or(and(dirty(k, a), at('psci', [k, a], 'power.on')), and(not(dirty(k, a)), at('mpState', [k], 'runnable')));
/** The thread can take work: it is not inside a reset of its own, does not join and has not ended. */
export const takesWork = (k: Index, a: Index): Expr => at('vcpu', [k, a], 'thread.idle', 'thread.guest', 'thread.asleep');

/** One event to every member of cpus_queue but (i, a), under a condition. */
export const otherQueued = (i: string, a: string, ...cases: readonly { readonly when?: Expr; readonly event: string }[]): Effect =>
  each(
    's',
    'slot',
    each(
      'x',
      'incarnation',
      choose(ref('vcpu', ['s', 'x']), ...cases.map((c) => ({ event: c.event, when: and(at('object', ['s', 'x'], 'queued.yes'), ...(c.when ? [c.when] : [])) }))),
      or(ne('s', i), ne('x', a)),
    ),
  );
/** KVM_ARM_VCPU_INIT of the vCPU of slot `s`: POWER_OFF is given for all but the boot CPU. */
export const vcpuInit = (component: string, s: Index): Effect => choose(ref(component, [s]), { when: at('kind', [s], 'boot'), event: 'init on' }, { event: 'init off' });
