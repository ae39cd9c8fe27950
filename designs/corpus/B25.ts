import { without } from '../without.ts';

export const design = without('B25', {
  configurations: ['boot+hot-any'],
  violates: ['PresentAlwaysOne'],
});
