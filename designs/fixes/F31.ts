import { and } from '../../checker/model/expression.ts';
import { addGuard } from '../../checker/model/variation.ts';
import { allPaused } from '../../machines/conditions.ts';
import { noWork } from './F06.ts';
import { forActions, type Fix } from './fix.ts';

/** Under KVM nobody waits for registers before: one of the threads could have ended (F43). */
export const fix: Fix = {
  id: 'F31',
  title: 'a stream or snapshot of a VM that is not running is written only when all its vCPUs are paused',
  source: 'system/cpus.c:783-792 (vm_stop_force_state)',
  variations: (s) => forActions(s, ['migration.begin_save_stopped', 'migration.save_stopped', 'main.savevm_sync', 'main.savevm_stopped', 'main.loadvm_stopped'], (a) => addGuard(a, 'allPaused', and(allPaused, noWork))),
};
