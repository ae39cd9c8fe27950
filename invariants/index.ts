/** All properties of the virt machine without migration, in the order in which they are reported: the headlines first. */
import type { Property } from '../checker/model/property.ts';
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
import type { Machine } from './fairness.ts';
import { linuxProgressOf } from './progress-linux.ts';
import { progressOf } from './progress.ts';
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

/**
 * What must come about. With an operating system its kernel's progress too: that of one whose administrator, time-outs and crashes
 * are left out, since each of them can keep it from anything.
 */
export const progressFor = (o: Machine): readonly Property[] => [...progressOf(o), ...(o.guest ? linuxProgressOf(o) : [])];

/** Every property of progress that some configuration is held to. */
export const progressProperties: readonly Property[] = [...progressOf({ slots: ['boot', 'hot'], reset: true, passive: true, restart: true }), ...linuxProgressOf({ slots: ['boot', 'hot'], reset: true, passive: true })];

/** What must not happen; with migration or snapshots, what they must keep too. */
export const safetyFor = ({ migrate, slots }: Machine): readonly Property[] =>
  migrate ? [...properties.map(acrossMigration), ...migrationProperties, ...migrationReachability, ...(slots.filter((k) => k === 'hot').length > 1 ? migrationReachabilityOfTwo : [])] : properties;

/** What a configuration is held to: with a hostile guest and no migration what must come about, too. */
export const propertiesFor = (o: Machine): readonly Property[] => (o.guest || o.migrate ? safetyFor(o) : [...properties, ...progressOf(o)]);
