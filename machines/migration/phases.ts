/** The states of the component `migration`, by what they mean to others. */
import { and, at, or, type Expr } from '../../checker/model/expression.ts';
import { bqlFree, mainIdle } from '../conditions.ts';

/**
 * Source: the migration thread has taken over and the VM stops. `gapPaused`: it was stopped already, and KVM has registers to give (machines/migration/kvm.ts);
 * `hanging`: the thread waits for a vCPU thread that has ended.
 */
export const STOPPING = ['stopping', 'gap', 'gapPaused', 'hanging'] as const;
/** Source: the stream is written; the source may still fail and go on. `Live`: it ran before. */
export const SAVED = ['savedLive', 'savedPaused'] as const;
/** Source: failed or cancelled after the VM was stopped; not started again yet. */
export const FAILED = ['failedLive', 'failedPaused'] as const;
/** A stream is being read: none, one or several sections are loaded. */
export const LOADING = ['received', 'gicLoaded', 'bootCpusLoaded', 'gedLoaded'] as const;
/** Every state. `loaded`: all sections are; only the run state is still to be set. */
export const PHASES = ['idle', 'active', 'cancelling', ...STOPPING, ...SAVED, ...FAILED, 'incoming', ...LOADING, 'loaded'] as const;
export type Phase = (typeof PHASES)[number];

export const phase = (...phases: readonly Phase[]): Expr => at('migration', [], ...phases);
/** `!migration_is_idle()`, migration/migration.c:1656: device_add and device_del are refused. A destination that waits or loads counts as idle. */
export const migrating: Expr = phase('active', 'cancelling', ...STOPPING, ...SAVED);
/** A load is in progress (R12). */
export const loading: Expr = phase(...LOADING);
/** The main thread reads a snapshot (HMP loadvm): it holds the BQL throughout. */
export const readsSnapshot: Expr = at('main', [], 'loadvm');
/** process_incoming_migration_co can run: it is a coroutine of the main loop. */
export const readsIncoming: Expr = and(mainIdle, bqlFree);
/** The main thread can load the next section. */
export const reads: Expr = or(readsSnapshot, readsIncoming);
