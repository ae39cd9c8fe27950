import { dropEffect, hasAction } from '../../checker/model/variation.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'D10',
  title: 'the section of the register block is sent only where CPUs can be hot-plugged; elsewhere nothing in it ever changes',
  source: 'RFC V6-rc1 (.needed of acpi-ged/cpuhp); hw/acpi/generic_event_device.c:334, 392',
  must: 'pass',
  breaks: [],
  configurations: ['boot+hot-migrate-symmetric'],
  variations: (s) => (hasAction(s, 'main.device_add') ? [] : ['acpi', 'inserting', 'removing', 'registers'].map((c) => dropEffect('migration.load_ged', c))),
  violates: [],
  elsewhere: ['CanMigrateToOneCpuMore', 'CanMigrateToOneCpuFewer', 'CanSaveSnapshot', 'CanLoadSnapshot', 'CanLoadSnapshotAfterPlug', 'CanLoadSnapshotAfterUnplug'],
});
