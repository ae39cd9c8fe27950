import { without } from '../without.ts';

export const design = without('B07', {
  configurations: ['boot+hot+hot-contexts'],
  breaks: ['Q.I14', 'Q.I35', 'Q.I41'],
  violates: ['EjectOnlyOfPoweredOffCpu', 'GuestRunsOnlyOnEnabledCpu', 'QemuSurvivesCpuOff', 'QemuSurvivesMutualEject', 'QemuSurvivesRegisterAccess', 'SlotCanBeUsedAgain', 'SlotCanBeVacated', 'ThreadEndsBeforeItsRegistersAreFreed'],
});
