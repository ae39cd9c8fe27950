import { not } from '../../checker/model/expression.ts';
import { addGuard, hasComponent } from '../../checker/model/variation.ts';
import { LOADING, phase } from '../../machines/migration/phases.ts';
import { forActions, type Fix } from './fix.ts';

export const fix: Fix = {
  id: 'F35',
  title: 'device_add and device_del are refused while a stream is loaded',
  source: 'migration/migration.c:1656 (migration_is_idle): looks at incoming migrations too',
  variations: (s) => (hasComponent(s, 'migration') ? forActions(s, ['main.device_add', 'main.device_del'], (a) => addGuard(a, 'notLoading', not(phase(...LOADING, 'loaded')))) : []),
};
