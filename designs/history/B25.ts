import { without } from '../without.ts';

export const design = without('B25', {
  configurations: ['boot+hot-any'],
  breaks: ['Q.I17'],
  violates: ['PresentAlwaysOne'],
});
