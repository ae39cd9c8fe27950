/**
 * The CPU-interface registers (ICC_*) that the kernel holds for a vCPU: as a reset leaves them, or as some guest left them.
 * VCPU_INIT does not touch them. QEMU writes them in a machine reset, for accessible interfaces only; the reset of a CPU
 * changes QEMU's copy alone (B29).
 */
import { at, ref } from '../../checker/model/expression.ts';
import { choose, each, type Component, type Join } from '../../checker/model/system.ts';
import { flat, region } from '../region.ts';
import { willRun } from './conditions.ts';

const me = ref('icc', ['k']);

/** `wake`: the kernel can start a vCPU on its own (machines/kvm/smc32.ts). */
export const icc = (wake: boolean): Component => ({
  name: 'icc',
  doc: "the kernel's ICC registers of the vCPU of one possible CPU: fresh, or used by a guest",
  source: 'hw/intc/arm_gicv3_kvm.c:453-520 (put skips inaccessible ones), 686-731 (icc_reset writes no register of the kernel)',
  index: ['slot'],
  machine: () => flat('icc', region('fresh', ['fresh', 'used'], { use: 'used', put: 'fresh' })),
  file: import.meta.url,
  joins: [
    { action: 'vcpu.run', effects: [choose(me, { when: willRun('k', 'a'), event: 'use' })] },
    ...(wake ? [{ action: 'vcpu.wake', effects: [choose(me, { event: 'use' })] } satisfies Join] : []),
    { action: 'main.devices_reset', effects: [each('s', 'slot', choose(ref('icc', ['s']), { when: at('gic', ['s'], 'accessible.yes'), event: 'put' }))] },
  ],
});
