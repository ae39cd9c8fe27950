import { and, at, exists, ref } from '../../checker/model/expression.ts';
import { choose } from '../../checker/model/system.ts';
import { addEffect, dropEffect, replaceComponent } from '../../checker/model/variation.ts';
import { gicRegions } from '../../machines/gic.ts';
import { extended } from '../../machines/extend.ts';
import { stay } from '../../machines/region.ts';
import { entry } from '../entry.ts';

/** The stream has an interface in use for a slot that holds no CPU here. */
const missing = exists('y', 'slot', and(at('savedGicc', ['y'], 'yes'), at('gic', ['y'], 'cpu.null')));

export const design = entry({
  id: 'H17',
  title: 'whether an interface is accessible is deduced from its CPU at each use, and the stream does not say it: the GIC keeps its pointer, and a destination with other CPUs loads the stream, or follows a null pointer',
  source: 'RFC V4-rc8 and before; gicc_accessible since rc9; hw/intc/arm_gicv3_common.c:129-147',
  must: 'fail',
  breaks: ['Q.I29', 'Q.I32', 'Q.I50'],
  unshown: { 'Q.I32': 'said of KVM here; what a load does with an interface without a CPU ends QEMU' },
  configurations: ['boot+hot-any-migrate'],
  lacking: ['B16'],
  variations: () => [
    replaceComponent('gic', (c) => extended(c, (sorts) => ({ on: { cpu: { unbind: stay(gicRegions(sorts).cpu.states) } } }))),
    dropEffect('migration.load_gic', 'gic'),
    dropEffect('migration.load_gic', 'qemu'),
    addEffect('migration.load_gic', choose(ref('qemu'), { when: at('cpusQueue', [], 'dangling'), event: 'undefined cpu_synchronize_all_states' }, { when: missing, event: 'undefined gicv3_cpuif_update' })),
  ],
  violates: ['GiccAccessibleIffItHasCpu', 'GicCpuIsSlotCpu', 'EnabledIffPlugged', 'InsertingImpliesEnabled', 'RemovingImpliesPlugged', 'NothingPointsToFreedCpu', 'GuestRunsOnlyOnEnabledCpu', 'CpuOnSucceedsOnlyWhenEnabled', 'FailedDeviceAddLeavesNothing', 'QemuSurvivesGicAccess', 'MigrationKeepsPlugState', 'LoadedMachineIsConsistent'],
});
