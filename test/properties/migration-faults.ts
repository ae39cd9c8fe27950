/** Faulty designs of migration and snapshots, as test/properties/faults.ts has them for the rest. */
import { and, at, exists, FALSE, forall, implies, not, or } from '../../checker/model/expression.ts';
import { addGuard, dropAction, dropEffect, dropGuard, replaceGuard } from '../../checker/model/variation.ts';
import { phase } from '../../machines/migration/phases.ts';
import { wasPlugged } from '../../machines/migration/stream.ts';
import { occupied } from '../../invariants/when.ts';
import type { Fault } from './faults.ts';

const ANY = { migrate: { to: 'any' } } as const;
const SYMMETRIC = { migrate: { to: 'symmetric' } } as const;
const SNAPSHOT = { migrate: { snapshot: true } } as const;
const TWO_HOT = { ...ANY, slots: ['boot', 'hot', 'hot'] } as const;

/** A stream is refused by who lacks a CPU that it has; by who has one that it lacks. */
const refusesFewer = addGuard('migration.load_gic', 'notFewer', forall('s', 'slot', implies(wasPlugged('s'), occupied('s'))));
const refusesMore = addGuard('migration.load_gic', 'notMore', forall('s', 'slot', implies(occupied('s'), wasPlugged('s'))));
const notMigrated = at('migrated', [], 'no');
const noEvents = forall('s', 'slot', not(or(at('inserting', ['s'], 'yes'), at('removing', ['s'], 'yes'))));

export const MIGRATION_FAULTS: readonly Fault[] = [
  { property: 'MigrationThreadIsNeverStuck', fault: 'the migration waits for vCPUs that it has not asked to stop', options: SYMMETRIC, variations: [dropEffect('migration.stop_vm', 'vcpu')] },
  { property: 'LoadedEventsAreThoseSaved', fault: 'is_inserting is not loaded', options: SYMMETRIC, variations: [dropEffect('migration.load_ged', 'inserting')] },
  { property: 'QemuSurvivesSave', fault: 'device_add leaves a freed CPU in the queue (B02)', options: { ...ANY, operator: 'any' }, variations: [] },
  { property: 'QemuSurvivesGicTransfer', fault: 'a stream is written without the registers of the CPUs', options: { ...SYMMETRIC, accel: 'kvm', stop: true }, variations: [dropGuard('migration.save_stopped', 'allSynchronized')] },
  { property: 'CanMigrateByDevice', fault: 'a destination refuses -device', options: SYMMETRIC, variations: [dropAction('migration.start_equal_destination')] },
  { property: 'CanMigrateByDeviceAdd', fault: 'a destination refuses device_add', options: SYMMETRIC, variations: [replaceGuard('main.device_add', 'migrationIdle', phase('idle'))] },
  { property: 'CanMigrateEmptySlot', fault: 'a destination waits for the sections of every slot', options: SYMMETRIC, variations: [addGuard('migration.load_late_cpus', 'every', forall('s', 'slot', at('savedCpu', ['s'], 'on', 'off')))] },
  { property: 'CanMigrateOnlineCpu', fault: 'power_state is not loaded', options: SYMMETRIC, variations: [dropEffect('migration.load_late_cpus', 'psci')] },
  { property: 'CanMigratePendingEvents', fault: 'a pending event blocks migration', options: SYMMETRIC, variations: [addGuard('main.migrate', 'noEvents', noEvents)] },
  { property: 'CanMigrateToOneCpuMore', fault: 'a stream that lacks a CPU is refused', options: ANY, variations: [refusesMore] },
  { property: 'CanMigrateToOneCpuFewer', fault: 'a stream with an unknown CPU is refused at once', options: ANY, variations: [refusesFewer] },
  { property: 'CanMigrateToAnotherSlot', fault: 'the operator populates only slots that the source had', options: TWO_HOT, variations: [addGuard('main.migrate_incoming', 'wasThere', forall('s', 'slot', implies(occupied('s'), wasPlugged('s'))))] },
  { property: 'IncomingMigrationCanFail', fault: 'a destination waits for ever for what it does not understand', options: ANY, variations: [dropAction('migration.unknown_section'), dropAction('migration.stream_error')] },
  { property: 'SourceCanFail', fault: 'no migration ever fails', options: SYMMETRIC, variations: [dropAction('migration.fail')] },
  { property: 'SourceCanCancel', fault: 'migrate_cancel does nothing', options: SYMMETRIC, variations: [dropAction('main.migrate_cancel')] },
  { property: 'CanRunAfterMigration', fault: 'a destination starts its boot CPU only', options: SYMMETRIC, variations: [addGuard('vcpu.run', 'started', or(at('kind', ['k'], 'boot'), notMigrated))] },
  { property: 'CanEjectAfterMigration', fault: 'the eject register of a destination does nothing', options: SYMMETRIC, variations: [addGuard('vcpu.eject', 'works', notMigrated)] },
  { property: 'CanSaveSnapshot', fault: 'savevm is refused while the VM runs', options: SNAPSHOT, variations: [addGuard('main.savevm', 'never', FALSE)] },
  { property: 'CanLoadSnapshot', fault: 'loadvm is refused while any CPU is hot-plugged', options: SNAPSHOT, variations: [addGuard('main.loadvm_reset', 'nonePlugged', not(exists('s', 'slot', and(at('kind', ['s'], 'hot'), occupied('s')))))] },
  { property: 'CanLoadSnapshotAfterPlug', fault: 'a snapshot that lacks a CPU is refused', options: SNAPSHOT, variations: [refusesMore] },
  { property: 'CanLoadSnapshotAfterUnplug', fault: 'a snapshot with an unknown CPU is refused at once', options: SNAPSHOT, variations: [refusesFewer] },
  { property: 'QuiescentPluggedAfterLoad', fault: 'the last section is never loaded', options: SYMMETRIC, variations: [dropAction('migration.load_late_cpus')] },
  { property: 'QuiescentEmptyAfterLoad', fault: 'the last section is never loaded', options: SYMMETRIC, variations: [dropAction('migration.load_late_cpus')] },
];
