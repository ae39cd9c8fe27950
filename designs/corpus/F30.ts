import { without } from '../without.ts';

export const design = without('F30', {
  configurations: ['boot+hot-secure'],
  violates: ['QemuSurvivesSecondCpuSection'],
});
