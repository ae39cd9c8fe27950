/**
 * The source of a migration: the QMP commands, and the migration thread that stops the VM, writes the stream, and goes on
 * with the VM if that fails. The thread takes the BQL; it gives it away while it waits for the vCPUs (system/cpus.c:614-624).
 *
 * Writing the device state is one BQL section (migration.c:2756-2784), so it is one action. `migrate_cancel` after the VM was
 * stopped ends as a failure does; only the earlier one is an action of its own.
 */
import { and, at, exists, not, ref, type Expr } from '../../checker/model/expression.ts';
import { choose, send, type Action, type Join } from '../../checker/model/system.ts';
import { allPaused, bqlFree, runstateRunning } from '../conditions.ts';
import { eachQueued, queueWalk } from '../cpus-queue.ts';
import { slotParam } from '../executor.ts';
import { idle } from '../main.ts';
import { resets, type VirtOptions } from '../sorts.ts';
import { transfers } from './ends.ts';
import { LOADING, migrating, phase, SAVED } from './phases.ts';

export const me = ref('migration');
const main = ref('main');
const runstate = ref('runstate');
export const command = { component: 'main', index: [], process: 'main', params: [] } as const;
export const thread = { component: 'migration', index: [], process: 'migration', params: [] } as const;

/** Actions of the source that write the stream. */
export const SOURCE_SAVES: readonly string[] = ['migration.save', 'migration.save_stopped'];

export const sourceActions = (o: VirtOptions): readonly Action[] => [
  { ...command, event: 'migrate', cause: 'operator', when: { ...idle, migrationIdle: phase('idle') }, effects: [send(main, 'stay'), send(me, 'migrate')], fn: 'qmp_migrate, migration_thread', source: 'migration/migration.c:2074-2180, 3455-3570: to a socket or to a file; the VM goes on' },
  { ...command, event: 'migrate_cancel', cause: 'operator', when: { ...idle, active: phase('active') }, effects: [send(main, 'stay'), send(me, 'cancel')], fn: 'qmp_migrate_cancel', source: 'migration/migration.c:1517-1565' },
  { ...thread, event: 'cancelled', when: { cancelling: phase('cancelling') }, effects: [send(me, 'finish')], fn: 'migrate_fd_cleanup', source: 'migration/migration.c:1436-1452' },
  {
    ...thread,
    event: 'stop_vm',
    when: { active: phase('active'), running: runstateRunning, bqlFree },
    effects: [send(me, 'stop'), send(runstate, 'pause'), queueWalk, eachQueued('pause')],
    fn: 'migration_completion_precopy, vm_stop_force_state, pause_all_vcpus',
    source: 'migration/migration.c:2752-2763; system/cpus.c:284-296, 601-614, 778-782',
  },
  { ...thread, event: 'all_paused', when: { stopping: phase('stopping'), allPaused, bqlFree }, effects: [send(me, 'all paused')], fn: 'all_vcpus_paused', source: 'system/cpus.c:614-624: then unlock and lock once, without testing again' },
  {
    ...thread,
    event: 'save',
    when: { stopped: phase('gap'), bqlFree },
    effects: [send(me, 'save live'), transfers(o)],
    fn: 'qemu_savevm_state_complete_precopy',
    source: 'migration/savevm.c:1605-1640; migration/migration.c:2780: one BQL section',
  },
  {
    ...thread,
    event: 'save_stopped',
    when: { ...(o.accel === 'kvm' ? { stopped: phase('gapPaused') } : { active: phase('active'), paused: not(runstateRunning) }), bqlFree },
    effects: [send(me, 'save paused'), transfers(o)],
    fn: 'vm_stop_force_state, qemu_savevm_state_complete_precopy',
    source: 'system/cpus.c:783-792: only the run state is looked at, not whether the vCPUs are paused; migration/savevm.c:1605-1640',
  },
  { ...thread, event: 'fail', cause: 'fault', when: { saved: phase(...SAVED) }, effects: [send(me, 'fail')], fn: 'migration_completion_failed', source: 'migration/migration.c:2806-2829: no BQL; from here migration_is_idle() holds' },
  {
    ...thread,
    event: 'go_on',
    when: { failed: phase('failedLive'), bqlFree },
    effects: [send(me, 'finish'), choose(runstate, { when: not(runstateRunning), event: 'run' }), queueWalk, eachQueued('resume')],
    fn: 'migration_iteration_finish, vm_start',
    source: 'migration/migration.c:3289-3326; system/cpus.c:627-639',
  },
  { ...thread, event: 'stay_paused', when: { failed: phase('failedPaused'), bqlFree }, effects: [send(me, 'finish')], fn: 'migration_iteration_finish', source: 'migration/migration.c:3311-3315' },
  {
    ...command,
    event: 'device_del_while_migrating',
    cause: 'operator',
    params: [slotParam],
    when: { ...idle, migrating, exists: exists('x', 'incarnation', at('object', ['i', 'x'], 'life.realized', 'life.unrealizing')) },
    effects: [send(main, 'stay')],
    fn: 'qdev_unplug',
    source: 'system/qdev-monitor.c:931-934: "device_del not allowed while migrating"',
  },
];

/** What the operator of a destination gives before the stream comes, and between its sections if he may do anything. */
const takesCommands = (o: VirtOptions): Expr => not(o.operator === 'any' ? phase('loaded') : phase(...LOADING, 'loaded'));

/** Commands that the migration refuses, or that wait for it. */
export const sourceJoins = (o: VirtOptions): readonly Join[] => {
  const guard = (action: string, when: Readonly<Record<string, Expr>>): Join => ({ action, when });
  return [
    // qdev-monitor.c:682, before anything else is looked at; main.device_add_refused is the answer.
    ...['main.device_add', 'main.device_add_exist', 'main.device_del'].map((a) => guard(a, { migrationIdle: and(not(migrating), takesCommands(o)) })),
    // monitor/qmp-cmds.c:83, 111: refused in RUN_STATE_FINISH_MIGRATE, postponed in RUN_STATE_INMIGRATE.
    guard('main.cont', { notFinishing: phase('idle', 'active', 'cancelling') }),
    // What the source does to the guest after the stream is written must not travel: a reset comes after the failure, with which it
    // commutes, or not at all.
    ...(o.guest && resets(o) ? [guard('main.devices_reset', { notSaved: not(phase(...SAVED)) })] : []),
    ...(o.reset ? [guard('main.system_reset', { takesCommands: takesCommands(o) })] : []),
    // A reset of a destination that waits for its stream leaves the guest's memory alone (hw/core/loader.c:1228-1236), and what it does to
    // devices is loaded over. It is left out where a guest is modelled, which would have to be told; the hostile guest has it.
    ...(o.guest && o.reset ? [guard('main.system_reset', { noGuestInStream: not(phase('incoming')) })] : []),
    // A destination runs no guest that could have asked.
    ...(o.restart ? ['main.guest_reset', 'main.guest_shutdown'].map((a) => guard(a, { takesCommands: takesCommands(o) })) : []),
  ];
};
