import { without } from '../without.ts';

export const design = without('F10', {
  configurations: ['legacy-boot+cold+hot'],
  breaks: [],
  violates: ['ScanServesEveryRemoval'],
});
