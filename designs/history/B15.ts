import { without } from '../without.ts';

export const design = without('B15', {
  configurations: ['boot+cli'],
  breaks: ['Q.L2', 'Q.I45'],
  violates: ['ResetClearsGed', 'ResetClearsSelector', 'ResetLeavesNoRequest'],
});
