/** Ends of QEMU (R5) that only a design with migration can reach. */
import { at, type Expr } from '../../checker/model/expression.ts';
import { endEvent, endState, qemu } from '../qemu.ts';
import { extended } from '../extend.ts';

/** An incoming migration that fails ends the process (migration/migration.c:836-853). The source still has the VM: no defect, and no deadlock. */
export const INCOMING_FAILED = { how: 'exited', site: 'process_incoming_migration_co' } as const;

/** Where else it can end; each has a property in invariants/migration.ts. */
export const MIGRATION_ENDS = [
  /** include/hw/arm/virt.h:258, hw/arm/virt.c:3304: the CPU that a guest ejects was unrealized by a load and has no cpu_index any more. */
  { how: 'aborted', site: 'virt_find_cpu_slot', cause: 'guest' },
  /** system/cpus.c cpu_synchronize_all_states: walks cpus_queue before a stream is written or read. */
  { how: 'undefined', site: 'cpu_synchronize_all_states', cause: 'operator' },
] as const;
export type MigrationEnd = (typeof MIGRATION_ENDS)[number];

const ends = [INCOMING_FAILED, ...MIGRATION_ENDS];

/** QEMU has ended in one of these ways. */
export const endedByMigration: Expr = at('qemu', [], ...ends.map(endState));

/** The component `qemu` with these ends. */
export const migratingQemu = extended(qemu('tcg'), () => ({ states: { '': ends.map(endState) }, on: { '': Object.fromEntries(ends.map((e) => [endEvent(e), { alive: endState(e) }])) } }));
