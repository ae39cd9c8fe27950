import { entry } from '../entry.ts';

export const design = entry({
  id: 'B09',
  title: 'KVM refuses the features of the new CPU in its thread, and QEMU exits; mended with B04, which compares them before',
  source: 'accel/kvm/kvm-accel-ops.c:41; target/arm/kvm.c:2030-2057',
  must: 'fail',
  breaks: ['Q.I15', 'Q.I47'],
  unshown: { 'Q.I47': 'device_add does not fail, QEMU ends in it' },
  configurations: ['kvm-boot+hot-any'],
  lacking: ['B04'],
  variations: () => [],
  violates: ['QemuSurvivesVcpuInit'],
});
