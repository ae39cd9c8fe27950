/** Faults of the guest kernel and of what QEMU tells it, for the properties that speak of both. */
import { and, at, not, or, ref, TRUE } from '../../checker/model/expression.ts';
import { choose, each, send } from '../../checker/model/system.ts';
import { addEffect, dropAction, dropEffect, dropGuard, replaceGuard } from '../../checker/model/variation.ts';
import { slotHolds } from '../../machines/conditions.ts';
import { kernelAt, rescans } from '../../machines/linux/phase.ts';
import { staEnabled } from '../../machines/linux/sta.ts';
import type { SlotKind, VirtOptions } from '../../machines/sorts.ts';
import type { Fault } from './faults.ts';

const linux = (slots: readonly SlotKind[], guest: Partial<NonNullable<VirtOptions['guest']>> = {}, more: Partial<VirtOptions> = {}): Partial<VirtOptions> => ({ slots, ...more, guest: { profile: 'linux', admin: false, queue: 1, ...guest } });
const hot = linux(['boot', 'hot']);
const ejecting = linux(['boot', 'cold'], { sysfsEject: true });
/** The kernel carries an eject out without taking the CPU offline. */
const noOffline = [replaceGuard('kernel.already_offline', 'notOnline', TRUE)];
/** MADT entries follow `enabled` in slot s. */
const madtFollows = (enabled: ReturnType<typeof slotHolds>) => [dropEffect('kernel.boot', 'madt'), addEffect('kernel.boot', each('s', 'slot', choose(ref('madt', ['s']), { when: enabled, event: 'build enabled' }, { event: 'build online-capable' })))];

export const LINUX_FAULTS: readonly Fault[] = [
  { property: 'RegisteredIffEnabled', fault: 'the AML clears the insert flag without a Notify', options: hot, variations: [dropEffect('aml.Notify_device_check', 'notified')] },
  {
    property: 'RegisteredCpuIsPossible',
    fault: 'the kernel registers an enabled CPU that nr_cpus= has clipped',
    options: linux(['boot', 'cold'], { nrCpus: 1 }),
    variations: [dropEffect('vcpu.read_flags', 'linux'), addEffect('vcpu.read_flags', each('s', 'slot', choose(ref('linux', ['s']), { when: and(or(kernelAt('s', 'scan'), rescans('s')), staEnabled('s')), event: 'register' })))],
  },
  { property: 'OnlineCpuIsRegistered', fault: 'the boot-time scan registers nothing', options: linux(['boot', 'cold']), variations: [dropEffect('vcpu.read_flags', 'linux')] },
  { property: 'OnlineCpuIsPlugged', fault: 'the kernel ejects a CPU that it has online', options: ejecting, variations: noOffline },
  { property: 'OfflineCpuIsPoweredOff', fault: 'a hot-plugged CPU comes up powered on (H05)', options: hot, variations: [dropEffect('main.reset_cpu', 'psci'), addEffect('main.reset_cpu', send(ref('psci', ['i', 'a']), 'reset on'))] },
  { property: 'EjectOnlyOfOfflineCpu', fault: 'the kernel ejects a CPU that it has online', options: ejecting, variations: noOffline },
  { property: 'UnregisterOnlyOfOfflineCpu', fault: 'the kernel ejects a CPU that it has online', options: ejecting, variations: noOffline },
  { property: 'RefusedOfflineChangesNothing', fault: 'a callback vetoes when the CPU is already marked offline', options: linux(['boot', 'cold'], { admin: true }), variations: [addEffect('kernel.offline_refused', send(ref('linux', ['i']), 'clear online'))] },
  { property: 'KernelStartsOnlyOfflineCpu', fault: 'bring-up does not look whether a CPU is online', options: linux(['boot', 'cold']), variations: [replaceGuard('vcpu.CPU_ON_ALREADY_ON', 'wanted', kernelAt('i', 'bringup'))] },
  { property: 'AmlSelectsTheCpuItTests', fault: 'a plug moves the selector', options: hot, variations: [addEffect('main.plug', send(ref('registers'), 'select s0'))] },
  { property: 'SomeCpuIsOnline', fault: 'the kernel lets its last CPU go offline', options: linux(['boot', 'cold'], { admin: true }), variations: [dropGuard('kernel.cpu_disable', 'another')] },
  { property: 'MadtIsTheSameOnEveryBoot', fault: 'the MADT marks what is plugged at that boot as Enabled (H10)', options: linux(['boot', 'hot'], {}, { reset: true }), variations: madtFollows(slotHolds('s')) },
  { property: 'MadtEnabledCpuStaysEnabled', fault: 'the MADT marks cold-booted CPUs as Enabled, and the guest may eject them (K.I15)', options: ejecting, variations: madtFollows(not(at('kind', ['s'], 'hot'))) },
  { property: 'LinuxBoots', fault: 'the boot CPU never leaves firmware', options: linux(['boot', 'cold']), variations: [dropAction('kernel.boot')] },
  { property: 'LinuxRegistersPluggedCpu', fault: 'the kernel registers nothing', options: hot, variations: [dropEffect('vcpu.read_flags', 'linux')] },
  { property: 'LinuxForgetsEjectedCpu', fault: 'the AML never notifies a removal', options: hot, variations: [dropAction('aml.Notify_eject_request')] },
];
