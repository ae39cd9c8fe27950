import { addGuard } from '../../checker/model/variation.ts';
import { mainIdle } from '../../machines/conditions.ts';
import { forActions, type Fix } from './fix.ts';

export const fix: Fix = {
  id: 'F36',
  title: 'a migration that fails starts the VM again only between two commands of the main thread',
  source: 'migration/migration.c:3307-3310: vm_start in a bottom half',
  variations: (s) => forActions(s, ['migration.go_on', 'migration.stop_vm'], (a) => addGuard(a, 'mainIdle', mainIdle)),
};
