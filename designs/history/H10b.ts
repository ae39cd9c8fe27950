import { at } from '../../checker/model/expression.ts';
import { replaceComponent } from '../../checker/model/variation.ts';
import { madt } from '../../machines/linux/madt.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H10b',
  title: 'the MADT marks the boot CPU alone as Enabled: an operating system without hot-plug loses the cold-booted secondaries',
  source: 'RFC V4, V5, virt-acpi-build.c V5:686; V2:732 and V3:691 are H10a',
  must: 'fail',
  breaks: ['Q.I27'],
  configurations: ['linux-boot+cold'],
  variations: () => [replaceComponent('madt', () => madt((i) => at('kind', [i], 'boot')))],
  violates: ['ColdBootedCpuIsMadtEnabled'],
});
