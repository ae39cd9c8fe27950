import { ref } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { addEffect, dropEffect } from '../../checker/model/variation.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H32',
  title: 'the reset of a CPU_ON does not mark the vCPU dirty: neither registers nor mp_state are written to the kernel, and it sleeps on',
  source: 'RFC V1 and later; fixed by c48549eb59; target/arm/kvm.c:1064-1068',
  must: 'fail',
  breaks: ['Q.I38', 'Q.L5'],
  configurations: ['kvm-boot+hot-documented'],
  // The copy is valid, and taken for what the kernel has.
  variations: () => [dropEffect('vcpu.power_on', 'env'), addEffect('vcpu.power_on', send(ref('env', ['k', 'a']), 'cold start'))],
  violates: ['MpStateIsPowerState', 'StartedCpuExecutes'],
});
