import { without } from '../without.ts';

export const design = without('B05', {
  configurations: ['linux-boot+cold'],
  violates: ['ColdBootedCpuStays', 'EjectOnlyOnRequest', 'MadtEnabledCpuStaysEnabled'],
});
