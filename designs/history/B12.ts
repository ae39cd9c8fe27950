import { without } from '../without.ts';

export const design = without('B12', {
  configurations: ['linux-boot+cold+hot-marks', 'linux-boot+cold+hot-marks-progress'],
  breaks: ['Q.L1', 'Q.L7'],
  violates: ['InsertionIsNotified', 'RemovalIsNotified', 'SlotCanBeVacated', 'ScanServesEveryInsertion', 'ScanServesEveryRemoval'],
});
