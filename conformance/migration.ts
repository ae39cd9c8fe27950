/**
 * Migration: the source up to its end, then the destination (docs/migration.md has the argument why one after the other). What the
 * destination waits for before its QEMU exists - its command line and what the monitor sends it - changes nothing at the source.
 */
import { and, at, eq, exists, iff, not, type Expr } from '../checker/model/expression.ts';
import { event, ignored, isSlot, step, traced, type LineRule, type Lines, type Steps } from './lines.ts';
import { coldBooted, ofCommandLine, reset, slots, startsAs } from './main-steps.ts';
import { NOW } from './qemu-lines.ts';

/** A `-device` CPU is in slot n, whatever the slot had at the source. */
const startsWithDevice = (n: number): Expr => and(startsAs(n, 'cli', 'hot'), exists('s', 'slot', and(eq('s', n), not(at('slot', ['s'], 'cpu.null')))));

const command = (action: string): LineRule => ({ bind: { failed: { path: 'error', present: true } }, cases: [{ when: eq('failed', 0), call: [[{ action }]] }] });

const states = 'the states of a migration follow from what is done';
export const migrationLines: Lines = {
  'qmp-command/migrate': command('main.migrate'),
  'qmp-command/migrate-incoming': command('main.migrate_incoming'),
  // Printed for one CPU interface after the other; a CPU that the stream does not want is unrealized in between.
  'qemu-trace/obs_gicv3_post_load': {
    bind: { cpu: 'args.gic_cpuif', hasCpu: 'args.has_cpu', accessible: 'args.accessible' },
    cases: [
      {
        state: and(
          isSlot('cpu'),
          at('migration', [], 'gicLoaded'),
          exists('s', 'slot', and(eq('s', 'cpu'), iff(eq('accessible', 1), at('gic', ['s'], 'accessible.yes')), iff(eq('hasCpu', 1), not(at('gic', ['s'], 'cpu.null'))))),
        ),
      },
    ],
  },
  'qemu-trace/qemu_loadvm_state_section_startfull': ignored('sections of all devices; those that the model loads are seen by what they bring'),
  'qemu-trace/migrate_set_state': ignored(states),
  'qemu-trace/migrate_fd_cleanup': ignored(states),
  'host/migrate-outgoing': ignored(states),
  'host/migrate-incoming-result': ignored(states),
};
/** Trace points of them that the model explains. */
export const migrationTraces = ['qemu-trace/obs_gicv3_post_load'];

export const migrationSteps: Steps = [
  step('migration.stop_vm', [traced('runstate_set', { is: { now: NOW.finishing } })]),
  // The VM was paused: it leaves that state, and no event says so.
  step('migration.save_stopped', [traced('runstate_set', { is: { now: NOW.finishing } })]),
  // vm_stop_force_state ends with the event, under the lock under which the stream is written.
  step('migration.save', [event('STOP')]),
  step('migration.start_destination', [...slots.flatMap((n) => coldBooted(n)), ...slots.flatMap((n) => ofCommandLine({ n, whereAfter: startsWithDevice(n) })), reset({ whereAfter: not(at('resetList', ['s'], 'null')) })]),
  step('main.unrealize_unwanted', [traced('obs_cpu_unrealize', { args: { i: 'cpu' } })]),
  step('migration.complete', [traced('runstate_set', { is: { now: NOW.paused } })]),
];
