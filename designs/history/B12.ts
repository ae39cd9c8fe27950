import { without } from '../without.ts';

export const design = without('B12', {
  configurations: ['linux-boot+cold+hot-marks'],
  breaks: ['Q.L1', 'Q.L7'],
  unshown: { 'Q.L1': 'the scan that finds it is what is stated (Q.L7)' },
  violates: ['ScanServesEveryInsertion', 'ScanServesEveryRemoval'],
});
