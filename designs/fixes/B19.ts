import { hasComponent, replaceComponent } from '../../checker/model/variation.ts';
import { at } from '../../checker/model/expression.ts';
import { madt } from '../../machines/linux/madt.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'B19',
  title: 'the MADT marks cold-booted CPUs as Enabled; B05 sees to it that they stay',
  source: 'hw/arm/virt-acpi-build.c:686: cold_booted ? 1 : 8',
  variations: (s) => (hasComponent(s, 'madt') ? [replaceComponent('madt', () => madt((i) => at('kind', [i], 'boot', 'cold', 'cli')))] : []),
};
