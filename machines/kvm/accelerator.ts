/** KVM, put together: the thread and PSCI of that accelerator, and what exists only there. */
import type { Component } from '../../checker/model/system.ts';
import { gic } from '../gic.ts';
import { walksForReset, type VirtOptions } from '../sorts.ts';
import { env } from './env.ts';
import { icc } from './icc.ts';
import { kvmVcpu } from './kvm-vcpu.ts';
import { mpState } from './mp-state.ts';
import { ran, resetHandlers, vmcse } from './observers.ts';
import { kvmPsci } from './psci.ts';
import { smc32 } from './smc32.ts';
import { kvmShutdown, systemEvent } from './system-event.ts';
import { kvmThread } from './thread.ts';

/** The in-kernel GIC: an access of the guest to it never comes to QEMU. */
export const vgic: Component = { ...gic, actions: [] };

/** What takes the place of the TCG thread and its PSCI. */
export const kvmComponents = (o: VirtOptions): Component[] => {
  const kernelStarts = o.smc32 === true;
  return [kvmThread, kvmPsci, env, kvmVcpu, mpState, icc(kernelStarts), ran(kernelStarts), vmcse, ...(walksForReset(o) ? [resetHandlers] : []), ...(kernelStarts ? [smc32] : []), ...(o.restart ? [systemEvent, kvmShutdown] : [])];
};
