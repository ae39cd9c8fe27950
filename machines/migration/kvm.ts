/**
 * What KVM adds to migration and snapshots: registers go to and from the kernel in the thread of their vCPU, and who writes or reads a
 * stream waits for that with the BQL released (run_on_cpu; Y3).
 *
 * Before a stream is written cpu_synchronize_all_states takes the registers of each CPU whose copy in QEMU is not newer; power_state
 * becomes what mp_state is. Here the CPUs come in any order, and the stream is written when none is left. Parked vCPUs are not visited:
 * neither their registers nor their mp_state are in a stream, and a destination has its own.
 *
 * A load marks every copy as newer (pre_loadvm), overwrites it, and puts all of it at the end (post_init), whether the load failed or
 * not. No vCPU runs meanwhile, and no thread has other work, so that either is one step.
 */
import { and, at, exists, forall, implies, not, or, ref, type Expr } from '../../checker/model/expression.ts';
import { choose, each, send, type Action, type Effect, type Join } from '../../checker/model/system.ts';
import { bqlFree, hasWork, runstateRunning } from '../conditions.ts';
import { vcpuStep } from '../executor.ts';
import { dirty, listsFreed, takesWork } from '../kvm/conditions.ts';
import type { VirtOptions } from '../sorts.ts';
import { phase, readsSnapshot } from './phases.ts';
import { SNAPSHOT_SAVES, whenStopped } from './snapshot.ts';
import { command, me, SOURCE_SAVES, thread } from './source.ts';

const main = ref('main');
const bql = ref('bql');
const queued = (s: string, x: string): Expr => at('object', [s, x], 'queued.yes');
const everyQueued = (e: Expr): Expr => forall('s', 'slot', forall('x', 'incarnation', implies(queued('s', 'x'), e)));
/** cpu_synchronize_all_states is through. */
const allSynchronized = everyQueued(dirty('s', 'x'));
/** Somebody waits in it. */
const synchronizing = or(phase('gap', 'gapPaused'), at('main', [], 'savevmGap', 'savevmSync'));
/** A thread that has ended and is still on the list works nothing off: who waits for it waits for ever. */
const waitsForEnded = exists('s', 'slot', exists('x', 'incarnation', and(queued('s', 'x'), not(dirty('s', 'x')), at('vcpu', ['s', 'x'], 'thread.exited'))));
/** What is queued for every thread would be done at once. */
const allTakeWork = everyQueued(and(takesWork('s', 'x'), at('vcpu', ['s', 'x'], 'stop.no'), not(hasWork('s', 'x'))));
/** do_kvm_cpu_synchronize_post_init of every CPU on the list. */
const putAll: readonly Effect[] = [
  each('s', 'slot', choose(ref('mpState', ['s']), { when: exists('x', 'incarnation', and(queued('s', 'x'), at('psci', ['s', 'x'], 'power.on'))), event: 'put runnable' }, { when: exists('x', 'incarnation', queued('s', 'x')), event: 'put stopped' })),
  each('s', 'slot', each('x', 'incarnation', choose(ref('env', ['s', 'x']), { when: queued('s', 'x'), event: 'put' }))),
];
const eachRan = each('s', 'slot', each('x', 'incarnation', choose(ref('ran', ['s', 'x']), { when: queued('s', 'x'), event: 'transfer' })));

