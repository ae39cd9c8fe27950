import { without } from '../without.ts';

export const design = without('B13', {
  configurations: ['boot+cold-documented'],
  violates: ['OnlyOneCpuOnSucceeds'],
});
