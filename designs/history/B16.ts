import { without } from '../without.ts';

export const design = without('B16', {
  configurations: ['boot+hot-snapshot'],
  breaks: ['Q.I8', 'Q.I10', 'Q.I13', 'Q.I18', 'Q.I29', 'Q.I42', 'Q.I43', 'Q.I50'],
  unshown: { 'Q.I10': 'KVM only; streams are modelled under TCG', 'Q.I13': 'nothing is freed: the unrealized object stays where it is, and what can be done to it ends at other properties' },
  violates: ['CpuOnDoesNotSurviveReset', 'CpuOnSucceedsOnlyWhenEnabled', 'EnabledHasCpu', 'EnabledIffPlugged', 'GiccAccessibleIffItHasCpu', 'GiccAccessibleIffPlugged', 'InsertingImpliesEnabled', 'LoadedMachineIsConsistent', 'MigrationKeepsPlugState', 'NewCpuHasNoOldMark', 'NewCpuHasNoOldRequest', 'QemuSurvivesGicAccess', 'RemovingImpliesPlugged', 'SlotHoldsRealizedCpu', 'StreamIsConsistent'],
});
