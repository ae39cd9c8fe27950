import { ref } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { addAction, hasAction, hasComponent, replaceComponent, replaceGuard } from '../../checker/model/variation.ts';
import { allPaused, bqlFree, runstateRunning } from '../../machines/conditions.ts';
import { eachQueued, queueWalk } from '../../machines/cpus-queue.ts';
import { addingAny, addParams, bql, me, own, stateIs } from '../../machines/main.ts';
import { extended } from '../../machines/extend.ts';
import type { Fix } from './fix.ts';

/**
 * The kernel takes a write of these registers only while no vCPU is inside KVM_RUN. So device_add pauses all vCPUs, tests under
 * the BQL that they are paused before it writes, and resumes them; it is the only one that does so between two commands (B14).
 */
export const fix: Fix = {
  id: 'B29',
  title: 'device_add writes the reset values of the CPU interface to the kernel before the CPU is plugged, with all vCPUs paused',
  source: 'hw/intc/arm_gicv3_kvm.c:453-520, called from virt_cpu_plug; kernel: vgic-kvm-device.c (EBUSY)',
  variations: (s) =>
    hasComponent(s, 'icc') && hasAction(s, 'main.plug')
      ? [
          replaceComponent('main', (c) =>
            extended(c, () => ({ states: { '': ['iccPausing', 'iccPut'] }, on: { '': { 'pause for icc': { plug: 'iccPausing' }, 'put icc': { iccPausing: 'iccPut' }, plug: { iccPut: 'idle' } } } })),
          ),
          replaceGuard('main.plug', 'stage', stateIs('iccPut')),
          addAction({
            ...own,
            event: 'pause_for_icc',
            params: [],
            when: { stage: stateIs('plug') },
            effects: [send(me, 'pause for icc'), send(bql, 'main drops'), queueWalk, eachQueued('pause')],
            fn: 'pause_all_vcpus',
            source: 'designs/fixes/B29.ts',
          }),
          addAction({
            ...own,
            event: 'put_icc',
            params: addParams,
            when: { stage: stateIs('iccPausing'), adding: addingAny, allPaused, bqlFree },
            effects: [send(me, 'put icc'), send(bql, 'main takes'), queueWalk, eachQueued('resume', runstateRunning), send(ref('icc', ['i']), 'put')],
            fn: 'kvm_arm_gicv3_put, resume_all_vcpus',
            source: 'designs/fixes/B29.ts',
          }),
        ]
      : [],
};
