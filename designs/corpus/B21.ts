import { without } from '../without.ts';

export const design = without('B21', {
  configurations: ['boot+cold+cli-no-ged'],
  violates: ['GicCpuIsSlotCpu', 'GiccAccessibleIffPlugged', 'ResetHandlerIffPlugged', 'WiresReachSlotCpu'],
});
