import { without } from '../without.ts';

export const design = without('F35', {
  configurations: ['boot+hot-any-migrate'],
  breaks: [],
  violates: ['CpuOnSucceedsOnlyWhenEnabled', 'EnabledIffPlugged', 'GuestRunsOnlyOnEnabledCpu', 'InsertingImpliesEnabled', 'LoadedEventsAreThoseSaved', 'LoadedMachineIsConsistent', 'MigrationKeepsPlugState'],
});
