import { not } from '../../checker/model/expression.ts';
import { hasComponent } from '../../checker/model/variation.ts';
import { migrating } from '../../machines/migration/phases.ts';
import { refuseEject, type Fix } from './fix.ts';

export const fix: Fix = {
  id: 'B06',
  title: 'an eject while a migration is under way is refused, as device_del is',
  source: 'hw/acpi/cpu.c:134; system/qdev-monitor.c:931',
  variations: (s) => (hasComponent(s, 'migration') ? refuseEject(s, 'notMigrating', not(migrating), migrating) : []),
};
