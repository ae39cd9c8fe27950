/**
 * What must come about, and what must always remain possible. QEMU's own threads are fair: a thread that can go on does (weak), and
 * one that waits for the BQL gets it (F0, machines/virt.ts). Nothing is assumed of guest and operator. TCG with a hostile guest: threads
 * under KVM need other assumptions, and an operating system adds procedures of its own (docs/progress.md).
 */
import { and, at, exists, not, or, type Expr } from '../checker/model/expression.ts';
import type { Fairness } from '../checker/model/fairness.ts';
import type { Property } from '../checker/model/property.ts';
import { occupied } from './when.ts';

/**
 * All threads of QEMU: the main thread and those of the vCPUs. A vCPU that executes guest code again and again also heeds a request
 * to stop or to do work: the kick makes it leave guest code before the next translation block (accel/tcg/cpu-exec.c, exit_request).
 */
const THREADS: readonly Fairness[] = [{ weak: 'main' }, { weak: 'vcpu[*,*]' }, { strong: { action: 'vcpu.wait_io_event', args: { k: '*', a: '*' } } }];
const CPU = { i: 'slot', x: 'incarnation' } as const;

/** Somebody can still act as the guest: a CPU that is powered on, or will be. */
const someCpuLives: Expr = exists('s', 'slot', exists('r', 'incarnation', and(at('slot', ['s'], 'cpu.o{r}'), or(and(at('psci', ['s', 'r'], 'power.on'), not(at('psci', ['s', 'r'], 'work.off'))), at('psci', ['s', 'r'], 'work.on', 'work.on2', 'work.offOn')))));
/** No object of slot i is left, and none of its events. */
const free: Expr = and(not(occupied('i')), not(exists('r', 'incarnation', not(at('object', ['i', 'r'], 'life.none')))));

export const progressProperties: readonly Property[] = [
  {
    id: 'CommandEnds',
    text: 'The main thread, once in a command, gets back to the next one.',
    source: 'Q.L6, Q.L9, Q.L10; K.P9; system/cpus.c:588-650',
    kind: 'leadsTo',
    from: not(at('main', [], 'idle')),
    to: at('main', [], 'idle'),
    fairness: THREADS,
  },
  {
    id: 'EjectEnds',
    text: 'An eject that has begun comes to its end: the thread is joined and the CPU is gone.',
    source: 'Q.L3, Q.L10; K.P9; hw/acpi/cpu.c:137-148; system/cpus.c:641-649',
    kind: 'leadsTo',
    bind: CPU,
    from: not(at('eject', ['i', 'x'], 'none')),
    to: at('eject', ['i', 'x'], 'none'),
    fairness: THREADS,
  },
  {
    id: 'CpuOnTakesEffect',
    text: 'A CPU_ON that succeeded powers its CPU on, unless the CPU is ejected first.',
    source: 'Q.L5; K.P4; target/arm/arm-powerctl.c:62-95, 174-191',
    kind: 'leadsTo',
    bind: CPU,
    from: at('psci', ['i', 'x'], 'work.on', 'work.on2', 'work.offOn'),
    to: at('psci', ['i', 'x'], 'power.on'),
    unless: not(at('eject', ['i', 'x'], 'none')),
    fairness: THREADS,
  },
  {
    id: 'SlotCanBeVacated',
    text: 'As long as some CPU lives, a hot-pluggable slot can be brought back to empty, with nothing left of its CPUs.',
    source: 'Q.L3; K.P6, K.P8; cover letter E5',
    kind: 'recoverable',
    bind: { i: 'slot' },
    from: and(at('kind', ['i'], 'hot'), at('main', [], 'idle'), someCpuLives),
    goal: free,
    by: ['main', 'vcpu[*,*]'],
  },
  {
    id: 'SlotCanBeUsedAgain',
    text: 'A hot-pluggable slot that is empty can be plugged again.',
    source: 'Q.L4; K.P8; hw/arm/virt.c:3098-3227',
    kind: 'recoverable',
    bind: { i: 'slot' },
    from: and(at('kind', ['i'], 'hot'), at('main', [], 'idle'), not(occupied('i'))),
    goal: exists('r', 'incarnation', and(at('slot', ['i'], 'cpu.o{r}'), at('object', ['i', 'r'], 'life.realized'))),
    by: ['main', 'vcpu[*,*]'],
  },
];
