import { without } from '../without.ts';

export const design = without('B10', {
  configurations: ['kvm-boot+hot-smc32'],
  violates: ['CpuOnResetsOnlyOffCpu', 'EjectedVcpuReadsOff', 'GuestRunsOnlyOnEnabledCpu', 'KernelStartsOnlyEnabledCpu', 'MpStateIsPowerState', 'QemuKnowsWhoRuns', 'QemuSurvivesRegisterTransfer', 'StartedCpuKeepsItsRegisters', 'ThreadEndsBeforeItsRegistersAreFreed', 'UnpluggedVcpuReadsOff'],
});
