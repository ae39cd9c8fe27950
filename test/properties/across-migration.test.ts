/** Which properties say something else where there are migrations, and that nothing else changes (invariants/migration.ts). */
import assert from 'node:assert/strict';
import { allMigrationProperties, progressFor, properties, propertiesFor } from '../../invariants/index.ts';
import { acrossMigration } from '../../invariants/migration.ts';

const SLOTS = ['boot', 'hot'] as const;
const machine = { slots: SLOTS, reset: true, passive: true };

describe('properties across a migration', () => {
  it('a destination and a load are left out of those that speak of one process, and say so', () => {
    const changed = properties.filter((p) => acrossMigration(p) !== p);
    assert.deepEqual(changed.map((p) => p.id), ['GicrMpidrFixed', 'GiccAccessibleIffItHasCpu', 'EnabledHasCpu', 'RemovingOnlyByRequest', 'FirmwareMarkIsLeftAlone', 'AcpiEnableOnlyByPlug', 'RegisteredIffEnabled', 'OnlineCpuIsPlugged', 'OfflineCpuIsPoweredOff', 'MadtEnabledCpuStaysEnabled']);
    for (const p of changed) assert.match(acrossMigration(p).scope ?? '', /Says nothing of the start of a destination|Not between the sections of a load|Not at a destination before/);
  });
  it('a configuration without migration is held to what it was, and to progress where that is stated', () => {
    for (const o of [machine, { ...machine, accel: 'kvm' as const }]) assert.deepEqual(propertiesFor(o), [...properties, ...progressFor(o)]);
    assert.equal(propertiesFor({ ...machine, guest: { profile: 'linux', admin: true } }), properties);
  });
  it('one with migration is held to everything; to another slot only where there is one', () => {
    const ids = (slots: readonly ('boot' | 'hot')[]) => propertiesFor({ ...machine, slots, migrate: { to: 'any' } }).map((p) => p.id);
    const all = [...properties, ...allMigrationProperties].map((p) => p.id);
    assert.deepEqual(ids(['boot', 'hot', 'hot']), all);
    assert.deepEqual(all.filter((id) => !ids(SLOTS).includes(id)), ['CanMigrateToAnotherSlot']);
  });
});
