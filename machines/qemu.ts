/** QEMU itself (R5): alive, or ended at a named site. Nothing is explored beyond its end. */
import type { Component } from '../checker/model/system.ts';
import { flat, region } from './region.ts';
import type { Accel } from './sorts.ts';

/** How QEMU can end here: how, at which site (the C function), who brings it about, and the accelerator if only one can. */
export const ENDS = [
  /** hw/arm/virt.c:915 with GICv2: the model has no property num-smp-cpu, and error_abort ends QEMU. */
  { how: 'aborted', site: 'create_gic', cause: 'operator' },
  /** hw/intc/arm_gicv3_common.c:424-428: no GIC CPU interface has this affinity. */
  { how: 'aborted', site: 'gicv3_cpu_update_notifier', cause: 'operator' },
  /** util/qemu-thread-posix.c qemu_thread_join: pthread_join of oneself gives EDEADLK. */
  { how: 'aborted', site: 'qemu_thread_join_self', cause: 'guest' },
  /** The same for two threads that join each other: glibc refuses the second with EDEADLK. */
  { how: 'aborted', site: 'qemu_thread_join_mutual', cause: 'guest' },
  /** target/arm/psci.c:230: assert(ret == QEMU_ARM_POWERCTL_RET_SUCCESS) after arm_set_cpu_off. */
  { how: 'aborted', site: 'psci_cpu_off', cause: 'guest' },
  /** cpu-common.c:87: QTAILQ_INSERT_TAIL_RCU writes to a freed predecessor. */
  { how: 'undefined', site: 'cpu_list_add', cause: 'operator' },
  /** migration/savevm.c:720-727: a second cpu_common section with the same instance id: exit(EXIT_FAILURE). */
  { how: 'exited', site: 'savevm_state_handler_insert', cause: 'operator' },
  /** cpu-common.c:100: QTAILQ_REMOVE_RCU writes to a freed neighbour. */
  { how: 'undefined', site: 'cpu_list_remove', cause: 'guest' },
  /** system/cpus.c:588-639: walks cpus_queue; an abort on a destroyed halt_cond was observed. */
  { how: 'undefined', site: 'pause_all_vcpus', cause: 'operator' },
  /** accel/tcg/cputlb.c flush_all_helper: walks cpus_queue for a broadcast TLBI, without the BQL. */
  { how: 'undefined', site: 'tlb_flush_all_cpus', cause: 'guest', accel: 'tcg' },
  /** hw/intc/arm_gicv3_cpuif.c:1052: dereferences GICv3CPUState.cpu. */
  { how: 'undefined', site: 'gicv3_cpuif_update', cause: 'guest', accel: 'tcg' },
  /** target/arm/cpu.c:2675-2677: ARMCPRegInfo freed while translated code still uses it. */
  { how: 'undefined', site: 'cp_regs', cause: 'guest', accel: 'tcg' },
  /** accel/kvm/kvm-all.c:374-388: no parked vCPU with this id, and KVM_CREATE_VCPU of it fails. */
  { how: 'exited', site: 'kvm_create_vcpu', cause: 'operator', accel: 'kvm' },
  /** target/arm/kvm.c:2043-2057: VCPU_INIT refused, error_fatal in the new thread. */
  { how: 'exited', site: 'kvm_arch_init_vcpu', cause: 'operator', accel: 'kvm' },
  /** hw/intc/arm_gicv3_kvm.c:725: the ioctl gets EBUSY, error_abort. */
  { how: 'aborted', site: 'arm_gicv3_icc_reset', cause: 'guest', accel: 'kvm' },
  /** target/arm/internals.h:326-348: g_assert_not_reached for the registers of a CPU whose reset has not ended. */
  { how: 'aborted', site: 'bank_number', cause: 'guest', accel: 'kvm' },
  /** hw/core/resetcontainer.c: a reset handler was unregistered while the list is walked. */
  { how: 'aborted', site: 'resettable_container_child_foreach', cause: 'guest', accel: 'kvm' },
  /** target/arm/cpu.c:2675, target/arm/helper.c:267-278: cpreg_indexes and cpreg_values freed, cpreg_array_len unchanged. */
  { how: 'undefined', site: 'cpreg_list', cause: 'guest', accel: 'kvm' },
  /** hw/arm/boot.c:685: the reset of a CPU that was freed meanwhile. */
  { how: 'undefined', site: 'do_cpu_reset', cause: 'guest', accel: 'kvm' },
] as const;
export type End = (typeof ENDS)[number];

/** How QEMU can end with this accelerator. */
export const endsOf = (accel: Accel): readonly End[] => ENDS.filter((e) => !('accel' in e) || e.accel === accel);

/** How QEMU ends, and where. */
interface EndAt {
  readonly how: string;
  readonly site: string;
}
/** State path of an end. */
export const endState = ({ how, site }: EndAt): string => `${how}-${site}`;
/** The event that leads there. */
export const endEvent = ({ how, site }: EndAt): string => `${how} ${site}`;

/** The orderly end after a power-off by the guest: completion, no defect. */
const SHUT_DOWN = 'shutDown';

export const qemu = (accel: Accel): Component => ({
  name: 'qemu',
  doc: 'the QEMU process: alive, or ended at a named site',
  source: 'abort, assert, exit and use after free, at the sites named in machines/qemu.ts; system/runstate.c:770-812 (power-off)',
  index: [],
  machine: () =>
    flat(
      'qemu',
      region('alive', ['alive', SHUT_DOWN, ...endsOf(accel).map(endState)], { 'shut down': { alive: SHUT_DOWN }, ...Object.fromEntries(endsOf(accel).map((e) => [endEvent(e), { alive: endState(e) }])) }),
    ),
  file: import.meta.url,
});

/** State paths of all of QEMU's ends with this accelerator, the orderly one included. */
export const endStates = (accel: Accel): string[] => [SHUT_DOWN, ...endsOf(accel).map(endState)];
