import { without } from '../without.ts';

export const design = without('B10', {
  configurations: ['kvm-boot+hot-smc32'],
  breaks: ['Q.I35', 'Q.I36', 'Q.I38'],
  violates: ['SlotCanBeVacated', 'CpuOnResetsOnlyOffCpu', 'EjectedVcpuReadsOff', 'GuestRunsOnlyOnEnabledCpu', 'KernelStartsOnlyEnabledCpu', 'MpStateIsPowerState', 'QemuKnowsWhoRuns', 'QemuSurvivesRegisterTransfer', 'StartedCpuKeepsItsRegisters', 'ThreadEndsBeforeItsRegistersAreFreed', 'UnpluggedVcpuReadsOff'],
});
