import { dropEffect } from '../../checker/model/variation.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'B28',
  title: 'GICv2 is created without num-smp-cpu',
  source: 'hw/arm/virt.c:915',
  variations: (s) => (s.components.some((c) => (c.actions ?? []).some((a) => a.event === 'create_gic' && a.effects.some((e) => e.to.component === 'qemu'))) ? [dropEffect('main.create_gic', 'qemu')] : []),
};
