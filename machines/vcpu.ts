/**
 * A vCPU thread and the CPUState fields by which other threads steer it (stop, stopped, unplug). One per object incarnation.
 *
 * Under MTTCG the thread holds the BQL except while it executes guest code, waits for work, or joins another thread
 * (accel/tcg/tcg-accel-ops-mttcg.c:64-126). `guest` and `idle` differ only in that: a CPU that is powered on may be in either.
 */
import { and, at, not, or, ref, type Expr, type Index } from '../checker/model/expression.ts';
import { choose, send, type Component, type Join } from '../checker/model/system.ts';
import { bqlFree, hasWork, runstateRunning } from './conditions.ts';
import { queueDangling } from './cpus-queue.ts';
import { vcpuStep } from './executor.ts';
import { firstOfKind } from './kind.ts';
import { parallel, region, type Region } from './region.ts';

/** `stop`, `stopped` and `unplug` of CPUState, which a thread of either accelerator has. */
export const steering: Readonly<Record<'stop' | 'stopped' | 'unplug', Region>> = {
  // system/cpus.c:669: stopped := true until cpu_resume.
  stop: region('no', ['no', 'yes'], { 'cold start': 'no', create_thread: 'no', pause: 'yes', remove: 'yes', resume: 'no', stop: 'no', exit: 'no', finalize: 'no' }),
  stopped: region('no', ['no', 'yes'], { 'cold start': 'yes', create_thread: 'yes', resume: 'no', stop: 'yes', exit: 'yes', finalize: 'no' }),
  // Set by cpu_remove_sync, never cleared.
  unplug: region('no', ['no', 'yes'], { 'cold start': 'no', create_thread: 'no', remove: 'yes', finalize: 'no' }),
};
/** The life of a thread of either accelerator: started with the machine or by device_add; its CPU, or one that it ejects, is unplugged. */
export const threadJoins: readonly Join[] = [
  { action: 'main.create_cpus', effects: [firstOfKind('vcpu', ['boot', 'cold'], 'cold start')] },
  { action: 'main.create_devices', effects: [firstOfKind('vcpu', ['cli'], 'cold start')] },
  { action: 'main.create_thread', effects: [send(ref('vcpu', ['i', 'a']), 'create_thread')] },
  { action: 'vcpu.eject', effects: [send(ref('vcpu', ['k', 'a']), 'join begin')] },
  { action: 'vcpu.unrealize', effects: [send(ref('vcpu', ['i', 'b']), 'remove')] },
  { action: 'vcpu.join', effects: [send(ref('vcpu', ['i', 'b']), 'finalize')] },
];

const THREAD = ['none', 'starting', 'idle', 'guest', 'joining', 'exited'];
const me = ref('vcpu', ['k', 'a']);
const stopAsked = at('vcpu', ['k', 'a'], 'stop.yes');
/** The queued work of vCPU (k,a) powers it on; powers it off. */
export const workOn = (k: Index, a: Index): Expr => at('psci', [k, a], 'work.on', 'work.on2', 'work.offOn');
export const workOff = (k: Index, a: Index): Expr => at('psci', [k, a], 'work.off');
/** The thread's loop ends: `unplug && !cpu_can_run` after the stop was taken (tcg-accel-ops-mttcg.c:122). */
export const exits = (k: Index, a: Index): Expr =>
  and(at('vcpu', [k, a], 'unplug.yes'), or(at('vcpu', [k, a], 'stop.yes'), at('vcpu', [k, a], 'stopped.yes'), not(runstateRunning)));
const canRun = and(at('vcpu', ['k', 'a'], 'stop.no'), at('vcpu', ['k', 'a'], 'stopped.no'), runstateRunning);

