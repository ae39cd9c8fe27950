/** The configurations of rfc-v5 with a Linux guest, and what it violates only there. */
import type { Tier } from '../../checker/model/design.ts';
import type { LinuxOptions } from '../../machines/linux/options.ts';
import type { SlotKind, VirtOptions } from '../../machines/sorts.ts';

export interface GuestConfiguration {
  readonly tier: Tier;
  readonly id: string;
  readonly title: string;
  readonly options: VirtOptions;
}

const linux = (tier: Tier, id: string, title: string, slots: readonly SlotKind[], guest: Partial<LinuxOptions>, machine: Partial<VirtOptions> = {}): GuestConfiguration => ({
  tier,
  id,
  title,
  options: { slots, operator: 'documented', reset: false, stop: false, passive: false, ...machine, guest: { profile: 'linux', admin: true, ...guest } },
});

/** One feature a configuration: together they multiply, and show nothing that one of them does not (measured elsewhere too). */
export const linuxConfigurations: readonly GuestConfiguration[] = [
  linux('quick', 'linux-boot+hot', 'Linux: boot CPU and one hot-pluggable slot; online, offline, sysfs eject, time-outs', ['boot', 'hot'], { sysfsEject: true, timeouts: true }),
  linux('quick', 'linux-boot+hot-any', 'Linux: boot CPU and one hot-pluggable slot; any device_add', ['boot', 'hot'], { admin: false }, { operator: 'any' }),
  linux('quick', 'linux-boot+hot-restart', 'Linux: boot CPU and one hot-pluggable slot; reboot and power-off by the guest', ['boot', 'hot'], { admin: false }, { restart: true }),
  linux('quick', 'linux-boot+hot-kexec', 'Linux: boot CPU and one hot-pluggable slot; kexec and kdump', ['boot', 'hot'], { admin: false, kexec: true, kdump: true }),
  linux('quick', 'linux-boot+hot-stop', 'Linux: boot CPU and one hot-pluggable slot; stop', ['boot', 'hot'], { admin: false }, { stop: true }),
  linux('quick', 'linux-boot+cold', 'Linux: boot CPU and a cold-booted secondary that root ejects', ['boot', 'cold'], { sysfsEject: true }),
  linux('quick', 'linux-boot+cold+hot', 'Linux: boot CPU, cold-booted secondary, one hot-pluggable slot; online, offline', ['boot', 'cold', 'hot'], {}),
  linux('quick', 'linux-boot+hot-migrate', 'Linux: boot CPU and one hot-pluggable slot; migration to any destination', ['boot', 'hot'], { admin: false }, { migrate: { to: 'any' } }),
  linux('quick', 'legacy-boot+cold+hot', 'Linux before 6.11: boot CPU, cold-booted secondary, one hot-pluggable slot', ['boot', 'cold', 'hot'], { profile: 'legacy' }),
  linux('full', 'linux-boot+cold+hot-marks', 'Linux: boot CPU, cold-booted secondary, one hot-pluggable slot; firmware marks CPUs', ['boot', 'cold', 'hot'], { firmwareMarks: true }),
  linux('full', 'linux-boot+cold+hot-migrate', 'Linux: boot CPU, cold-booted secondary, one hot-pluggable slot; migration to any destination', ['boot', 'cold', 'hot'], { admin: false }, { migrate: { to: 'any' } }),
  linux('full', 'linux-boot+hot-migrate-reset', 'Linux: boot CPU and one hot-pluggable slot; reset; migration to any destination', ['boot', 'hot'], { admin: false }, { reset: true, migrate: { to: 'any' } }),
  linux('full', 'linux-boot+hot-reset-stop', 'Linux: boot CPU and one hot-pluggable slot; `_OST`, reset, stop', ['boot', 'hot'], {}, { reset: true, stop: true, passive: true }),
];

/** Held to properties of progress alone, the others are decided elsewhere: nobody but worker and operator acts, so that the kernel's progress is theirs. */
export const linuxProgress: readonly GuestConfiguration[] = (
  [
    linux('quick', 'linux-boot+hot-progress', 'Linux: boot CPU and one hot-pluggable slot; `_OST`', ['boot', 'hot'], { admin: false }, { passive: true }),
    linux('quick', 'linux-boot+hot-reset-progress', 'Linux: boot CPU and one hot-pluggable slot; reset', ['boot', 'hot'], { admin: false }, { reset: true }),
    linux('full', 'linux-boot+cold+hot-marks-progress', 'Linux: boot CPU, cold-booted secondary, one hot-pluggable slot; firmware marks CPUs', ['boot', 'cold', 'hot'], { admin: false, firmwareMarks: true }),
    linux('quick', 'linux-boot+cold-restart-progress', 'Linux: boot CPU and a cold-booted secondary; reset and power-off by the guest', ['boot', 'cold'], { admin: false }, { restart: true }),
  ] as const
).map((c) => ({ ...c, title: `${c.title}; what must come about` }));

/** What a Linux guest shows beyond a hostile one, because only an operating system can be disappointed. */
export const LINUX_VIOLATED: Readonly<Record<string, string>> = {
  ScanServesEveryRemoval: 'F10',
  ColdBootedCpuIsMadtEnabled: 'B19',
  ResetLeavesNoRequest: 'B15',
  ResetClearsGed: 'B15',
  ResetClearsSelector: 'B15',
  RemovalIsNotified: 'F10, B15',
  InsertionIsNotified: 'F06, B15',
  CpuComesOnline: 'F06',
  WorkerEnds: 'F06',
  KernelBoots: 'F06',
};
/** ... and only the full tier shows. */
export const LINUX_VIOLATED_BEYOND_QUICK: Readonly<Record<string, string>> = { ScanServesEveryInsertion: 'B12' };
