import { without } from '../without.ts';

export const design = without('F36', {
  configurations: ['boot+hot-migrate-reset-stop'],
  violates: ['CpuOnDoesNotSurviveReset', 'GuestRunsOnlyOnEnabledCpu', 'MainThreadIsNeverStuck', 'NoDeadState', 'QemuKnowsWhoRuns', 'QemuSurvivesCpuOff', 'QemuSurvivesRegisterAccess', 'ThreadEndsBeforeItsRegistersAreFreed'],
});
