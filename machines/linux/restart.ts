/**
 * The ends of a guest kernel: reboot and power-off by PSCI, kexec, kdump, and a machine reset, after which there is none.
 * They interrupt what is in progress, which is abandoned there (K.5); that it would go on for a while on other CPUs is the same
 * as an interruption a little later. Only for a CPU that is being brought up or down all but a crash wait: cpu_hotplug_disable
 * takes cpu_add_remove_lock (kernel/cpu.c, kernel/reboot.c migrate_to_reboot_cpu).
 */
import { and, at, exists, ne, not, or, ref } from '../../checker/model/expression.ts';
import { choose, each, send, type Action, type Component, type Effect, type Join } from '../../checker/model/system.ts';
import { inGuest } from '../conditions.ts';
import { guestStep } from '../executor.ts';
import { flat, region } from '../region.ts';
import { amlReset, scannedReset } from './aml.ts';
import { contextReset, inKernel } from './context.ts';
import { possibleBy } from './kernel.ts';
import { masksReset, online } from './masks.ts';
import { notifiedReset } from './notified.ts';
import type { LinuxOptions } from './options.ts';
import { kernelAt, kernelIs, kernelUp, noCpuMoves } from './phase.ts';
import { resets, type Accel, type VirtOptions } from '../sorts.ts';

const me = ref('kernel');
const by = { ...guestStep, component: 'kernel' } as const;
const executes = { inside: inGuest('k', 'a'), kernel: inKernel('k', 'a') };
/** migrate_to_reboot_cpu: CPU 0 where it is online, else any. */
const rebootCpu = or(at('kind', ['k'], 'boot'), not(exists('s', 'slot', and(at('kind', ['s'], 'boot'), online('s')))));
/** All other vCPUs, whatever incarnation. */
const others = (event: string): Effect[] => [
  each('x', 'incarnation', each('s', 'slot', send(ref('context', ['s', 'x']), event), ne('s', 'k'))),
  each('x', 'incarnation', send(ref('context', ['k', 'x']), event), ne('x', 'a')),
];
/** The software of the old kernel is gone. */
const forget: Effect[] = [amlReset, scannedReset, notifiedReset, send(ref('gedThread'), 'forget')];

const restart: Action[] = [
  {
    ...by,
    event: 'reboot',
    when: { ...executes, up: noCpuMoves, rebootCpu },
    effects: [send(me, 'reboot'), ...others('park'), each('s', 'slot', send(ref('linux', ['s']), 'clear online'), ne('s', 'k')), ...forget],
    fn: 'kernel_restart, machine_restart, smp_send_stop',
    source: 'K.5 reboot 1 to 4: the others spin, they do not call CPU_OFF',
  },
  {
    ...by,
    event: 'power_off',
    when: { ...executes, up: noCpuMoves, rebootCpu },
    effects: [send(me, 'power off'), ...others('park'), each('s', 'slot', send(ref('linux', ['s']), 'clear online'), ne('s', 'k')), ...forget],
    fn: 'kernel_power_off, machine_power_off, smp_send_stop',
    source: 'K.5',
  },
];
const kexec = (o: LinuxOptions): Action[] => [
  {
    ...by,
    event: 'kexec',
    when: { ...executes, up: noCpuMoves, rebootCpu, ...(o.timeouts ? { noneStuck: at('stuck', [], 'none') } : {}) },
    effects: [send(me, 'kexec {k}'), ...forget],
    fn: 'kernel_kexec, device_shutdown, migrate_to_reboot_cpu',
    source: 'K.5 kexec 1 to 3: refused while a CPU is stuck; the GED interrupt is freed, the other CPUs go down one by one',
  },
  {
    ...by,
    event: 'kexec_boot',
    when: { ...executes, chosen: kernelAt('k', 'kexec'), alone: not(exists('s', 'slot', and(ne('s', 'k'), online('s')))) },
    effects: [
      send(me, 'kexec boot'),
      ...others('orphan'),
      send(ref('linux', ['k']), 'start on possible'),
      each('s', 'slot', choose(ref('linux', ['s']), { when: possibleBy(o, at('madt', ['s'], 'enabled')), event: 'start possible' }, { event: 'start' }), ne('k', 's')),
    ],
    fn: 'machine_kexec; then smp_init_cpus of the new kernel',
    source: 'K.5 kexec 4, 5: the tables in RAM are those of the last boot; this CPU is its logical CPU 0',
  },
];
const kdump: Action = {
  ...by,
  event: 'crash_kexec',
  when: { ...executes, up: kernelUp },
  effects: [send(me, 'crash'), ...others('crash'), send(ref('linux', ['k']), 'start on possible'), each('s', 'slot', send(ref('linux', ['s']), 'start'), ne('k', 's')), ...forget],
  fn: '__crash_kexec, crash_smp_send_stop; then the dump kernel with nr_cpus=1',
  source: 'K.5 kdump, K.F3.8: the crash IPI makes the other CPUs call CPU_OFF; one that does not answer goes on until it does. Nobody waits for them here: the kernel waits a second at most',
};

/** The call that ends the kernel, in whatever course QEMU takes for it. */
const psciCall = (call: string, state: 'rebooting' | 'poweringOff', accel: Accel): Join[] => (accel === 'tcg' ? ['', '_unplugged', '_of_successor'] : ['']).map((course) => ({ action: `vcpu.${call}${course}`, when: { kernel: inKernel('k', 'a'), ending: kernelIs(state) } }));

/** What reset takes from the guest, and the calls that ask for it. */
const resetJoins = (restarts: boolean, accel: Accel): Join[] => [
  // Under KVM each CPU is reset in a step of its own (machines/linux/context.ts); what runs on in between is still the old kernel.
  { action: 'main.devices_reset', effects: [send(me, 'machine reset'), ...(accel === 'tcg' ? [contextReset] : []), masksReset, ...forget] },
  ...(restarts ? [...psciCall('SYSTEM_RESET', 'rebooting', accel), ...psciCall('SYSTEM_OFF', 'poweringOff', accel)] : []),
];

/** Actions and joins of the ends that this configuration of the guest and its machine has. */
export const restartOf = (o: LinuxOptions, v: VirtOptions): Pick<Component, 'actions' | 'joins'> => ({
  actions: [...(v.restart ? restart : []), ...(o.kexec ? kexec(o) : []), ...(o.kdump ? [kdump] : [])],
  joins: resets(v) ? resetJoins(v.restart === true, v.accel ?? 'tcg') : [],
});

/** cpus_stuck_in_kernel: a CPU was started and did not come up in time. Never lowered; kexec refuses to run then. */
export const stuckOf = (o: LinuxOptions, reset: boolean): Component => ({
  name: 'stuck',
  doc: 'cpus_stuck_in_kernel of the guest kernel: none, or some',
  source: 'K.2.13, K.5 kexec 1; arch/arm64/kernel/smp.c',
  index: [],
  machine: () => flat('stuck', region('none', ['none', 'some'], { 'one more': 'some', forget: 'none' })),
  file: import.meta.url,
  joins: [
    { action: 'kernel.stop_waiting', effects: [send(ref('stuck'), 'one more')] },
    ...['kernel.kexec_boot', ...(o.kdump ? ['kernel.crash_kexec'] : []), ...(reset ? ['main.devices_reset'] : [])].map((action) => ({ action, effects: [send(ref('stuck'), 'forget')] })),
  ],
});
