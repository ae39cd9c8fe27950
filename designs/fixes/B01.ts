import { at, ref } from '../../checker/model/expression.ts';
import { choose, each } from '../../checker/model/system.ts';
import { addEffect, dropEffect, hasComponent } from '../../checker/model/variation.ts';
import { vcpuInit } from '../../machines/kvm/conditions.ts';
import { DESTINATION_STARTS } from '../../machines/migration/destination.ts';
import { forActions, type Fix } from './fix.ts';

/** In a new process the vCPU of an empty slot is that of a slot with a CPU: off. */
const startedOff = each('s', 'slot', choose(ref('mpState', ['s']), { when: at('kind', ['s'], 'boot'), event: 'start boot' }, { event: 'start cold' }));

export const fix: Fix = {
  id: 'B01',
  title: 'the KVM vCPU of a slot without a CPU is created powered off',
  source: 'hw/arm/virt.c:2510-2542: start-powered-off of the temporary object before kvm_arm_create_host_vcpu',
  variations: (s) =>
    hasComponent(s, 'mpState')
      ? [
          dropEffect('main.create_cpus', 'mpState'),
          addEffect('main.create_cpus', each('s', 'slot', vcpuInit('mpState', 's'))),
          ...forActions(s, DESTINATION_STARTS, (a) => dropEffect(a, 'mpState')),
          ...forActions(s, DESTINATION_STARTS, (a) => addEffect(a, startedOff)),
        ]
      : [],
};
