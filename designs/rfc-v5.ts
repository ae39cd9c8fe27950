/** The prototype as it is: branch virt-cpuhp-armv8/rfc-v5, head 6d6de47f52. */
import type { Configuration, Design, Family, Tier } from '../checker/model/design.ts';
import type { Property } from '../checker/model/property.ts';
import { progressFor, propertiesFor, safetyFor } from '../invariants/index.ts';
import type { VirtOptions } from '../machines/sorts.ts';
import { virt } from '../machines/virt.ts';
import { KVM_VIOLATED, kvmConfigurations, kvmProgress } from './configurations/kvm.ts';
import { LINUX_VIOLATED, LINUX_VIOLATED_BEYOND_QUICK, linuxConfigurations, linuxProgress } from './configurations/linux.ts';
import { familyOf } from './family.ts';
import { virtLabels } from './labels.ts';
import { presentation } from './presentation.ts';
import { recorded } from './recorded.ts';
import { RFC_V5 } from './unused.ts';

/** Absent where something of the model hangs on the order of the slots. */
const familyFor = (o: VirtOptions): { family?: Family } => (o.accel === 'kvm' || o.guest || o.migrate || o.tcgContexts ? {} : { family: familyOf(o, (x) => virt('rfc-v5', x, propertiesFor(o))) });

/** One system of the design. */
export const configuration = (tier: Tier, id: string, title: string, o: VirtOptions, coverage = o.slots.length === 2, properties: readonly Property[] = propertiesFor(o)): Configuration => ({
  id,
  title,
  tier,
  labels: virtLabels(o),
  // Every action family is enabled in the smallest system; asking for it in a larger one would only cost states.
  coverage,
  system: () => virt('rfc-v5', o, properties),
  ...familyFor(o),
});

