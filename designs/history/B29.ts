import { without } from '../without.ts';

export const design = without('B29', {
  configurations: ['kvm-boot+hot-smc32'],
  breaks: ['B29'],
  violates: ['PluggedCpuHasFreshIcc'],
});
