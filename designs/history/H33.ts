import { ref } from '../../checker/model/expression.ts';
import { choose } from '../../checker/model/system.ts';
import { addEffect } from '../../checker/model/variation.ts';
import { someInKvmRun } from '../../machines/kvm/conditions.ts';
import { entry } from '../entry.ts';

const read = choose(ref('qemu'), { when: someInKvmRun, event: 'aborted arm_gicv3_icc_reset' });

export const design = entry({
  id: 'H33',
  title: 'the reset of a CPU reads ICC_CTLR while other vCPUs run: the kernel answers EBUSY, QEMU aborts',
  source: 'all revisions under KVM without e9f0541936; hw/intc/arm_gicv3_kvm.c:717-729',
  must: 'fail',
  breaks: ['Q.I34'],
  configurations: ['kvm-boot+hot-smc32'],
  // In terms of B14, which reads it once: every reset reads it again, and pauses nobody.
  variations: () => [addEffect('main.reset_cpu_done', read)],
  violates: ['SlotCanBeUsedAgain', 'QemuSurvivesIccReset'],
});
