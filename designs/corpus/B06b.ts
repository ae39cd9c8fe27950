import { without } from '../without.ts';

export const design = without('B06b', {
  configurations: ['boot+cold-documented'],
  violates: ['NoCpuEjectsItself', 'QemuSurvivesSelfEject'],
});
