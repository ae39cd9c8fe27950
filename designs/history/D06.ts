import { replaceComponent } from '../../checker/model/variation.ts';
import { gicRegions } from '../../machines/gic.ts';
import { extended } from '../../machines/extend.ts';
import { stay } from '../../machines/region.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'D06',
  title: 'the GIC keeps its pointer to a CPU that was unplugged, and post_load takes every such interface for one whose CPU has to go (with B16)',
  source: 'RFC V6-rc1; hw/intc/arm_gicv3_common.c:141-147',
  must: 'fail',
  breaks: ['Q.I13'],
  configurations: ['boot+hot-snapshot'],
  lacking: ['B16'],
  variations: () => [replaceComponent('gic', (c) => extended(c, (sorts) => ({ on: { cpu: { unbind: stay(gicRegions(sorts).cpu.states) } } })))],
  violates: ['GiccAccessibleIffItHasCpu', 'GiccAccessibleIffPlugged', 'GicCpuIsSlotCpu', 'EnabledIffPlugged', 'EnabledHasCpu', 'InsertingImpliesEnabled', 'RemovingImpliesPlugged', 'NewCpuHasNoOldRequest', 'NewCpuHasNoOldMark', 'SlotHoldsRealizedCpu', 'NothingPointsToFreedCpu', 'CpuOnSucceedsOnlyWhenEnabled', 'CpuOnDoesNotSurviveReset', 'QemuSurvivesGicAccess', 'StreamIsConsistent', 'MigrationKeepsPlugState', 'LoadedMachineIsConsistent'],
});
