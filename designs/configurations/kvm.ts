/** The configurations of rfc-v5 under KVM, and what it violates only there. */
import type { Tier } from '../../checker/model/design.ts';
import type { SlotKind, VirtOptions } from '../../machines/sorts.ts';
import type { GuestConfiguration } from './linux.ts';

const kvm = (tier: Tier, id: string, title: string, slots: readonly SlotKind[], machine: Partial<VirtOptions>): GuestConfiguration => ({
  tier,
  id: `kvm-${id}`,
  title: `KVM; ${title}`,
  options: { accel: 'kvm', slots, operator: 'documented', reset: false, stop: false, passive: false, ...machine },
});

export const kvmConfigurations: readonly GuestConfiguration[] = [
  kvm('quick', 'boot+hot-documented', 'boot CPU and one hot-pluggable slot; documented commands, reset, stop', ['boot', 'hot'], { reset: true, stop: true, passive: true }),
  kvm('quick', 'boot+hot-any', 'boot CPU and one hot-pluggable slot; any device_add, stop', ['boot', 'hot'], { operator: 'any', stop: true }),
  kvm('quick', 'boot+hot-smc32', 'boot CPU and one hot-pluggable slot; the guest makes 32-bit PSCI calls', ['boot', 'hot'], { smc32: true }),
  kvm('quick', 'linux-boot+hot', 'Linux: boot CPU and one hot-pluggable slot; online, offline', ['boot', 'hot'], { guest: { profile: 'linux', admin: true } }),
  kvm('quick', 'linux-boot+hot-any', 'Linux: boot CPU and one hot-pluggable slot; any device_add', ['boot', 'hot'], { operator: 'any', guest: { profile: 'linux', admin: false } }),
  kvm('quick', 'linux-boot+cold-reset', 'Linux: boot CPU and a cold-booted secondary; reset by the operator', ['boot', 'cold'], { reset: true, guest: { profile: 'linux', admin: false } }),
  kvm('quick', 'linux-boot+cold-restart', 'Linux: boot CPU and a cold-booted secondary; online, offline, reboot and power-off by the guest', ['boot', 'cold'], { restart: true, guest: { profile: 'linux', admin: true } }),
  kvm('quick', 'boot+hot-migrate', 'boot CPU and one hot-pluggable slot; stop; migration to any destination', ['boot', 'hot'], { stop: true, migrate: { to: 'any' } }),
  kvm('full', 'boot+hot-migrate-symmetric', 'boot CPU and one hot-pluggable slot; migration to destinations like the source', ['boot', 'hot'], { migrate: { to: 'symmetric' } }),
  kvm('full', 'boot+cli-migrate', 'boot CPU and one slot with a -device CPU; migration to any destination', ['boot', 'cli'], { migrate: { to: 'any' } }),
  kvm('full', 'boot+hot-any-migrate', 'boot CPU and one hot-pluggable slot; any device_add, also while a stream is loaded; migration to any destination', ['boot', 'hot'], { operator: 'any', migrate: { to: 'any' } }),
  kvm('quick', 'boot+hot-snapshot', 'boot CPU and one hot-pluggable slot; savevm, loadvm into the running VM', ['boot', 'hot'], { migrate: { snapshot: true } }),
  kvm('full', 'linux-boot+hot-migrate', 'Linux: boot CPU and one hot-pluggable slot; migration to any destination', ['boot', 'hot'], { guest: { profile: 'linux', admin: false }, migrate: { to: 'any' } }),
  kvm('full', 'boot+hot-any-reset-stop', 'boot CPU and one hot-pluggable slot; any device_add, reset, stop', ['boot', 'hot'], { operator: 'any', reset: true, stop: true }),
  kvm('full', 'boot+hot-smc32-reset-stop', 'boot CPU and one hot-pluggable slot; 32-bit PSCI calls, reset, stop', ['boot', 'hot'], { reset: true, stop: true, smc32: true }),
  kvm('full', 'boot+cold+hot-documented', 'boot CPU, cold-booted secondary, one hot-pluggable slot', ['boot', 'cold', 'hot'], {}),
  kvm('full', 'linux-boot+hot-timeouts', 'Linux: boot CPU and one hot-pluggable slot; online, offline, sysfs eject, time-outs', ['boot', 'hot'], { guest: { profile: 'linux', admin: true, sysfsEject: true, timeouts: true } }),
  kvm('full', 'boot+hot-restart', 'boot CPU and one hot-pluggable slot; reset and power-off by the guest', ['boot', 'hot'], { restart: true }),
  kvm('full', 'linux-boot+hot-restart', 'Linux: boot CPU and one hot-pluggable slot; reboot and power-off by the guest', ['boot', 'hot'], { restart: true, guest: { profile: 'linux', admin: false } }),
  kvm('full', 'linux-boot+hot-reset-stop', 'Linux: boot CPU and one hot-pluggable slot; reset, stop', ['boot', 'hot'], { reset: true, stop: true, guest: { profile: 'linux', admin: false } }),
];

export const kvmProgress: readonly GuestConfiguration[] = [
  kvm('full', 'linux-boot+hot-progress', 'Linux: boot CPU and one hot-pluggable slot; what must come about', ['boot', 'hot'], { guest: { profile: 'linux', admin: false } }),
];

/** By reading, not run. */
export const KVM_VIOLATED: Readonly<Record<string, string>> = {
  UnpluggedVcpuReadsOff: 'B01',
  EjectedVcpuReadsOff: 'F46',
  MpStateIsPowerState: 'B10',
  QemuKnowsWhoRuns: 'B10',
  KernelStartsOnlyEnabledCpu: 'B10',
  StartedCpuKeepsItsRegisters: 'F41',
  CpuOnResetsOnlyOffCpu: 'B13, B10',
  PluggedCpuHasFreshIcc: 'B29',
  IccResetOnlyOfAccessible: 'F29',
  PauseIsNotUndone: 'B14c',
  PlugPauseIsNotUndone: 'B14c, F36',
  ResetPauseIsNotUndone: 'B14, B14c',
  NoGuestCodeDuringReset: 'B14',
  ResetDoesNotRewind: 'B14, F27',
  PausingCpuIsNeverStuck: 'B14c, F21',
  JoinedCpuDoesNotPause: 'F21',
  UnpluggedThreadIsAskedToStop: 'F28',
  NoWaitForEndedThread: 'F43',
  ParkedIffUnplugged: 'B16',
  MigrationThreadIsNeverStuck: 'F21, F43',
  QemuSurvivesVcpuInit: 'B09',
  QemuSurvivesIccReset: 'F22',
  QemuSurvivesPutRegisters: 'F23',
  QemuSurvivesEjectDuringReset: 'F24',
  QemuSurvivesRegisterTransfer: 'B07, F25',
  QemuSurvivesResetOfFreedCpu: 'F26',
  NoDeadState: 'F05, F21, F44',
  MainThreadIsNeverStuck: 'F05, F21, F44',
  CommandEnds: 'B14c',
  DeviceAddSucceeds: 'B14c',
  EjectEnds: 'F21',
  CpuOnTakesEffect: 'B14c',
  StartedCpuExecutes: 'F21, B14c',
  PauseEnds: 'F21, B14c',
};