const configurations: readonly Configuration[] = [
  configuration('quick', 'boot+hot-documented', 'boot CPU and one hot-pluggable slot; documented commands, reset, stop', { slots: ['boot', 'hot'], operator: 'documented', reset: true, stop: true, passive: true }),
  configuration('quick', 'boot+hot-any', 'boot CPU and one hot-pluggable slot; any device_add, reset, stop', { slots: ['boot', 'hot'], operator: 'any', reset: true, stop: true, passive: false }),
  configuration('quick', 'boot+cold-documented', 'boot CPU and a cold-booted secondary; reset, stop', { slots: ['boot', 'cold'], operator: 'documented', reset: true, stop: true, passive: false }),
  configuration('quick', 'boot+cold+hot-documented', 'boot CPU, cold-booted secondary, one hot-pluggable slot', { slots: ['boot', 'cold', 'hot'], operator: 'documented', reset: false, stop: false, passive: false }),
  configuration('quick', 'boot+hot+hot-documented', 'boot CPU and two hot-pluggable slots', { slots: ['boot', 'hot', 'hot'], operator: 'documented', reset: false, stop: false, passive: false }),
  configuration('quick', 'boot+hot-restart', 'boot CPU and one hot-pluggable slot; reset and power-off by the guest', { slots: ['boot', 'hot'], operator: 'documented', reset: false, stop: false, passive: false, restart: true }),
  configuration('quick', 'boot+cli', 'boot CPU and one CPU given with -device', { slots: ['boot', 'cli'], operator: 'documented', reset: true, stop: true, passive: true }),
  configuration('quick', 'boot+cold+cli-no-ged', 'no ACPI: boot CPU, cold-booted secondary, one CPU given with -device', { slots: ['boot', 'cold', 'cli'], operator: 'documented', reset: true, stop: true, passive: true, ged: false }),
  // A reset is left out: with one thread all vCPUs are stopped at once, with several one after the other.
  configuration('quick', 'boot+cold-one-thread', 'hot-plug gated off: boot CPU and cold-booted secondary take turns in one thread', { slots: ['boot', 'cold'], operator: 'any', reset: false, stop: true, passive: true, threads: 'single' }),
  configuration('quick', 'boot+cold-gicv2', 'GICv2: boot CPU and cold-booted secondary', { slots: ['boot', 'cold'], operator: 'documented', reset: true, stop: true, passive: true, gic: 2 }),
  configuration('full', 'boot+cold+hot-reset-stop', 'boot CPU, cold-booted secondary, one hot-pluggable slot; documented commands, reset, stop', { slots: ['boot', 'cold', 'hot'], operator: 'documented', reset: true, stop: true, passive: false }),
  configuration('nightly', 'boot+cold+hot+hot-reset-stop', 'boot CPU, cold-booted secondary, two hot-pluggable slots; documented commands, reset, stop', { slots: ['boot', 'cold', 'hot', 'hot'], operator: 'documented', reset: true, stop: true, passive: false }),
  configuration('quick', 'boot+hot-secure', 'boot CPU and one hot-pluggable slot; PSCI conduit disabled (secure=on with firmware)', { conduit: 'disabled', slots: ['boot', 'hot'], operator: 'documented', reset: false, stop: false, passive: false }),
  configuration('full', 'boot+hot+hot+hot-secure', 'boot CPU and three hot-pluggable slots; PSCI conduit disabled', { conduit: 'disabled', slots: ['boot', 'hot', 'hot', 'hot'], operator: 'documented', reset: false, stop: false, passive: false }),
  configuration('full', 'boot+cold+cold+hot-secure', 'boot CPU, two cold-booted secondaries, one hot-pluggable slot; PSCI conduit disabled', { conduit: 'disabled', slots: ['boot', 'cold', 'cold', 'hot'], operator: 'documented', reset: true, stop: false, passive: false }),
  configuration('quick', 'boot+hot-el2', 'boot CPU and one hot-pluggable slot; CPUs with EL2 (virtualization=on)', { virtualization: true, slots: ['boot', 'hot'], operator: 'documented', reset: false, stop: false, passive: false }),
  configuration('quick', 'boot+hot+hot-contexts', 'boot CPU and two hot-pluggable slots; translation contexts', { tcgContexts: true, slots: ['boot', 'hot', 'hot'], operator: 'documented', reset: false, stop: false, passive: false }),
  configuration('quick', 'boot+hot-migrate', 'boot CPU and one hot-pluggable slot; stop; migration to any destination', { slots: ['boot', 'hot'], operator: 'documented', reset: false, stop: true, passive: false, migrate: { to: 'any' } }),
  configuration('quick', 'boot+hot-migrate-symmetric', 'boot CPU and one hot-pluggable slot; migration to destinations like the source', { slots: ['boot', 'hot'], operator: 'documented', reset: false, stop: false, passive: true, migrate: { to: 'symmetric' } }),
  configuration('quick', 'boot+cli-migrate', 'boot CPU and one slot with a -device CPU; migration to any destination', { slots: ['boot', 'cli'], operator: 'documented', reset: false, stop: false, passive: false, migrate: { to: 'any' } }, false),
  configuration('quick', 'boot+hot-any-migrate', 'boot CPU and one hot-pluggable slot; any device_add, also while a stream is loaded; migration to any destination', { slots: ['boot', 'hot'], operator: 'any', reset: false, stop: false, passive: false, migrate: { to: 'any' } }, false),
  configuration('quick', 'boot+hot-snapshot', 'boot CPU and one hot-pluggable slot; savevm, loadvm into the running VM', { slots: ['boot', 'hot'], operator: 'documented', reset: false, stop: false, passive: false, migrate: { snapshot: true } }, false),
  configuration('full', 'boot+hot-migrate-reset-stop', 'boot CPU and one hot-pluggable slot; reset, stop; migration to any destination', { slots: ['boot', 'hot'], operator: 'documented', reset: true, stop: true, passive: false, migrate: { to: 'any' } }),
  configuration('full', 'boot+hot-any-snapshot', 'boot CPU and one hot-pluggable slot; any device_add; savevm, loadvm, damaged snapshots', { slots: ['boot', 'hot'], operator: 'any', reset: false, stop: false, passive: false, migrate: { snapshot: true } }),
  configuration('full', 'boot+cold+hot-migrate', 'boot CPU, cold-booted secondary, one hot-pluggable slot; migration to any destination', { slots: ['boot', 'cold', 'hot'], operator: 'documented', reset: false, stop: false, passive: false, migrate: { to: 'any' } }),
  configuration('full', 'boot+hot+hot-migrate', 'boot CPU and two hot-pluggable slots; migration to any destination, another slot too', { slots: ['boot', 'hot', 'hot'], operator: 'documented', reset: false, stop: false, passive: false, migrate: { to: 'any' } }),
];

