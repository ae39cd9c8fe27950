/** The KVM vCPU of a slot: created once at machine initialisation, then parked in QEMU's list or attached to one CPU object. */
import { at, ref } from '../../checker/model/expression.ts';
import { choose, each, send, type Component } from '../../checker/model/system.ts';
import { ofKind } from '../kind.ts';
import { parallel, range, region, type Region } from '../region.ts';
import { leavesAfterWork, leavesInWait } from './thread.ts';

const me = ref('kvmVcpu', ['k']);
const park = (when: typeof leavesInWait) => choose(me, { when, event: 'park' });

/** Where the KVM vCPU of a slot is: nowhere yet, in kvm_parked_vcpus, or the one of incarnation a. */
export const attachment = (incarnations: number): Region => {
  const incs = range(incarnations);
  return region('none', ['none', 'parked', ...incs.map((a) => `o${a}`)], {
    'create and park': { none: 'parked' },
    ...Object.fromEntries(incs.map((a) => [`unpark o${a}`, { parked: `o${a}` }])),
    create: { none: 'o0' },
    park: Object.fromEntries(incs.map((a) => [`o${a}`, 'parked'])),
  });
};

export const kvmVcpu: Component = {
  name: 'kvmVcpu',
  doc: 'KVM vCPU of one possible CPU: parked, or attached to a CPU object; its MPIDR; whether PMU and stolen time were set up',
  source: 'accel/kvm/kvm-all.c:343-460 (kvm_parked_vcpus); target/arm/kvm.c:1071-1101; hw/arm/virt.c:2106-2193 (PMU and pvtime of every possible CPU; a failure ends QEMU there)',
  index: ['slot'],
  machine: (sorts) =>
    parallel('kvmVcpu', {
      of: attachment(sorts['incarnation'] ?? 2),
      // reset_mpidr of the kernel: a function of the vCPU id, written by every VCPU_INIT; the fifth copy of the affinity.
      mpidr: region('unset', ['unset', 'own', 'other'], { 'create and park': 'own', create: 'own', 'write mpidr other': 'other' }),
      setUp: region('no', ['no', 'yes'], { 'set up': 'yes' }),
    }),
  file: import.meta.url,
  joins: [
    { action: 'main.create_cpus', effects: [each('s', 'slot', choose(ref('kvmVcpu', ['s']), { when: at('kind', ['s'], 'boot', 'cold'), event: 'create' }, { event: 'create and park' }))] },
    { action: 'main.post_init', effects: [each('s', 'slot', send(ref('kvmVcpu', ['s']), 'set up'))] },
    { action: 'main.create_devices', effects: [ofKind('kvmVcpu', ['cli'], 'unpark o0')] },
    { action: 'vcpu.created', effects: [send(me, 'unpark o{a}')] },
    { action: 'vcpu.wait_io_event', effects: [park(leavesInWait)] },
    { action: 'vcpu.power_on', effects: [park(leavesAfterWork)] },
  ],
};
