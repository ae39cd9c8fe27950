import { without } from '../without.ts';

export const design = without('B05', {
  configurations: ['linux-boot+cold'],
  breaks: ['Q.I39', 'Q.I24'],
  violates: ['ColdBootedCpuStays', 'EjectOnlyOnRequest', 'MadtEnabledCpuStaysEnabled'],
});
