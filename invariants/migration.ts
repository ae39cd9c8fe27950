/** Migration and snapshots: the VM that goes on is the VM that was saved. docs/migration.md says what a destination is here. */
import { and, at, count, eq, exists, forall, iff, implies, next, not, or, value, type Expr } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { plugged } from '../machines/conditions.ts';
import { MIGRATION_ENDS, type MigrationEnd } from '../machines/migration/ends.ts';
import { FAILED, loading, phase, SAVED, STOPPING } from '../machines/migration/phases.ts';
import { hasCpuSection, wasPlugged } from '../machines/migration/stream.ts';
import { survival, type Survival } from './survival.ts';
import { occupied } from './when.ts';

const loaded = phase('loaded');
/** The step writes the stream of a migration, or a snapshot of a VM that ran. */
const writes = or(and(not(phase(...SAVED)), next(phase(...SAVED))), and(at('main', [], 'savevmGap'), next(at('main', [], 'idle'))));
const inSlot = (state: string): Expr => exists('x', 'incarnation', and(at('slot', ['i'], 'cpu.o{x}'), at('object', ['i', 'x'], state)));

const SURVIVAL: Survival<MigrationEnd> = {
  virt_find_cpu_slot: { id: 'QemuSurvivesEjectOfUnrealizedCpu', text: 'No eject makes QEMU fail its assertion that the CPU has an index.', source: 'R5; B16; hw/arm/virt.c:3304; include/hw/arm/virt.h:258; recording r27' },
  kvm_gicd_access: { id: 'QemuSurvivesGicTransfer', text: 'No migration or snapshot makes QEMU abort because a vCPU is inside KVM_RUN while the GIC is read or written.', source: 'R5; Q.I34; hw/intc/arm_gicv3_kvm.c:450-660, 878-880' },
  cpu_synchronize_all_states: { id: 'QemuSurvivesSave', text: 'No migration or snapshot walks over a CPU that was freed.', source: 'R5; B02; migration/savevm.c:1618, 2976' },
};

export const migrationProperties: readonly Property[] = [
  {
    id: 'PlugStateIsFixedWhileMigrating',
    text: 'From migrate until the stream is written no CPU is plugged or unplugged.',
    source: 'Q.I49; B06; system/qdev-monitor.c:682, 931; hw/acpi/cpu.c:134',
    kind: 'step',
    expr: forall('i', 'slot', implies(phase('active', 'cancelling', ...STOPPING), iff(occupied('i'), next(occupied('i'))))),
  },
  {
    id: 'StreamIsWrittenWhilePaused',
    text: 'When the stream is written no vCPU executes guest code, and none is in the middle of an eject.',
    source: 'system/cpus.c:778-793; migration/migration.c:2752-2784',
    kind: 'step',
    expr: implies(writes, forall('i', 'slot', forall('x', 'incarnation', not(at('vcpu', ['i', 'x'], 'thread.guest', 'thread.joining'))))),
  },
  {
    id: 'NoCpuOnIsLost',
    text: 'When the stream is written no CPU_ON that was accepted is still waiting for its CPU.',
    source: 'Q.L5; target/arm/arm-powerctl.c:191-216; cpu-common.c (work_list is not sent)',
    kind: 'step',
    expr: implies(writes, forall('i', 'slot', forall('x', 'incarnation', implies(at('object', ['i', 'x'], 'queued.yes'), not(at('psci', ['i', 'x'], 'work.on', 'work.on2', 'work.offOn')))))),
  },
  {
    id: 'StreamIsConsistent',
    text: 'The stream has CPU sections for exactly those CPUs whose GIC interface it says accessible.',
    source: 'Q.I29, Q.I50; hw/intc/arm_gicv3_common.c:141; migration/savevm.c:2600-2607',
    kind: 'always',
    expr: forall('i', 'slot', implies(not(at('savedGicc', ['i'], 'nothing')), iff(at('savedGicc', ['i'], 'yes'), hasCpuSection('i')))),
  },
  {
    id: 'MigrationKeepsPlugState',
    text: 'When a stream is loaded, a slot holds a CPU exactly if it did when the stream was written, and that CPU is realized.',
    source: 'Q.I50; B16; hw/intc/arm_gicv3_common.c:141-147',
    kind: 'always',
    expr: forall('i', 'slot', implies(loaded, and(iff(wasPlugged('i'), plugged('i')), iff(wasPlugged('i'), occupied('i'))))),
  },
  {
    id: 'LoadedMachineIsConsistent',
    text: 'When a stream is loaded, ACPI-enabled, accessible GIC interfaces, reset handlers and boot_cpus are those of the realized CPUs in the slots.',
    source: 'Q.I50 with Q.I18, Q.I30, Q.I42, Q.I43; B16',
    kind: 'always',
    expr: implies(
      loaded,
      and(
        forall('i', 'slot', and(iff(at('acpi', ['i'], 'enabled.yes'), plugged('i')), iff(at('gic', ['i'], 'accessible.yes'), plugged('i')), iff(not(at('resetList', ['i'], 'null')), plugged('i')))),
        eq(value('bootInfo', [], 'cpus'), count('s', 'slot', plugged('s'))),
      ),
    ),
  },
  {
    id: 'LoadedEventsAreThoseSaved',
    text: 'When a stream is loaded, insert and removal events are pending exactly where they were when it was written.',
    source: 'Q.8; hw/acpi/cpu.c:336-349; what device_add raised at the destination is overwritten',
    kind: 'always',
    expr: forall('i', 'slot', implies(loaded, and(iff(at('inserting', ['i'], 'yes'), at('savedInserting', ['i'], 'yes')), iff(at('removing', ['i'], 'yes'), at('savedRemoving', ['i'], 'yes'))))),
  },
  {
    id: 'FirmwareMarkIsMigrated',
    text: 'When a stream is loaded, a CPU has the firmware mark (fw_remove) exactly if it had it when the stream was written.',
    source: 'Q.8; hw/acpi/cpu.c:336-349 (no fw_remove)',
    kind: 'always',
    expr: forall('i', 'slot', implies(loaded, iff(at('fwRemove', ['i'], 'yes'), at('savedMark', ['i'], 'yes')))),
  },
  {
    id: 'RemovableCpuStaysRemovable',
    text: 'A CPU that device_del could remove when the stream was written can be removed after it is loaded.',
    source: 'Q.I50; B18; hw/arm/virt.c:3178, 3262',
    kind: 'always',
    expr: forall('i', 'slot', implies(and(loaded, at('savedPlug', ['i'], 'removable')), inSlot('coldBooted.no'))),
  },
  {
    id: 'ColdBootedCpuStaysColdBooted',
    text: 'A CPU that was cold-booted when the stream was written, so that device_del of it is refused, is so after it is loaded.',
    source: 'Q.I50; B18; hw/arm/virt.c:3178, 3262',
    kind: 'always',
    expr: forall('i', 'slot', implies(and(loaded, at('savedPlug', ['i'], 'coldBooted')), inSlot('coldBooted.yes'))),
  },
  ...survival(MIGRATION_ENDS, SURVIVAL),
  {
    id: 'MigrationThreadIsNeverStuck',
    text: 'The migration thread, once it has taken over, can always finish.',
    source: 'R6; Q.L6, Q.L10; system/cpus.c:601-625',
    kind: 'stuck',
    process: 'migration',
    inside: phase('cancelling', ...STOPPING, ...FAILED),
  },
];

