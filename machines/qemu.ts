/** QEMU itself (R5): alive, or ended at a named site. Nothing is explored beyond its end. */
import type { Component } from '../checker/model/system.ts';
import { flat, region } from './region.ts';

/** How QEMU can end here. `undefined`: use of memory that was freed. The site is the C function that ends it. */
export const ENDS = {
  aborted: {
    /** hw/intc/arm_gicv3_common.c:424-428: no GIC CPU interface has this affinity. */
    gicv3_cpu_update_notifier: 'operator',
    /** util/qemu-thread-posix.c: pthread_join gives EDEADLK for oneself and for two threads that join each other. */
    qemu_thread_join: 'guest',
    /** target/arm/psci.c:230: assert(ret == QEMU_ARM_POWERCTL_RET_SUCCESS) after arm_set_cpu_off. */
    psci_cpu_off: 'guest',
  },
  undefined: {
    /** cpu-common.c:87: QTAILQ_INSERT_TAIL_RCU writes to a freed predecessor. */
    cpu_list_add: 'operator',
    /** cpu-common.c:100: QTAILQ_REMOVE_RCU writes to a freed neighbour. */
    cpu_list_remove: 'guest',
    /** system/cpus.c:588-620: walks cpus_queue; `broadcast on a destroyed halt_cond` was observed. */
    pause_all_vcpus: 'operator',
    /** accel/tcg/cputlb.c flush_all_helper: walks cpus_queue for a broadcast TLBI, without the BQL. */
    tlb_flush_all_cpus: 'guest',
    /** hw/intc/arm_gicv3_cpuif.c:1052: dereferences GICv3CPUState.cpu. */
    gicv3_cpuif_update: 'guest',
    /** target/arm/cpu.c:2675-2677: ARMCPRegInfo freed while translated code still uses it. */
    cp_regs: 'guest',
  },
} as const;

const sites = Object.entries(ENDS).flatMap(([how, at]) => Object.keys(at).map((site) => [how, site] as const));

export const qemu: Component = {
  name: 'qemu',
  doc: 'the QEMU process: alive, or ended at a named site',
  source: 'abort, assert, exit and use after free, at the sites named in machines/qemu.ts',
  index: [],
  machine: () =>
    flat('qemu', region('alive', ['alive', ...sites.map(([how, site]) => `${how}-${site}`)], Object.fromEntries(sites.map(([how, site]) => [`${how} ${site}`, { alive: `${how}-${site}` }])))),
  file: import.meta.url,
};

/** State paths of QEMU's ends, all or those that `cause` can bring about. */
export const endStates = (cause?: 'guest' | 'operator'): string[] =>
  Object.entries(ENDS).flatMap(([how, at]) => Object.entries(at).flatMap(([site, by]) => (cause === undefined || by === cause ? [`${how}-${site}`] : [])));
