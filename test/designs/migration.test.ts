/** What migration and snapshots bring to light, each with a trace that XState itself can follow. */
import { assertFound, type Found } from './found.ts';

const MIGRATE = 'boot+hot-migrate';
const SYMMETRIC = 'boot+hot-migrate-symmetric';
const SNAPSHOT = 'boot+hot-snapshot';
const LOADED = ['migration.load_gic', 'migration.load_boot_cpus', 'migration.load_ged', 'migration.load_late_cpus'];
const UNREALIZED = ['main.unrealize_unwanted(1,0)', 'vcpu[1,0].wait_io_event', 'main.unrealized_unwanted(1,0)'];
const [GIC, ...REST] = LOADED;
const REPLUG = ['vcpu[0,0].unrealize(1,0)', 'main.device_add(1,1,good)', 'main.pre_plug(1,1)', 'main.realize(1,1)'];

const FOUND: readonly Found[] = [
  { entry: 'B06', property: 'PlugStateIsFixedWhileMigrating', configuration: MIGRATE, from: 'main.migrate', end: ['vcpu[0,0].eject(1,0)'] },
  { entry: 'B16', property: 'MigrationKeepsPlugState', configuration: MIGRATE, from: 'migration.start_destination(device)', end: [GIC!, ...UNREALIZED, ...REST] },
  { entry: 'B16', property: 'LoadedMachineIsConsistent', configuration: MIGRATE, end: [GIC!, ...UNREALIZED, ...REST] },
  { entry: 'B16', property: 'SlotHoldsRealizedCpu', configuration: MIGRATE, end: [GIC!, UNREALIZED[0]!] },
  { entry: 'B16', property: 'GiccAccessibleIffPlugged', configuration: SNAPSHOT, end: [...REST, 'main.loadvm_complete'] },
  { entry: 'B16', property: 'CpuOnSucceedsOnlyWhenEnabled', configuration: MIGRATE, from: 'main.unrealized_unwanted(1,0)', end: ['migration.complete', 'main.cont', 'vcpu[0,0].run', 'vcpu[0,0].CPU_ON(1,0)'] },
  { entry: 'B18', property: 'RemovableCpuStaysRemovable', configuration: SYMMETRIC, from: 'migration.start_equal_destination', end: LOADED },
  { entry: 'B18', property: 'ColdBootedCpuStaysColdBooted', configuration: 'boot+cli-migrate', from: 'main.device_add(1,0,good)', end: LOADED },
  { entry: 'F30', property: 'QemuSurvivesSecondCpuSection', configuration: SYMMETRIC, end: REPLUG },
  { entry: 'F31', property: 'StreamIsWrittenWhilePaused', configuration: MIGRATE, end: ['main.stop', 'migration.save_stopped'] },
  { entry: 'F31', property: 'StreamIsConsistent', configuration: MIGRATE, from: 'vcpu[0,0].unrealize(1,0)', end: ['main.stop', 'migration.save_stopped'] },
  { entry: 'F32', property: 'NoCpuOnIsLost', configuration: SYMMETRIC, end: ['migration.stop_vm', 'vcpu[1,0].wait_io_event', 'vcpu[0,0].CPU_ON(1,0)', 'vcpu[0,0].wait_io_event', 'migration.all_paused', 'migration.save'] },
  { entry: 'F47', property: 'NoCpuOnIsLost', configuration: 'kvm-boot+hot-migrate-symmetric', from: 'vcpu[1,0].wait_io_event', end: ['main.migrate', 'migration.stop_vm', 'migration.all_paused', 'migration.save'] },
  { entry: 'B16', property: 'ParkedIffUnplugged', configuration: 'kvm-boot+hot-migrate', end: [GIC!, ...UNREALIZED, ...REST] },
  { entry: 'F36', property: 'PlugPauseIsNotUndone', configuration: 'kvm-boot+hot-migrate', from: 'migration.fail', end: ['main.reset_cpu(1,0)', 'migration.go_on'] },
  { entry: 'F33', property: 'EnabledHasCpu', configuration: SNAPSHOT, end: ['migration.load_ged', 'main.loadvm_unknown_section'] },
  { entry: 'F33', property: 'QemuSurvivesGicAccess', configuration: SNAPSHOT, end: ['main.loadvm_unknown_section', 'main.cont', 'vcpu[0,0].run', 'vcpu[0,0].gic_access_without_cpu(1)'] },
  { entry: 'F34', property: 'FirmwareMarkIsMigrated', configuration: SYMMETRIC, from: 'vcpu[0,0].fw_remove(1)', end: LOADED },
  { entry: 'F35', property: 'LoadedEventsAreThoseSaved', configuration: 'boot+hot-any-migrate', from: 'main.device_add(1,0,good)', end: ['main.plug(1,0)', 'migration.load_late_cpus'] },
  { entry: 'F37', property: 'QemuSurvivesEjectOfUnrealizedCpu', configuration: MIGRATE, end: ['vcpu[0,0].write_selector(1)', 'vcpu[0,0].eject(1,0)'] },
  { entry: 'B02', property: 'QemuSurvivesSave', configuration: 'boot+hot-any-migrate', from: 'main.device_add(1,0,unrealizable)', end: ['main.migrate', 'migration.save_stopped'] },
];

describe('rfc-v5, migrated', () => {
  for (const found of FOUND) it(`${found.entry}: ${found.property} is violated in ${found.configuration}`, () => assertFound(found));
});
