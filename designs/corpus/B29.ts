import { without } from '../without.ts';

export const design = without('B29', {
  configurations: ['kvm-boot+hot-smc32'],
  violates: ['PluggedCpuHasFreshIcc'],
});
