/**
 * The x86_64 q35 machine of the same tree: the same register block over CPUs that are not persistent (present follows the
 * object), without GIC, GED and PSCI. It is what the recordings q* show; there a qtest client makes the accesses, and the
 * boot vCPU stands for it.
 *
 * Differences of x86 that are left out: x86_cpu_unplug_cb unrealizes the CPU before it lowers boot_cpus (the register
 * block cannot tell), hot-plug through SMM firmware, INIT/SIPI.
 */
import type { Configuration, Design } from '../checker/model/design.ts';
import { and, at, not, ref } from '../checker/model/expression.ts';
import { actionName, choose, each, send, type System } from '../checker/model/system.ts';
import { addEffect, dropAction, dropComponent, dropEffect, replaceGuard, vary, type Variation } from '../checker/model/variation.ts';
import { properties } from '../invariants/index.ts';
import { slotHolds } from '../machines/conditions.ts';
import type { VirtOptions } from '../machines/sorts.ts';
import { virt } from '../machines/virt.ts';
import { familyOf } from './family.ts';
import { machineLabels } from './labels.ts';
import { recorded } from './recorded.ts';
import { Q35 } from './unused.ts';

/** Properties about what q35 does not have, or decides otherwise. */
const NOT_OF_Q35 = new Set([
  'GicrMpidrFixed', 'GiccAccessibleIffItHasCpu', 'GiccAccessibleIffPlugged', 'GicCpuIsSlotCpu', 'WiresReachSlotCpu', 'NothingPointsToFreedCpu', 'AffinityCopiesAgree',
  'FailedDeviceAddLeavesNothing', 'RefusedDeviceDelRaisesNoEvent', 'CpuOnSucceedsOnlyWhenEnabled', 'OnlyOneCpuOnSucceeds', 'CpuOffReachesItsCaller', 'ColdBootedCpuStays',
  'ResetClearsGed', 'CanOnline', 'HotpluggedCpuStartsOff', 'CpuOnDoesNotSurviveReset', 'NoCpuEjectsItself', 'EjectOnlyOfPoweredOffCpu',
]);

/** All PSCI calls. */
const dropPsci: Variation = (s) => s.components.flatMap((c) => (c.name === 'psci' || c.name === 'shutdown' ? (c.actions ?? []) : [])).reduce<System>((t, a) => dropAction(actionName(a))(t), s);

const q35 = (o: VirtOptions): System =>
  vary(
    { ...virt('rfc-v5-q35', o, properties.filter((p) => !NOT_OF_Q35.has(p.id))), companions: [] },
    'rfc-v5-q35',
    dropPsci,
    dropAction('vcpu.eject_self'),
    dropAction('main.pre_plug_abort'),
    dropComponent('gic'),
    dropComponent('wires'),
    ...(o.passive ? [dropComponent('ged')] : []),
    // acpi_persistent_cpu(first_cpu) is false on x86: what holds no CPU is not present, and an eject takes presence away.
    dropEffect('main.create_ged', 'acpi'),
    addEffect('main.create_ged', each('s', 'slot', choose(ref('acpi', ['s']), { when: slotHolds('s'), event: 'hw_init plugged' }, { event: 'hw_init absent' }))),
    dropEffect('vcpu.eject', 'acpi'),
    addEffect('vcpu.eject', send(ref('acpi', ['i']), 'unplug volatile')),
    // x86_cpu_unplug_request_cb refuses only the boot CPU (hw/i386/x86-common.c:203-208).
    replaceGuard('main.device_del', 'notColdBooted', not(at('kind', ['i'], 'boot'))),
    replaceGuard('main.device_del_refused', 'coldBooted', and(at('kind', ['i'], 'boot'), slotHolds('i'))),
  );

const configuration = (id: string, title: string, o: VirtOptions): Configuration => ({
  id,
  title,
  tier: 'quick',
  labels: machineLabels('qtest', o),
  coverage: o.slots.length === 2,
  system: () => q35(o),
  family: familyOf(o, q35),
});

export const design: Design = {
  name: 'rfc-v5-q35',
  title: 'q35 of the rfc-v5 tree: CPUs that are not persistent',
  source: 'salil-mehta/qemu branch virt-cpuhp-armv8/rfc-v5, 6d6de47f52, hw/acpi/cpu.c with hw/i386',
  configurations: [
    configuration('boot+hot', 'boot CPU and one hot-pluggable slot; reset, stop', { slots: ['boot', 'hot'], operator: 'documented', reset: true, stop: true, passive: true }),
    configuration('boot+cold+hot', 'boot CPU, cold-booted secondary, one hot-pluggable slot', { slots: ['boot', 'cold', 'hot'], operator: 'documented', reset: false, stop: false, passive: false }),
  ],
  recorded: recorded({ design: 'rfc-v5-q35', accel: 'qtest', system: q35, has: { guest: ['hostile'], ged: [], threads: [], gic: [], migrated: [] } }),
  violates: [
    'PresentAlwaysOne',
    'InsertingImpliesEnabled',
    'RemovingImpliesPlugged',
    'NewCpuHasNoOldRequest',
    'EjectOnlyOnRequest',
    'ResetLeavesNoRequest',
    'QemuSurvivesSecondCpuSection',
    'ResetClearsSelector',
  ],
  unused: Q35,
  reasons: {
    PresentAlwaysOne: 'what q35 is: presence follows the object (H01)',
    InsertingImpliesEnabled: 'F07',
    RemovingImpliesPlugged: 'F07',
    NewCpuHasNoOldRequest: 'F07',
    EjectOnlyOnRequest: 'B05: the register block lets a guest eject on its own',
    ResetLeavesNoRequest: 'B15',
    QemuSurvivesSecondCpuSection: 'F30',
  },
};
