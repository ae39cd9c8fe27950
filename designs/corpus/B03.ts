import { without } from '../without.ts';

export const design = without('B03', {
  configurations: ['boot+hot-any'],
  violates: ['QemuSurvivesGicLookup'],
});
