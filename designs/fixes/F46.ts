import { ref } from '../../checker/model/expression.ts';
import { choose } from '../../checker/model/system.ts';
import { addEffect, hasComponent } from '../../checker/model/variation.ts';
import { workOff } from '../../machines/vcpu.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'F46',
  title: 'CPU_OFF makes the KVM vCPU STOPPED at once, not on the way into the next KVM_RUN, which an eject forestalls',
  source: 'target/arm/arm-powerctl.c:254-263 (arm_set_cpu_off_async_work), in the thread of the vCPU: kvm_arm_sync_mpstate_to_kvm',
  variations: (s) => (hasComponent(s, 'mpState') ? [addEffect('vcpu.wait_io_event', choose(ref('mpState', ['k']), { when: workOff('k', 'a'), event: 'put stopped' }))] : []),
};
