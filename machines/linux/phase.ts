/** The control state of the guest kernel, by name: what machines/linux/kernel.ts does and what others test of it. */
import { and, at, exists, not, or, type Expr } from '../../checker/model/expression.ts';
import { range } from '../region.ts';

/** Steps that are about one CPU, written `step-{i}`. */
export const PER_CPU = ['bringup', 'wait', 'scan', 'check', 'ostSuccess', 'ostFailure', 'ostProgress', 'offline', 'kill', 'eject', 'verify', 'post', 'up', 'upWait', 'down', 'downKill', 'kexec'] as const;
export type PerCpu = (typeof PER_CPU)[number];
/** Steps that are about two CPUs, written `step-{i}-{j}`. */
const PER_PAIR = ['rescan', 'kexecKill'] as const;
const SINGLE = ['off', 'idle', 'rebooting', 'poweringOff', 'panicked'] as const;

/** All control states for n slots. */
export const phases = (n: number): string[] => [...SINGLE, ...PER_CPU.flatMap((p) => range(n).map((i) => `${p}-${i}`)), ...PER_PAIR.flatMap((p) => range(n).flatMap((i) => range(n).map((j) => `${p}-${i}-${j}`)))];

/** The kernel is at one of these steps for CPU i, a bound variable. */
export const kernelAt = (i: string, ...steps: readonly PerCpu[]): Expr => at('kernel', [], ...steps.map((s) => `${s}-{${i}}`));
export const kernelIs = (...states: readonly (typeof SINGLE)[number][]): Expr => at('kernel', [], ...states);
/** It evaluates `_STA` of CPU i while it scans all of them again, for some CPU. */
export const rescans = (i: string): Expr => exists('w', 'slot', at('kernel', [], `rescan-{w}-{${i}}`));

/** Steps of the worker and of an administrator: the boot is over and the kernel has not been told to end. */
const UP: readonly PerCpu[] = ['check', 'ostSuccess', 'ostFailure', 'ostProgress', 'offline', 'kill', 'eject', 'verify', 'post', 'up', 'upWait', 'down', 'downKill'];
/** Names of all such states for n slots. */
export const upStates = (n: number): string[] => ['idle', ...UP.flatMap((p) => range(n).map((i) => `${p}-${i}`)), ...range(n).flatMap((i) => range(n).map((j) => `rescan-${i}-${j}`))];
export const kernelUp: Expr = or(kernelIs('idle'), exists('u', 'slot', or(kernelAt('u', ...UP), rescans('u'))));
/** ... and no CPU is on its way up or down: cpu_add_remove_lock is free. */
export const noCpuMoves: Expr = and(kernelUp, not(exists('u', 'slot', kernelAt('u', 'kill', 'up', 'upWait', 'down', 'downKill'))));
