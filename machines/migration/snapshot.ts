/**
 * savevm and loadvm: a snapshot of the VM, loaded later into the same process, whose plug state may have changed. The stream is
 * the one of migration (stream.ts) and stays.
 *
 * A VM that ran before loadvm goes on afterwards; here it is left paused and `cont` does the rest (the same vm_start, and paused
 * is what a VM is that was paused before), so that the former run state need not be remembered.
 */
import { at, not, ref } from '../../checker/model/expression.ts';
import { choose, send, type Action, type Effect } from '../../checker/model/system.ts';
import { allPaused, bqlFree, runstateRunning } from '../conditions.ts';
import { eachQueued, queueWalk } from '../cpus-queue.ts';
import { idle } from '../main.ts';
import { resetRegistered } from '../psci.ts';
import { hasGed, type VirtOptions } from '../sorts.ts';
import { transfers } from './ends.ts';
import { phase } from './phases.ts';
import { command, me } from './source.ts';

const main = ref('main');
const runstate = ref('runstate');
const stage = (s: string) => ({ stage: at('main', [], s), bqlFree });
const migrationIdle = phase('idle');
const exists = not(at('savedSelector', [], 'nothing'));
const stop: readonly Effect[] = [send(runstate, 'pause'), queueWalk, eachQueued('pause')];

/** Actions that write a snapshot. */
export const SNAPSHOT_SAVES: readonly string[] = ['main.savevm_save', 'main.savevm_stopped'];

/** A snapshot of a VM that is not running. */
export const whenStopped = { ...idle, migrationIdle, paused: not(runstateRunning) };

export const snapshotActions = (o: VirtOptions): readonly Action[] => {
  const kvm = o.accel === 'kvm';
  return [
  { ...command, event: 'savevm', cause: 'operator', when: { ...idle, migrationIdle, running: runstateRunning }, effects: [send(main, 'savevm'), ...stop], fn: 'hmp_savevm, save_snapshot, vm_stop', source: 'migration/savevm.c:3067-3120; system/cpus.c:284-296' },
  { ...command, event: 'all_paused_for_savevm', when: { ...stage('savevmPausing'), allPaused }, effects: [send(main, 'all paused')], fn: 'all_vcpus_paused', source: 'system/cpus.c:614-624' },
  {
    ...command,
    event: 'savevm_save',
    when: stage('savevmGap'),
    effects: [send(main, 'saved'), choose(runstate, { event: 'run' }), transfers(o), eachQueued('resume')],
    fn: 'qemu_savevm_state, vm_resume',
    source: 'migration/savevm.c:1704-1757, 3148-3172: one BQL section',
  },
  {
    ...command,
    event: 'savevm_stopped',
    ...(kvm ? { when: stage('savevmSync'), effects: [send(main, 'saved'), transfers(o)] } : { cause: 'operator' as const, when: whenStopped, effects: [send(main, 'stay'), transfers(o)] }),
    fn: 'save_snapshot',
    source: 'migration/savevm.c:3067-3172',
  },
  { ...command, event: 'loadvm', cause: 'operator', when: { ...idle, migrationIdle, exists, running: runstateRunning }, effects: [send(main, 'loadvm'), ...stop], fn: 'hmp_loadvm, vm_stop', source: 'migration/migration-hmp-cmds.c:366-380; system/cpus.c:284-296' },
  { ...command, event: 'all_paused_for_loadvm', when: { ...stage('loadvmPausing'), allPaused }, effects: [send(main, 'all paused')], fn: 'all_vcpus_paused', source: 'system/cpus.c:614-624' },
  { ...command, event: 'loadvm_stopped', cause: 'operator', when: { ...idle, migrationIdle, exists, paused: not(runstateRunning) }, effects: [send(main, 'loadvm stopped')], fn: 'hmp_loadvm', source: 'migration/migration-hmp-cmds.c:366-380' },
  {
    ...command,
    event: 'loadvm_reset',
    when: stage('loadvmGap'),
    effects: [send(main, 'reset for loadvm'), send(me, 'loadvm'), ...(kvm ? [] : [send(ref('bql'), 'main takes'), resetRegistered, ...(hasGed(o) ? [send(ref('ged'), 'gic reset')] : [])])],
    fn: 'load_snapshot, qemu_system_reset',
    source: 'migration/savevm.c:3259-3326: SHUTDOWN_CAUSE_SNAPSHOT_LOAD; from here to the end the BQL is dropped only by a join',
  },
  ];
};
