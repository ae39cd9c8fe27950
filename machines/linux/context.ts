/**
 * What a vCPU executes: the guest's side of its registers. It belongs to an object incarnation, as the registers do; a CPU
 * that was re-plugged does not inherit it. Guest state: it travels with the CPU's registers in a migration.
 */
import { and, at, exists, ref, type Expr, type Index } from '../../checker/model/expression.ts';
import { choose, each, send, type Component } from '../../checker/model/system.ts';
import { inGuest } from '../conditions.ts';
import { flat, region, stay } from '../region.ts';
import { exits, workOff, workOn } from '../vcpu.ts';

const CONTEXT = ['none', 'firmware', 'entry', 'kernel', 'dying', 'parked', 'stray'];
const me = ref('context', ['k', 'a']);

/** vCPU (k,a) executes kernel code of an online CPU: it can do whatever the kernel has to do. */
export const inKernel = (k: Index, a: Index): Expr => at('context', [k, a], 'kernel');
/** Some vCPU executes the kernel: what needs no register access can go on. */
export const kernelRuns: Expr = exists('r', 'slot', exists('q', 'incarnation', and(inGuest('r', 'q'), inKernel('r', 'q'))));

export const context: Component = {
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
        clear: 'none',
      }),
    ),
  file: import.meta.url,
  joins: [
    { action: 'main.create_cpus', effects: [each('s', 'slot', choose(ref('context', ['s', 0]), { when: at('kind', ['s'], 'boot'), event: 'start' }))] },
    {
      action: 'vcpu.wait_io_event',
      effects: [
        choose(
          me,
          { when: exits('k', 'a'), event: 'clear' },
          { when: and(workOn('k', 'a'), at('psci', ['k', 'a'], 'beforeReset.yes')), event: 'enter stray' },
          { when: workOn('k', 'a'), event: 'enter' },
          { when: workOff('k', 'a'), event: 'clear' },
        ),
      ],
    },
    { action: 'vcpu.join', effects: [send(ref('context', ['i', 'b']), 'clear')] },
  ],
};
/** A machine reset: only what the boot CPU then executes is left. */
export const contextReset = each(
  'x',
  'incarnation',
  each('s', 'slot', choose(ref('context', ['s', 'x']), { when: and(at('resetList', ['s'], 'o{x}'), at('kind', ['s'], 'boot')), event: 'start' }, { event: 'clear' })),
);
