import type { Join, System } from '../../checker/model/system.ts';
import { hasComponent, replaceComponent } from '../../checker/model/variation.ts';
import type { Fix } from './fix.ts';

/** The joins of the other timers' lines. */
const asWires = (s: System): readonly Join[] =>
  (s.components.find((c) => c.name === 'wires')?.joins ?? []).map((j) => ({ ...j, effects: JSON.parse(JSON.stringify(j.effects ?? []).replaceAll('"component":"wires"', '"component":"hypvirtTimer"')) }));

export const fix: Fix = {
  id: 'B20',
  title: 'the EL2 virtual timer is wired like the other timers',
  source: 'hw/arm/virt.c:784-789: an entry for GTIMER_HYPVIRT',
  variations: (s) => (hasComponent(s, 'hypvirtTimer') ? [replaceComponent('hypvirtTimer', (c) => ({ ...c, joins: asWires(s) }))] : []),
};
