import { without } from '../without.ts';

export const design = without('B16', {
  configurations: ['boot+hot-snapshot'],
  violates: ['CpuOnDoesNotSurviveReset', 'CpuOnSucceedsOnlyWhenEnabled', 'EnabledHasCpu', 'EnabledIffPlugged', 'GiccAccessibleIffItHasCpu', 'GiccAccessibleIffPlugged', 'InsertingImpliesEnabled', 'LoadedMachineIsConsistent', 'MigrationKeepsPlugState', 'NewCpuHasNoOldMark', 'NewCpuHasNoOldRequest', 'QemuSurvivesGicAccess', 'RemovingImpliesPlugged', 'SlotHoldsRealizedCpu', 'StreamIsConsistent'],
});
