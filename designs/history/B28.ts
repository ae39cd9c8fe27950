import { without } from '../without.ts';

export const design = without('B28', {
  configurations: ['boot+cold-gicv2'],
  breaks: ['B28'],
  violates: ['QemuSurvivesGicCreation'],
});
