import { each } from '../../checker/model/system.ts';
import { addEffect, dropEffect, hasComponent } from '../../checker/model/variation.ts';
import { vcpuInit } from '../../machines/kvm/conditions.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'B01',
  title: 'the KVM vCPU of a slot without a CPU is created powered off',
  source: 'hw/arm/virt.c:2510-2542: start-powered-off of the temporary object before kvm_arm_create_host_vcpu',
  variations: (s) => (hasComponent(s, 'mpState') ? [dropEffect('main.create_cpus', 'mpState'), addEffect('main.create_cpus', each('s', 'slot', vcpuInit('mpState', 's')))] : []),
};
