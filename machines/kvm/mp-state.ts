/**
 * mp_state of a KVM vCPU. The kernel keeps it under a lock of its own, so it is a component of its own: guests read it
 * (AFFINITY_INFO) and write it (32-bit CPU_ON) without the BQL, and QEMU writes it from the thread of the vCPU, without the
 * BQL too, on its way into KVM_RUN.
 */
import { and, at, not, ref } from '../../checker/model/expression.ts';
import { choose, each, send, type Component } from '../../checker/model/system.ts';
import { ofKind } from '../kind.ts';
import { flat, region } from '../region.ts';
import { dirty, vcpuInit } from './conditions.ts';

const me = ref('mpState', ['k']);
const powerOn = at('psci', ['k', 'a'], 'power.on');
/** kvm_arm_sync_mpstate_to_kvm. */
const put = choose(me, { when: powerOn, event: 'put runnable' }, { event: 'put stopped' });

export const mpState: Component = {
  name: 'mpState',
  doc: 'mp_state of the KVM vCPU of one possible CPU: does it execute inside KVM_RUN?',
  source: 'target/arm/kvm.c:1106-1133; Linux arch/arm64/kvm (vcpu->arch.mp_state)',
  index: ['slot'],
  machine: () => flat('mpState', region('none', ['none', 'runnable', 'stopped'], { 'init on': 'runnable', 'init off': 'stopped', 'put runnable': 'runnable', 'put stopped': 'stopped', CPU_ON32: { stopped: 'runnable' } })),
  file: import.meta.url,
  joins: [
    {
      action: 'main.create_cpus',
      // The temporary objects never saw virt_cpu_set_properties: start_powered_off is false, no POWER_OFF (hw/arm/virt.c:2510-2542).
      effects: [each('s', 'slot', choose(ref('mpState', ['s']), { when: at('kind', ['s'], 'cold'), event: 'init off' }, { event: 'init on' }))],
    },
    { action: 'main.create_devices', effects: [ofKind('mpState', ['cli'], 'init off')] },
    { action: 'vcpu.created', effects: [send(me, 'init off')] },
    { action: 'main.reset_cpu_done', effects: [send(ref('mpState', ['i']), 'init off')] },
    { action: 'main.finish_cpu_reset', effects: [vcpuInit('mpState', 's')] },
    { action: 'vcpu.power_on', effects: [vcpuInit('mpState', 'k')] },
    { action: 'vcpu.run', effects: [choose(me, { when: and(dirty('k', 'a'), powerOn), event: 'put runnable' }, { when: and(dirty('k', 'a'), not(powerOn)), event: 'put stopped' })] },
    { action: 'vcpu.synchronize_post_init', effects: [put] },
    { action: 'vcpu.synchronize_post_reset', effects: [put] },
  ],
};
