import { without } from '../without.ts';

export const design = without('B12', {
  configurations: ['linux-boot+cold+hot-marks'],
  violates: ['ScanServesEveryInsertion', 'ScanServesEveryRemoval'],
});
