/** All properties of the virt machine, in the order in which they are reported: the headlines first. */
import type { Property } from '../checker/model/property.ts';
import { acpiProperties } from './acpi.ts';
import { gicProperties } from './gic.ts';
import { kvmProperties, kvmReachability } from './kvm.ts';
import { linuxProperties } from './linux.ts';
import { objectProperties } from './objects.ts';
import { pauseProperties } from './pause.ts';
import { powerProperties } from './power.ts';
import { presence } from './presence.ts';
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
  kvmReachability,
];
