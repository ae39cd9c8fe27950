import { without } from '../without.ts';

export const design = without('B02', {
  configurations: ['boot+hot-any-migrate'],
  violates: ['FailedDeviceAddLeavesNothing', 'GicCpuIsSlotCpu', 'GiccAccessibleIffPlugged', 'NothingPointsToFreedCpu', 'QemuSurvivesBroadcastTlbi', 'QemuSurvivesCpuListAdd', 'QemuSurvivesGicAccess', 'QemuSurvivesPause', 'QemuSurvivesSave', 'QueuedCpuIsRealized', 'StreamIsConsistent', 'WiresReachSlotCpu'],
});
