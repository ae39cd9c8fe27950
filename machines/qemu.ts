/** QEMU itself (R5): alive, or ended at a named site. Nothing is explored beyond its end. */
import type { Component } from '../checker/model/system.ts';
import { flat, region } from './region.ts';

/** How QEMU can end here: how, at which site (the C function), and who brings it about. */
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
  /** cpu-common.c:100: QTAILQ_REMOVE_RCU writes to a freed neighbour. */
  { how: 'undefined', site: 'cpu_list_remove', cause: 'guest' },
  /** system/cpus.c:588-639: walks cpus_queue; an abort on a destroyed halt_cond was observed. */
  { how: 'undefined', site: 'pause_all_vcpus', cause: 'operator' },
  /** accel/tcg/cputlb.c flush_all_helper: walks cpus_queue for a broadcast TLBI, without the BQL. */
  { how: 'undefined', site: 'tlb_flush_all_cpus', cause: 'guest' },
  /** hw/intc/arm_gicv3_cpuif.c:1052: dereferences GICv3CPUState.cpu. */
  { how: 'undefined', site: 'gicv3_cpuif_update', cause: 'guest' },
  /** target/arm/cpu.c:2675-2677: ARMCPRegInfo freed while translated code still uses it. */
  { how: 'undefined', site: 'cp_regs', cause: 'guest' },
] as const;
export type End = (typeof ENDS)[number];

/** State path of an end. */
export const endState = (e: End): string => `${e.how}-${e.site}`;

/** The orderly end after a power-off by the guest: completion, no defect. */
const SHUT_DOWN = 'shutDown';

export const qemu: Component = {
  name: 'qemu',
  doc: 'the QEMU process: alive, or ended at a named site',
  source: 'abort, assert, exit and use after free, at the sites named in machines/qemu.ts; system/runstate.c:770-812 (power-off)',
  index: [],
  machine: () =>
    flat(
      'qemu',
      region('alive', ['alive', SHUT_DOWN, ...ENDS.map(endState)], { 'shut down': { alive: SHUT_DOWN }, ...Object.fromEntries(ENDS.map((e) => [`${e.how} ${e.site}`, { alive: endState(e) }])) }),
    ),
  file: import.meta.url,
};

/** State paths of all of QEMU's ends, the orderly one included. */
export const endStates = (): string[] => [SHUT_DOWN, ...ENDS.map(endState)];
