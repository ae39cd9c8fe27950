import { without } from '../without.ts';

export const design = without('B15', {
  configurations: ['boot+cli'],
  violates: ['ResetClearsGed', 'ResetClearsSelector', 'ResetLeavesNoRequest'],
});
