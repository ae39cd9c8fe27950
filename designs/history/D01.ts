import { not } from '../../checker/model/expression.ts';
import { addComponent, addGuard, weakenGuard } from '../../checker/model/variation.ts';
import { entry } from '../entry.ts';
import { isKept, kept } from '../kept-objects.ts';

export const design = entry({
  id: 'D01',
  title: 'the disabled objects are kept in their slots, and pre_plug still refuses a slot that holds one: nothing can ever be plugged',
  source: 'RFC V6-rc1 c1a5b956c1, virt_cpu_pre_plug; hw/arm/virt.c:2184, 3152',
  must: 'fail',
  breaks: ['Q.L4'],
  configurations: ['boot+hot-documented'],
  variations: () => [addComponent(kept), addGuard('main.device_add', 'notKept', not(isKept('i'))), weakenGuard('main.device_add_exist', 'occupied', isKept('i'))],
  violates: ['SlotCanBeUsedAgain', 'CanPlug'],
});
