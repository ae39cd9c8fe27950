import { without } from '../without.ts';

export const design = without('B02', {
  configurations: ['boot+hot-any-migrate'],
  breaks: ['Q.I11', 'Q.I13', 'Q.I30', 'Q.I47', 'Q.L6'],
  unshown: { 'Q.L6': 'QEMU ends in the walk (QemuSurvivesPause) before anybody waits' },
  violates: ['FailedDeviceAddLeavesNothing', 'GicCpuIsSlotCpu', 'GiccAccessibleIffPlugged', 'NothingPointsToFreedCpu', 'QemuSurvivesBroadcastTlbi', 'QemuSurvivesCpuListAdd', 'QemuSurvivesGicAccess', 'QemuSurvivesPause', 'QemuSurvivesSave', 'QueuedCpuIsRealized', 'StreamIsConsistent', 'WiresReachSlotCpu'],
});
