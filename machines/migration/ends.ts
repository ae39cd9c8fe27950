/** Ends of QEMU (R5) that only a design with migration can reach. */
import { at, type Expr } from '../../checker/model/expression.ts';
import type { Component, Effect } from '../../checker/model/system.ts';
import { endEvent, endState, qemu } from '../qemu.ts';
import { extended } from '../extend.ts';
import { walk } from '../cpus-queue.ts';
import { someInKvmRun } from '../kvm/conditions.ts';
import type { Accel, VirtOptions } from '../sorts.ts';

/** An incoming migration that fails ends the process (migration/migration.c:836-853). The source still has the VM: no defect, and no deadlock. */
export const INCOMING_FAILED = { how: 'exited', site: 'process_incoming_migration_co' } as const;

/** Where else it can end; each has a property in invariants/migration.ts. */
export const MIGRATION_ENDS = [
  /** include/hw/arm/virt.h:258, hw/arm/virt.c:3304: the CPU that a guest ejects was unrealized by a load and has no cpu_index any more. */
  { how: 'aborted', site: 'virt_find_cpu_slot', cause: 'guest' },
  /** system/cpus.c cpu_synchronize_all_states: walks cpus_queue before a stream is written or read. */
  { how: 'undefined', site: 'cpu_synchronize_all_states', cause: 'operator' },
  /** hw/intc/arm_gicv3_kvm.c:34-39: GIC registers are read for a stream, or written from one, with error_abort; the kernel says EBUSY while a vCPU is inside KVM_RUN. */
  { how: 'aborted', site: 'kvm_gicd_access', cause: 'operator', accel: 'kvm' },
] as const;
export type MigrationEnd = (typeof MIGRATION_ENDS)[number];

const endsOf = (accel: Accel) => [INCOMING_FAILED, ...MIGRATION_ENDS.filter((e) => !('accel' in e) || e.accel === accel)];

/** All CPUs are synchronized, then the registers of the GIC are read or written. */
export const transfers = (o: VirtOptions): Effect => walk('cpu_synchronize_all_states', ...(o.accel === 'kvm' ? [{ when: someInKvmRun, event: 'aborted kvm_gicd_access' }] : []));

/** QEMU has ended in one of these ways. */
export const endedByMigration = (accel: Accel): Expr => at('qemu', [], ...endsOf(accel).map(endState));

/** The component `qemu` with these ends. */
export const migratingQemu = (accel: Accel): Component => extended(qemu(accel), () => ({ states: { '': endsOf(accel).map(endState) }, on: { '': Object.fromEntries(endsOf(accel).map((e) => [endEvent(e), { alive: endState(e) }])) } }));
