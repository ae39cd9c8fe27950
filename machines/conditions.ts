/** Conditions that several machines test, named as the C code names them. */
import { and, at, awaited, exists, implies, forall, not, or, type Expr, type Index } from '../checker/model/expression.ts';

/** The Big QEMU Lock is free: code that takes it can run (R9). */
export const bqlFree: Expr = awaited(
  at('bql', [], 'free'),
  { process: 'main', where: at('bql', [], 'main') },
  // A vCPU thread holds it from one action to the next only while it ejects.
  { process: 'vcpu[{u},{v}]', bind: { u: 'slot', v: 'incarnation' }, where: exists('w', 'slot', exists('z', 'incarnation', at('eject', ['w', 'z'], 'unplugged-{u}-{v}'))) },
);
/** The main thread is between two commands. */
export const mainIdle: Expr = at('main', [], 'idle');
/** `runstate_is_running()`, system/runstate.c. */
export const runstateRunning: Expr = at('runstate', [], 'running');

/** vCPU thread (k,a) executes guest code: it may make any register access or call. */
export const inGuest = (k: Index, a: Index): Expr => at('vcpu', [k, a], 'thread.guest');
/** `slot[i].cpu` is incarnation `a`; with no `a`: is not NULL. */
export const slotHolds = (i: Index, a?: Index): Expr => (a === undefined ? not(at('slot', [i], 'cpu.null')) : at('slot', [i], `cpu.o{${a}}`));
/** A realized CPU object stands in slot i. */
export const plugged = (i: Index): Expr => exists('x', 'incarnation', and(at('slot', [i], 'cpu.o{x}'), at('object', [i, 'x'], 'life.realized')));
/** The slot that the selector register names. */
export const selected = (i: Index): Expr => at('registers', [], `selector.s{${i}}`);
/** `selector >= dev_count`: all reads give 0, all writes but the selector's are dropped (hw/acpi/cpu.c:59, 114). */
export const selectedNone: Expr = at('registers', [], 'selector.out');
/** inserting | removing | fw_remove: what `next CPU with event` looks for (hw/acpi/cpu.c:167). */
export const hasEvent = (i: Index): Expr => or(at('inserting', [i], 'yes'), at('removing', [i], 'yes'), at('fwRemove', [i], 'yes'));
/** vCPU (i,b) has asked to be stopped or has work queued, so `cpu_thread_is_idle` is false (system/cpus.c:79). */
export const hasWork = (i: Index, b: Index): Expr => not(at('psci', [i, b], 'work.none'));
/** All members of cpus_queue are stopped: `all_vcpus_paused` (system/cpus.c:588). */
export const allPaused: Expr = forall(
  's',
  'slot',
  forall('x', 'incarnation', implies(at('object', ['s', 'x'], 'queued.yes'), awaited(at('vcpu', ['s', 'x'], 'stopped.yes'), 'vcpu[{s},{x}]'))),
);

/** R12: no procedure of any thread has slot i as its target, no reset runs, no work is queued for it. */
export const quiescentSlot = (i: Index): Expr =>
  and(
    at('request', [], 'none'),
    at('main', [], 'idle', 'stopPausing', 'stopGap'),
    forall(
      'x',
      'incarnation',
      and(at('eject', [i, 'x'], 'none'), at('psci', [i, 'x'], 'work.none'), not(at('object', [i, 'x'], 'life.created', 'life.realizing', 'life.unrealizing'))),
    ),
  );
