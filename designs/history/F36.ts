import { without } from '../without.ts';

export const design = without('F36', {
  configurations: ['boot+hot-migrate-reset-stop'],
  breaks: [],
  violates: ['CpuOnDoesNotSurviveReset', 'GuestRunsOnlyOnEnabledCpu', 'MainThreadIsNeverStuck', 'NoDeadState', 'QemuKnowsWhoRuns', 'QemuSurvivesCpuOff', 'QemuSurvivesRegisterAccess', 'ThreadEndsBeforeItsRegistersAreFreed'],
});