export const kvmActions = (o: VirtOptions): readonly Action[] => [
  {
    ...vcpuStep,
    event: 'synchronize_to_save',
    when: { synchronizing, queued: queued('k', 'a'), clean: not(dirty('k', 'a')), takesWork: takesWork('k', 'a'), stopTaken: at('vcpu', ['k', 'a'], 'stop.no'), first: not(hasWork('k', 'a')), bqlFree },
    effects: [
      send(ref('vcpu', ['k', 'a']), 'work'),
      send(ref('env', ['k', 'a']), 'get'),
      send(ref('ran', ['k', 'a']), 'transfer'),
      choose(ref('psci', ['k', 'a']), { when: at('mpState', ['k'], 'runnable'), event: 'synchronize' }, { event: 'synchronize stopped' }),
      choose(ref('qemu'), { when: listsFreed('k', 'a'), event: 'undefined cpreg_list' }),
    ],
    fn: 'do_kvm_cpu_synchronize_state, kvm_arch_get_registers',
    source: 'migration/savevm.c:1618, 1775; accel/kvm/kvm-all.c:2793-2818; target/arm/kvm.c:1121, 2373-2493',
  },
  ...(o.migrate?.to
    ? [
        {
          ...thread,
          event: 'begin_save_stopped',
          when: { active: phase('active'), paused: not(runstateRunning), bqlFree },
          effects: [send(me, 'stopped already')],
          fn: 'vm_stop_force_state, cpu_synchronize_all_states',
          source: 'system/cpus.c:783-792: only the run state is looked at; from here cont is refused',
        },
        {
          ...thread,
          event: 'run_on_exited_cpu',
          when: { synchronizing: phase('gap', 'gapPaused'), waitsForEnded, bqlFree },
          effects: [send(me, 'wait for ever')],
          fn: 'do_run_on_cpu',
          source: 'cpu-common.c:134-160: as in a machine reset (F43)',
        },
      ]
    : []),
  ...(o.migrate?.snapshot
    ? [
        { ...command, event: 'savevm_sync', cause: 'operator' as const, when: whenStopped, effects: [send(main, 'savevm stopped')], fn: 'save_snapshot, cpu_synchronize_all_states', source: 'migration/savevm.c:3067-3172, 1704' },
        {
          ...command,
          event: 'loadvm_reset_done',
          when: { stage: at('main', [], 'resetLast'), forLoadvm: phase('received'), allTakeWork, bqlFree },
          effects: [send(main, 'reset done for loadvm'), send(bql, 'main takes')],
          fn: 'qemu_system_reset, cpu_synchronize_all_pre_loadvm',
          source: 'migration/savevm.c:3312, 2974; the run state is not running, so nobody is resumed',
        },
        { ...command, event: 'loadvm_post_init', when: { stage: at('main', [], 'loadvmPut') }, effects: [send(main, 'registers put'), send(bql, 'main drops'), ...putAll, eachRan], fn: 'cpu_synchronize_all_post_init', source: 'migration/savevm.c:3028: after a load that failed, too' },
      ]
    : []),
];

/** What the steps of every accelerator do besides under KVM. */
export const kvmJoins = (o: VirtOptions): readonly Join[] => {
  const saves = [...(o.migrate?.to ? SOURCE_SAVES : []), ...(o.migrate?.snapshot ? SNAPSHOT_SAVES : [])];
  return [
    ...saves.map((action): Join => ({ action, when: { allSynchronized } })),
    {
      action: 'migration.load_gic',
      // In loadvm the BQL is held from loadvm_reset_done on, which has seen to it.
      when: { allTakeWork: or(readsSnapshot, allTakeWork) },
      effects: [
        each('s', 'slot', each('x', 'incarnation', choose(ref('env', ['s', 'x']), { when: queued('s', 'x'), event: 'get' }))),
        each('s', 'slot', choose(ref('icc', ['s']), { when: and(at('savedGicc', ['s'], 'yes'), at('savedIcc', ['s'], 'used')), event: 'use' }, { when: at('savedGicc', ['s'], 'yes'), event: 'put' })),
      ],
    },
    ...(o.migrate?.to ? [{ action: 'migration.complete', effects: [...putAll, eachRan] }] : []),
    ...(o.migrate?.snapshot ? [{ action: 'main.resume_after_reset', when: { forReset: not(phase('received')) } }] : []),
    { action: 'main.unrealized_unwanted', effects: [send(ref('env', ['i', 'a']), 'finalize')] },
  ];
};
