import { without } from '../without.ts';

export const design = without('B15', {
  configurations: ['boot+cli', 'linux-boot+hot-reset-progress'],
  breaks: ['Q.L2', 'Q.I45'],
  violates: ['InsertionIsNotified', 'RemovalIsNotified', 'ResetClearsGed', 'ResetClearsSelector', 'ResetLeavesNoRequest'],
});
