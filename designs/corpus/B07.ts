import { without } from '../without.ts';

export const design = without('B07', {
  configurations: ['boot+hot+hot-contexts'],
  violates: ['EjectOnlyOfPoweredOffCpu', 'GuestRunsOnlyOnEnabledCpu', 'QemuSurvivesCpuOff', 'QemuSurvivesMutualEject', 'QemuSurvivesRegisterAccess', 'SlotCanBeUsedAgain', 'SlotCanBeVacated', 'ThreadEndsBeforeItsRegistersAreFreed'],
});
