/**
 * A Linux guest, put together. It is the hostile guest restrained: its components add conditions to the vCPU's accesses and
 * calls, and take away those that no kernel makes. So whatever a Linux guest can bring about, a hostile one can (R11).
 *
 * All components here are state of the guest, in its RAM and registers: QEMU's actions send them nothing but a machine
 * reset, so that they travel unchanged through a migration.
 */
import type { Component } from '../../checker/model/system.ts';
import { resets, type VirtOptions } from '../sorts.ts';
import { aml, scanned } from './aml.ts';
import { context } from './context.ts';
import { dues } from './due.ts';
import { gedThread } from './ged-thread.ts';
import { kernelOf } from './kernel.ts';
import { madt, madtEnabled } from './madt.ts';
import { masks } from './masks.ts';
import { notified } from './notified.ts';
import type { LinuxOptions } from './options.ts';
import { restartOf, stuckOf } from './restart.ts';

/** The components of the guest `o` on the machine `v`; `hotplug`: the board allows CPU hot-plug. */
export const linuxGuest = (o: LinuxOptions, v: VirtOptions, hotplug = true): Component[] => {
  const accel = v.accel ?? 'tcg';
  const kernel = kernelOf(o, hotplug, v.passive, accel);
  const ends = restartOf(o, v);
  return [
    madt((i) => madtEnabled(i, hotplug)),
    context(accel, resets(v)),
    masks,
    notified(o.queue ?? 2),
    gedThread,
    aml(v.slots.length, v.passive, o, hotplug),
    scanned,
    ...dues,
    { ...kernel, actions: [...(kernel.actions ?? []), ...(ends.actions ?? [])], joins: [...(kernel.joins ?? []), ...(ends.joins ?? [])] },
    ...(o.kexec && o.timeouts ? [stuckOf(o, resets(v))] : []),
  ];
};

/** Accesses and calls that neither this guest's kernel makes nor the AML it interprets. */
export const hostileOnly = (o: LinuxOptions): readonly string[] => [
  'vcpu.write_selector_out',
  'vcpu.write_dropped',
  'vcpu.write_ignored',
  'vcpu.read_data2',
  'vcpu.CPU_ON_UNKNOWN',
  'vcpu.CPU_ON_INVALID',
  'vcpu.CPU_ON_SELF',
  'vcpu.CPU_ON32',
  'vcpu.fw_remove_invalid',
  ...(o.firmwareMarks ? [] : ['vcpu.fw_remove']),
];
