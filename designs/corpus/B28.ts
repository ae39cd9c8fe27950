import { without } from '../without.ts';

export const design = without('B28', {
  configurations: ['boot+cold-gicv2'],
  violates: ['QemuSurvivesGicCreation'],
});
