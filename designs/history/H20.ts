import { and, at } from '../../checker/model/expression.ts';
import { addGuard } from '../../checker/model/variation.ts';
import { slotHolds } from '../../machines/conditions.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H20',
  title: 'device_del asks for `realized`, which qdev sets only after plug: one that comes while the CPU is plugged would be refused',
  source: 'RFC V1 to V3; dropped in V4-rc7; hw/core/qdev.c:564-573',
  must: 'pass',
  breaks: [],
  configurations: ['boot+hot-documented'],
  variations: () => [addGuard('main.device_del', 'realized', and(at('object', ['i', 'a'], 'life.realized'), slotHolds('i', 'a')))],
  violates: [],
});