export const vcpu: Component = {
  name: 'vcpu',
  doc: 'vCPU thread of one CPU object, with stop, stopped and unplug',
  source: 'accel/tcg/tcg-accel-ops-mttcg.c:64-126; system/cpus.c:424-462 (qemu_cpu_stop, qemu_wait_io_event), 562-650',
  index: ['slot', 'incarnation'],
  machine: () =>
    parallel('vcpu', {
      thread: region('none', THREAD, {
        'cold start': 'idle',
        create_thread: { none: 'starting' },
        created: { starting: 'idle' },
        run: { idle: 'guest' },
        halt: { guest: 'idle' },
        stop: { idle: 'idle', guest: 'idle' },
        work: { idle: 'idle', guest: 'idle' },
        exit: { idle: 'exited', guest: 'exited' },
        'join begin': { guest: 'joining' },
        'join end': { joining: 'guest' },
        finalize: { exited: 'none' },
      }),
      ...steering,
    }),
  file: import.meta.url,
  actions: [
    {
      ...vcpuStep,
      event: 'created',
      when: { starting: at('vcpu', ['k', 'a'], 'thread.starting'), bqlFree },
      effects: [send(me, 'created')],
      fn: 'mttcg_cpu_thread_fn, cpu_thread_signal_created',
      source: 'accel/tcg/tcg-accel-ops-mttcg.c:75-83; system/cpus.c:548 (ends Y1)',
    },
    {
      ...vcpuStep,
      event: 'run',
      when: {
        idle: at('vcpu', ['k', 'a'], 'thread.idle'),
        canRun,
        poweredOn: at('psci', ['k', 'a'], 'power.on'),
        noWork: not(hasWork('k', 'a')),
        bqlFree,
      },
      effects: [send(me, 'run')],
      fn: 'tcg_cpu_exec',
      source: 'accel/tcg/tcg-accel-ops-mttcg.c:88-92; system/cpus.c:79-100 (cpu_thread_is_idle)',
      doc: 'enters guest code and drops the BQL; a halted CPU comes straight back, which changes nothing and is left out',
    },
    {
      ...vcpuStep,
      event: 'wait_io_event',
      when: {
        awake: at('vcpu', ['k', 'a'], 'thread.idle', 'thread.guest'),
        called: or(stopAsked, hasWork('k', 'a')),
        bqlFree,
      },
      effects: [
        choose(
          me,
          { when: exits('k', 'a'), event: 'exit' },
          { when: stopAsked, event: 'stop' },
          { event: 'work' },
        ),
        choose(ref('psci', ['k', 'a']), { when: workOn('k', 'a'), event: 'process on' }, { when: workOff('k', 'a'), event: 'process off' }),
      ],
      fn: 'qemu_wait_io_event_common, process_queued_cpu_work',
      source: 'system/cpus.c:434-462; accel/tcg/tcg-accel-ops-mttcg.c:111-120 (loop ends when unplug && !cpu_can_run)',
      doc: 'one BQL section: stop is taken first, then all queued work runs, then the loop condition decides whether the thread ends',
    },
    {
      ...vcpuStep,
      event: 'access_freed_cp_reg',
      cause: 'guest',
      when: { inGuest: at('vcpu', ['k', 'a'], 'thread.guest'), cpRegsFreed: at('object', ['k', 'a'], 'cpRegs.freed') },
      effects: [send(ref('qemu'), 'undefined cp_regs')],
      fn: 'helper_access_check_cp_reg, get_cp_reg helpers',
      source: 'target/arm/cpu.c:2675-2677 before 2716; no BQL. An access to valid registers changes nothing here and is left out.',
    },
    {
      ...vcpuStep,
      event: 'broadcast_tlbi',
      cause: 'guest',
      when: { inGuest: at('vcpu', ['k', 'a'], 'thread.guest'), queueDangling },
      effects: [send(ref('qemu'), 'undefined tlb_flush_all_cpus')],
      fn: 'flush_all_helper (TLBI ...IS)',
      source: 'accel/tcg/cputlb.c flush_all_helper: CPU_FOREACH without the BQL. On a sound queue it changes nothing here and is left out.',
    },
  ],
  joins: [
    { action: 'main.reset_cpu', effects: [send(ref('vcpu', ['i', 'a']), 'resume')] },
    { action: 'vcpu.join', effects: [send(me, 'join end')] },
    ...threadJoins,
  ],
};
