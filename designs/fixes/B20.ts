import { hasAction, hasComponent, replaceComponent } from '../../checker/model/variation.ts';
import { wiring } from '../../machines/wires.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'B20',
  title: 'the EL2 virtual timer is wired like the other timers',
  source: 'hw/arm/virt.c:784-789: an entry for GTIMER_HYPVIRT',
  variations: (s) => (hasComponent(s, 'hypvirtTimer') ? [replaceComponent('hypvirtTimer', (c) => ({ ...c, joins: wiring('hypvirtTimer').filter((j) => hasAction(s, j.action)) }))] : []),
};
