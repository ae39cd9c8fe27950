import { without } from '../without.ts';

export const design = without('B19', {
  configurations: ['linux-boot+cold'],
  breaks: ['Q.I27'],
  violates: ['ColdBootedCpuIsMadtEnabled'],
});
