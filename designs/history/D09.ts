import { and, at, TRUE } from '../../checker/model/expression.ts';
import { replaceAction } from '../../checker/model/variation.ts';
import { entry } from '../entry.ts';

const PER_SLOT = ['acpi', 'inserting', 'removing'];
const sent = at('savedAcpi', ['s'], 'yes-no', 'yes-yes');

export const design = entry({
  id: 'D09',
  title: 'the record of a slot that is not enabled is not sent. The code asks for that where nobody looks (.needed of an array element); here it has effect, and does no harm as long as B16 is mended',
  source: 'RFC V6-rc1 3fcb0ff953; migration/savevm.c:1021; migration/vmstate.c:529',
  must: 'pass',
  breaks: [],
  configurations: ['boot+hot-any-migrate'],
  variations: () => [replaceAction('migration.load_ged', (a) => ({ ...a, effects: a.effects.map((e) => (PER_SLOT.includes(e.to.component) ? { ...e, cases: e.cases.map((c) => ({ ...c, when: and(sent, c.when ?? TRUE) })) } : e)) }))],
  violates: [],
  elsewhere: ['CanMigrateToOneCpuMore', 'CanMigrateToOneCpuFewer', 'CanSaveSnapshot', 'CanLoadSnapshot', 'CanLoadSnapshotAfterPlug', 'CanLoadSnapshotAfterUnplug'],
});
