import { and, eq, not } from '../../checker/model/expression.ts';
import { addComponent, addGuard, weakenGuard } from '../../checker/model/variation.ts';
import { entry } from '../entry.ts';
import { isKept, kept } from '../kept-objects.ts';

export const design = entry({
  id: 'D03',
  title: 'the disabled objects are kept, and CPU_ON still takes any object in a slot: SUCCESS, and work for a thread that does not exist',
  source: 'RFC V6-rc1, arm_get_cpu_by_id; target/arm/arm-powerctl.c:35-56, 122',
  must: 'fail',
  breaks: ['Q.I36', 'Q.L5'],
  configurations: ['boot+hot-documented'],
  variations: () => [addComponent(kept), weakenGuard('vcpu.CPU_ON', 'occupied', and(isKept('i'), eq('b', 0))), addGuard('vcpu.CPU_ON_DENIED', 'notKept', not(isKept('i')))],
  violates: ['CpuOnSucceedsOnlyWhenEnabled', 'CpuOnTakesEffect', 'HotpluggedCpuStartsOff'],
});
