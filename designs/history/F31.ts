import { without } from '../without.ts';

export const design = without('F31', {
  configurations: ['boot+hot-migrate'],
  breaks: [],
  violates: ['NoCpuOnIsLost', 'SlotHoldsRealizedCpu', 'StreamIsConsistent', 'StreamIsWrittenWhilePaused'],
});