/** Each property that it violates, and why: entries of design-history.md (B) and of docs/findings.md (F). */
const VIOLATED: Readonly<Record<string, string>> = {
  PresentAlwaysOne: 'B25',
  GiccAccessibleIffItHasCpu: 'B16, F33',
  GiccAccessibleIffPlugged: 'B02, B16, B21',
  GicCpuIsSlotCpu: 'B02, B21',
  WiresReachSlotCpu: 'B02, B21',
  EnabledIffPlugged: 'B16, F33',
  EnabledHasCpu: 'F33',
  SlotHoldsRealizedCpu: 'B16',
  CpuOnSucceedsOnlyWhenEnabled: 'B16',
  InsertingImpliesEnabled: 'F07',
  RemovingImpliesPlugged: 'F07',
  NewCpuHasNoOldRequest: 'F07',
  QueuedCpuIsRealized: 'B02',
  NothingPointsToFreedCpu: 'B02',
  ThreadEndsBeforeItsRegistersAreFreed: 'B07',
  FeaturesEqualBootCpu: 'B04',
  GuestRunsOnlyOnEnabledCpu: 'B07',
  OnlyOneCpuOnSucceeds: 'B13',
  CpuOnDoesNotSurviveReset: 'F06, F32',
  ColdBootedCpuStays: 'B05, B18',
  EjectOnlyOfPoweredOffCpu: 'B07',
  EjectOnlyOnRequest: 'B05',
  NoCpuEjectsItself: 'B06b',
  HypvirtTimerReachesSlotCpu: 'B20',
  TcgContextsAreOfLiveThreads: 'B26, F42',
  HotpluggedCpuStartsOff: 'B27, F40',
  ResetHandlerIffPlugged: 'B21',
  FailedDeviceAddLeavesNothing: 'B02',
  QemuSurvivesGicCreation: 'B28',
  QemuSurvivesGicLookup: 'B03',
  QemuSurvivesSelfEject: 'B06b, F12',
  QemuSurvivesMutualEject: 'F04',
  QemuSurvivesCpuOff: 'F01, F40',
  QemuSurvivesCpuListAdd: 'B02, F09',
  QemuSurvivesPause: 'B02',
  QemuSurvivesBroadcastTlbi: 'B02, F09',
  QemuSurvivesGicAccess: 'B02, F09, F33',
  QemuSurvivesRegisterAccess: 'B07',
  EjectingCpuIsNeverStuck: 'F05, F21',
  SlotCanBeVacated: 'F04',
  SlotCanBeUsedAgain: 'B02, F04',
  PlugStateIsFixedWhileMigrating: 'B06',
  StreamIsWrittenWhilePaused: 'F31',
  NoCpuOnIsLost: 'F32, F47',
  StreamIsConsistent: 'B02, F31, F33',
  MigrationKeepsPlugState: 'B16',
  LoadedMachineIsConsistent: 'B16',
  LoadedEventsAreThoseSaved: 'F35',
  FirmwareMarkIsMigrated: 'F34',
  RemovableCpuStaysRemovable: 'B18',
  ColdBootedCpuStaysColdBooted: 'B18',
  QemuSurvivesSecondCpuSection: 'F30',
  QemuSurvivesEjectOfUnrealizedCpu: 'F37',
  QemuSurvivesSave: 'B02',
  ...KVM_VIOLATED,
  ...LINUX_VIOLATED,
};

export const design: Design = {
  name: 'rfc-v5',
  title: 'RFC V5 as it is',
  source: 'salil-mehta/qemu branch virt-cpuhp-armv8/rfc-v5, 6d6de47f52',
  configurations: [...configurations, ...[...kvmConfigurations, ...linuxConfigurations].map((c) => configuration(c.tier, c.id, c.title, c.options, undefined, c.tier === 'quick' ? undefined : safetyFor(c.options))), ...[...linuxProgress, ...kvmProgress].map((c) => configuration(c.tier, c.id, c.title, c.options, false, progressFor(c.options)))],
  recorded: recorded({ design: 'rfc-v5', accel: 'tcg', system: (o) => virt('rfc-v5', o, propertiesFor(o)), has: { guest: ['hostile', 'linux', 'legacy'], ged: ['yes', 'no'], threads: ['multi', 'single'], gic: ['2', '3'], migrated: ['yes', 'no'] } }),
  presentation,
  violates: Object.keys(VIOLATED),
  violatesBeyondQuick: Object.keys(LINUX_VIOLATED_BEYOND_QUICK),
  unused: RFC_V5,
  reasons: { ...VIOLATED, ...LINUX_VIOLATED_BEYOND_QUICK },
};
