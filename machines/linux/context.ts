/**
 * What a vCPU executes: the guest's side of its registers. It belongs to an object incarnation, as the registers do; a CPU
 * that was re-plugged does not inherit it. Guest state: it travels with the CPU's registers in a migration.
 */
import { and, at, exists, not, or, ref, type Expr, type Index } from '../../checker/model/expression.ts';
import { choose, each, send, type Component, type Join } from '../../checker/model/system.ts';
import { inGuest } from '../conditions.ts';
import { firstOfKind } from '../kind.ts';
import { dirty, onQueued } from '../kvm/conditions.ts';
import { leavesAfterWork, leavesInWait } from '../kvm/thread.ts';
import { flat, region, stay } from '../region.ts';
import type { Accel } from '../sorts.ts';
import { exits, workOff, workOn } from '../vcpu.ts';

const CONTEXT = ['none', 'firmware', 'entry', 'kernel', 'dying', 'parked', 'stray'];
const me = ref('context', ['k', 'a']);

/** vCPU (k,a) executes kernel code of an online CPU: it can do whatever the kernel has to do. */
export const inKernel = (k: Index, a: Index): Expr => at('context', [k, a], 'kernel');
/** Some vCPU executes the kernel: what needs no register access can go on. */
export const kernelRuns: Expr = exists('r', 'slot', exists('q', 'incarnation', and(inGuest('r', 'q'), inKernel('r', 'q'))));

const beforeReset = at('psci', ['k', 'a'], 'beforeReset.yes');

/** TCG: the reset of a CPU is part of the step that works its CPU_ON off. */
const tcgJoins: readonly Join[] = [
  {
    action: 'vcpu.wait_io_event',
    effects: [
      choose(
        me,
        { when: exits('k', 'a'), event: 'clear' },
        { when: and(workOn('k', 'a'), beforeReset), event: 'enter stray' },
        { when: workOn('k', 'a'), event: 'enter' },
        { when: workOff('k', 'a'), event: 'clear' },
      ),
    ],
  },
];

/** KVM: the reset begins when the thread takes the work, and ends when all vCPUs have been paused (Y2). */
const kvmJoins: readonly Join[] = [
  { action: 'vcpu.wait_io_event', effects: [choose(me, { when: or(onQueued('k', 'a'), leavesInWait, workOff('k', 'a')), event: 'clear' })] },
  { action: 'vcpu.power_on', effects: [choose(me, { when: or(not(at('psci', ['k', 'a'], 'work.on')), leavesAfterWork), event: 'clear' }, { when: beforeReset, event: 'enter stray' }, { event: 'enter' })] },
];
/** ... and a machine reset that may run into CPUs which run already, and takes them back to what QEMU last knew (F27). */
const kvmResetJoins: readonly Join[] = [
  { action: 'main.finish_cpu_reset', effects: [choose(ref('context', ['s', 'x']), { when: at('kind', ['s'], 'boot'), event: 'start' }, { event: 'clear' })] },
  { action: 'vcpu.synchronize_post_reset', effects: [choose(me, { when: not(dirty('k', 'a')), event: 'rewind' })] },
];

/** Under accelerator `accel`; `reset`: the machine can be reset. */
export const context = (accel: Accel, reset: boolean): Component => ({
  name: 'context',
  doc: 'what a vCPU executes: firmware, the entry point of CPU_ON, the kernel, its way down to CPU_OFF, or a loop after smp_send_stop',
  source: 'arch/arm64/kernel/head.S (secondary_entry), smp.c (secondary_start_kernel, cpu_die, ipi_cpu_stop)',
  index: ['slot', 'incarnation'],
  machine: () =>
    flat(
      'context',
      region('none', CONTEXT, {
        start: 'firmware',
        boot: { firmware: 'kernel' },
        enter: 'entry',
        // A CPU_ON from before a machine reset: the entry point lies in memory that is no longer a kernel's (F06). What
        // such a CPU would do is left out: CpuOnDoesNotSurviveReset is violated already.
        'enter stray': 'stray',
        'come up': { entry: 'kernel' },
        'too slow': { entry: 'parked' },
        die: { kernel: 'dying' },
        // smp_send_stop: masks interrupts and spins; no CPU_OFF.
        park: { ...stay(CONTEXT), kernel: 'parked' },
        bug: { dying: 'parked' },
        // Another kernel has been started over the memory in which it was to begin.
        orphan: { ...stay(CONTEXT), entry: 'stray' },
        // The crash IPI: CPU_OFF without any bookkeeping.
        crash: { ...stay(CONTEXT), kernel: 'dying', entry: 'stray' },
        // Old registers in a CPU that has run since: what it does then is left out, ResetDoesNotRewind is violated.
        rewind: { ...stay(CONTEXT), kernel: 'stray', dying: 'stray', parked: 'stray' },
        clear: 'none',
      }),
    ),
  file: import.meta.url,
  joins: [
    { action: 'main.create_cpus', effects: [firstOfKind('context', ['boot'], 'start')] },
    ...(accel === 'kvm' ? [...kvmJoins, ...(reset ? kvmResetJoins : [])] : tcgJoins),
    { action: 'vcpu.join', effects: [send(ref('context', ['i', 'b']), 'clear')] },
  ],
});
/** TCG, a machine reset: only what the boot CPU then executes is left. */
export const contextReset = each(
  'x',
  'incarnation',
  each('s', 'slot', choose(ref('context', ['s', 'x']), { when: and(at('resetList', ['s'], 'o{x}'), at('kind', ['s'], 'boot')), event: 'start' }, { event: 'clear' })),
);
