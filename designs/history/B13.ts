import { without } from '../without.ts';

export const design = without('B13', {
  configurations: ['boot+cold-documented'],
  breaks: ['B13'],
  violates: ['OnlyOneCpuOnSucceeds'],
});
