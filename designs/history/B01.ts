import { without } from '../without.ts';

export const design = without('B01', {
  configurations: ['kvm-boot+hot-smc32'],
  breaks: ['Q.I16'],
  violates: ['UnpluggedVcpuReadsOff'],
});
