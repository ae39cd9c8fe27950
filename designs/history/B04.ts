import { without } from '../without.ts';

export const design = without('B04', {
  configurations: ['boot+hot-any'],
  breaks: ['Q.I44'],
  violates: ['FeaturesEqualBootCpu'],
});
