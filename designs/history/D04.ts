import { replaceComponent } from '../../checker/model/variation.ts';
import { extended } from '../../machines/extend.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'D04',
  title: 'the GIC notifier no longer sets gicv3state of the new object, whose reset reads it',
  source: 'RFC V6-rc1 98d2c4385a; hw/intc/arm_gicv3_common.c:413-446',
  must: 'fail',
  breaks: ['Q.I31'],
  configurations: ['boot+hot-documented'],
  variations: () => [replaceComponent('object', (c) => extended(c, () => ({ on: { gicv3state: { pre_plug: 'null' } } })))],
  violates: ['GicCpuIsSlotCpu'],
});
