import { forall, implies, at, not } from '../../checker/model/expression.ts';
import { addGuard } from '../../checker/model/variation.ts';
import { hasWork } from '../../machines/conditions.ts';
import { forActions, type Fix } from './fix.ts';

/** No member of cpus_queue has work queued. */
export const noWork = forall('s', 'slot', forall('x', 'incarnation', implies(at('object', ['s', 'x'], 'queued.yes'), not(hasWork('s', 'x')))));

/** Mends F47 too, together with B14: a CPU that works a CPU_ON off has work until its reset is over. */
export const fix: Fix = {
  id: 'F06',
  title: 'a pause of all vCPUs ends only when no work is queued for any of them (F06, F32)',
  source: 'system/cpus.c:588: all_vcpus_paused looks at the work lists too',
  variations: (s) => forActions(s, ['main.all_paused_for_reset', 'main.all_paused_for_stop', 'main.all_paused_for_savevm', 'main.all_paused_for_loadvm', 'migration.all_paused'], (a) => addGuard(a, 'noWork', noWork)),
};
