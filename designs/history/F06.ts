import { without } from '../without.ts';

export const design = without('F06', {
  configurations: ['boot+cold-documented', 'boot+cli-migrate'],
  breaks: [],
  violates: ['CpuOnDoesNotSurviveReset', 'NoCpuOnIsLost'],
});
