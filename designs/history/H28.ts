import { at, ref } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { addAction, replaceComponent } from '../../checker/model/variation.ts';
import { addingAny, addParams, own, stateIs } from '../../machines/main.ts';
import { extended } from '../../machines/extend.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H28',
  title: 'KVM gives the vCPUs another MPIDR than the slot table has from the index, and the lookup by affinity asserts',
  source: 'RFC V2 to V4-rc6; since rc7 arch_id is overridden by what KVM has; hw/arm/virt.c:2529, 3202; include/hw/arm/virt.h:258',
  must: 'fail',
  breaks: ['Q.I2', 'Q.I3'],
  configurations: ['kvm-boot+hot-smc32'],
  variations: () => [
    replaceComponent('gic', (c) => extended(c, () => ({ on: { typer: { 'realize bound': 'other', 'realize unbound': 'other' } } }))),
    addAction({
      ...own,
      event: 'pre_plug_other_affinity',
      params: addParams,
      when: { stage: stateIs('prePlug'), adding: addingAny, affinity: at('gic', ['i'], 'typer.other') },
      effects: [send(ref('qemu'), 'aborted gicv3_cpu_update_notifier')],
      fn: 'arm_gicv3_cpu_update_notifier',
      source: 'hw/intc/arm_gicv3_common.c:424-428: no interface has the affinity of the new CPU',
    }),
  ],
  violates: ['SlotCanBeUsedAgain', 'AffinityCopiesAgree', 'QemuSurvivesGicLookup'],
});
