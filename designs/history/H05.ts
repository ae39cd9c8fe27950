import { ref } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { addEffect, dropEffect } from '../../checker/model/variation.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H05',
  title: 'a hot-plugged CPU is not marked start-powered-off: it comes up running',
  source: 'RFC V1; fixed by 5962c9dc5d, 6f7143ed51; lost again in V4-rc7 to rc10 and V5-rc2; hw/arm/virt.c:2292-2300',
  must: 'fail',
  breaks: ['Q.I37', 'Q.I16'],
  unshown: { 'Q.I16': 'the vCPU that is created before is B01' },
  configurations: ['boot+hot-documented'],
  variations: () => [dropEffect('main.reset_cpu', 'psci'), addEffect('main.reset_cpu', send(ref('psci', ['i', 'a']), 'reset on'))],
  violates: ['HotpluggedCpuStartsOff'],
});
