import { without } from '../without.ts';

export const design = without('B21', {
  configurations: ['boot+cold+cli-no-ged'],
  breaks: ['Q.I30', 'Q.I33', 'Q.I42'],
  violates: ['GicCpuIsSlotCpu', 'GiccAccessibleIffPlugged', 'ResetHandlerIffPlugged', 'WiresReachSlotCpu'],
});
