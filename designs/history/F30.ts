import { without } from '../without.ts';

export const design = without('F30', {
  configurations: ['boot+hot-secure'],
  breaks: [],
  violates: ['QemuSurvivesSecondCpuSection'],
});
