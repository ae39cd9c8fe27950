/** All properties of the virt machine without migration, in the order in which they are reported: the headlines first. */
import type { Property } from '../checker/model/property.ts';
import type { VirtOptions } from '../machines/sorts.ts';
import { acpiProperties } from './acpi.ts';
import { gicProperties } from './gic.ts';
import { kvmProperties, kvmReachability } from './kvm.ts';
import { linuxProperties } from './linux.ts';
import { acrossMigration, migrationProperties } from './migration.ts';
import { migrationReachability, migrationReachabilityOfTwo } from './migration-reachability.ts';
import { objectProperties } from './objects.ts';
import { pauseProperties } from './pause.ts';
import { powerProperties } from './power.ts';
import { presence } from './presence.ts';
import { progressProperties } from './progress.ts';
import { reachabilityProperties } from './reachability.ts';
import { refusalProperties } from './refusal.ts';
import { registryProperties } from './registry.ts';
import { survivalProperties } from './survival.ts';

export const properties: readonly Property[] = [
  ...presence,
  ...gicProperties,
  ...acpiProperties,
  ...objectProperties,
  ...powerProperties,
  ...kvmProperties,
  ...pauseProperties,
  ...registryProperties,
  ...refusalProperties,
  ...linuxProperties,
  ...survivalProperties,
  ...reachabilityProperties,
  ...kvmReachability,
];

/** All properties of migration and snapshots. */
export const allMigrationProperties: readonly Property[] = [...migrationProperties, ...migrationReachability, ...migrationReachabilityOfTwo];

/** What a configuration is held to: with migration or snapshots, what they must keep too; progress where {@link progressProperties} speaks of it. */
export const propertiesFor = (o: Pick<VirtOptions, 'accel' | 'guest' | 'migrate' | 'slots'>): readonly Property[] => {
  const { accel, guest, migrate, slots } = o;
  if (migrate) return [...properties.map(acrossMigration), ...migrationProperties, ...migrationReachability, ...(slots.filter((k) => k === 'hot').length > 1 ? migrationReachabilityOfTwo : [])];
  return accel === 'kvm' || guest ? properties : [...properties, ...progressProperties];
};
