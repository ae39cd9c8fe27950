/** Who takes a step, and what it is about: the parameters that most action families share. */
import type { Param } from '../checker/model/system.ts';

/** Slot i. */
export const slotParam: Param = { name: 'i', sort: 'slot' };
/** The vCPU thread (k, a) that takes the step, by the slot and the incarnation of its CPU object. */
export const executor: readonly Param[] = [
  { name: 'k', sort: 'slot' },
  { name: 'a', sort: 'incarnation' },
];
/** The incarnation of a CPU object that the step is about. */
export const objectParam: Param = { name: 'b', sort: 'incarnation' };
/** The CPU object (i, b) that the step is about. */
export const target: readonly Param[] = [slotParam, objectParam];
/** A step of vCPU thread (k, a). */
export const vcpuStep = { component: 'vcpu', index: ['k', 'a'], process: 'vcpu[{k},{a}]', params: executor } as const;
/** What a guest makes vCPU (k, a) do. */
export const guestStep = { ...vcpuStep, cause: 'guest' } as const;
