import { without } from '../without.ts';

export const design = without('F46', {
  configurations: ['kvm-boot+hot-smc32'],
  breaks: [],
  violates: ['EjectedVcpuReadsOff'],
});
