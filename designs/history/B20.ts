import { without } from '../without.ts';

export const design = without('B20', {
  configurations: ['boot+hot-el2'],
  breaks: ['Q.I33'],
  violates: ['HypvirtTimerReachesSlotCpu'],
});