/** The destination starts: what was a QEMU process before is another one now. */
const starts = and(not(phase('incoming')), next(phase('incoming')));
/** The acpi-ged section is loaded. */
const loadsGed = and(phase('bootCpusLoaded'), next(phase('gedLoaded')));

/** Step properties of one QEMU process, and the steps that they say nothing of. */
const NOT_OF: Readonly<Record<string, Expr>> = { GicrMpidrFixed: starts, RemovingOnlyByRequest: loadsGed, AcpiEnableOnlyByPlug: or(starts, loadsGed), FirmwareMarkIsLeftAlone: or(starts, loadsGed) };
/** Permanent properties of what a load changes section by section: they speak of a load that is over (R12). */
const NOT_WHILE_LOADING: readonly string[] = ['GiccAccessibleIffItHasCpu', 'EnabledHasCpu'];
/** Permanent properties of an operating system and its machine: they say nothing of a machine that has not got its guest yet. */
const NOT_WITHOUT_GUEST: readonly string[] = ['RegisteredIffEnabled', 'OnlineCpuIsPlugged', 'OfflineCpuIsPoweredOff', 'MadtEnabledCpuStaysEnabled'];

/** The property as it is meant where there are migrations and snapshots. */
export const acrossMigration = (p: Property): Property => {
  const except = NOT_OF[p.id];
  if (except && p.kind === 'step') return { ...p, scope: [p.scope, 'Says nothing of the start of a destination and of what a stream overwrites.'].filter(Boolean).join(' '), expr: or(except, p.expr) };
  if (NOT_WHILE_LOADING.includes(p.id) && p.kind === 'always') return { ...p, scope: [p.scope, 'Not between the sections of a load.'].filter(Boolean).join(' '), expr: implies(not(loading), p.expr) };
  if (NOT_WITHOUT_GUEST.includes(p.id) && p.kind === 'always') return { ...p, scope: [p.scope, 'Not at a destination before its stream is loaded.'].filter(Boolean).join(' '), expr: implies(not(or(phase('incoming'), loading)), p.expr) };
  return p;
};
