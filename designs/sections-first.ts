/**
 * The mend of F30 that suggests itself: unregister the sections of a CPU before its thread is joined. device_add no longer ends
 * QEMU, and with that the slot can be used while its old CPU still runs: F02, F03, F05 and F08 become reachable, and B02 and F07 go
 * further. What has to be refused is the re-plug, not the section.
 */
import { addEffect, dropEffect, type Variation } from '../checker/model/variation.ts';
import { walk } from '../machines/cpus-queue.ts';
import { derive } from './derive.ts';
import { design as rfcV5 } from './rfc-v5.ts';
import { SECTIONS_FIRST } from './unused.ts';

/** For one of the actions that put a CPU on the list: it meets no sections of the CPU before. */
export const withoutSections = (action: string): readonly Variation[] => [
  dropEffect(action, 'qemu'),
  addEffect(action, walk('cpu_list_add')),
];

/** Everything that rfc-v5 violates in these configurations, and what its exit had hidden. */
const BEYOND = { NewCpuHasNoOldMark: 'F07', FirmwareMarkIsLeftAlone: 'F08', OneGuestCpuPerSlot: 'F03', CpuOffReachesItsCaller: 'F02', QemuSurvivesCpuListRemove: 'F09', SlotCanBeVacated: 'B02', SlotCanBeUsedAgain: 'B02' };
const AS_BEFORE = [
  'PresentAlwaysOne', 'GiccAccessibleIffPlugged', 'GicCpuIsSlotCpu', 'WiresReachSlotCpu', 'InsertingImpliesEnabled', 'RemovingImpliesPlugged', 'NewCpuHasNoOldRequest', 'QueuedCpuIsRealized',
  'NothingPointsToFreedCpu', 'ThreadEndsBeforeItsRegistersAreFreed', 'FeaturesEqualBootCpu', 'GuestRunsOnlyOnEnabledCpu', 'OnlyOneCpuOnSucceeds', 'CpuOnDoesNotSurviveReset',
  'EjectOnlyOfPoweredOffCpu', 'EjectOnlyOnRequest', 'NoCpuEjectsItself', 'FailedDeviceAddLeavesNothing', 'ResetLeavesNoRequest', 'ResetClearsGed', 'ResetClearsSelector', 'QemuSurvivesGicLookup',
  'QemuSurvivesSelfEject', 'QemuSurvivesCpuOff', 'QemuSurvivesCpuListAdd', 'QemuSurvivesPause', 'QemuSurvivesBroadcastTlbi', 'QemuSurvivesGicAccess', 'QemuSurvivesRegisterAccess',
];
/** What three slots, or KVM, add. */
const BEYOND_QUICK = [
  'ColdBootedCpuStays', 'QemuSurvivesMutualEject', 'NoDeadState', 'MainThreadIsNeverStuck', 'EjectingCpuIsNeverStuck', 'UnpluggedVcpuReadsOff', 'EjectedVcpuReadsOff', 'PluggedCpuHasFreshIcc', 'IccResetOnlyOfAccessible', 'CpuOnResetsOnlyOffCpu', 'PauseIsNotUndone', 'ResetPauseIsNotUndone', 'NoGuestCodeDuringReset', 'ResetDoesNotRewind', 'PausingCpuIsNeverStuck', 'JoinedCpuDoesNotPause', 'UnpluggedThreadIsAskedToStop', 'NoWaitForEndedThread', 'QemuSurvivesVcpuCreation', 'QemuSurvivesIccReset', 'QemuSurvivesPutRegisters', 'QemuSurvivesEjectDuringReset', 'QemuSurvivesRegisterTransfer', 'QemuSurvivesResetOfFreedCpu',
];
const reason = (p: string): [string, string] => [p, rfcV5.reasons?.[p] ?? ''];
const REASONS = { ...Object.fromEntries(AS_BEFORE.map(reason)), ...BEYOND };

export const design = derive(rfcV5, {
  name: 'sections-first',
  title: 'rfc-v5 that unregisters the sections of a CPU before it joins its thread',
  source: 'docs/findings.md F30; cpu-target.c:160-176, target/arm/cpu.c:2716',
  configurations: { 'boot+hot-documented': 'quick', 'boot+hot-any': 'quick', 'boot+cold+hot-documented': 'full', 'kvm-boot+hot-documented': 'full' },
  variations: () => ['main.realize', 'main.realize_fail'].flatMap(withoutSections),
  violates: Object.keys(REASONS),
  violatesBeyondQuick: BEYOND_QUICK,
  unused: SECTIONS_FIRST,
  reasons: { ...Object.fromEntries(BEYOND_QUICK.map(reason)), EjectingCpuIsNeverStuck: 'F05, F21', QemuSurvivesVcpuCreation: 'F20', ...REASONS },
});
