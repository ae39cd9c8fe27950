import { addGuard } from '../../checker/model/variation.ts';
import { at, not } from '../../checker/model/expression.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H15',
  title: 'CPU hot-plug is taken for impossible without MTTCG, under KVM too: device_add is always refused (main.device_add_refused is the answer)',
  source: 'RFC V4-rc4; fixed by 10aa6b09d2; hw/arm/virt.c:2369 (qemu_tcg_mttcg_enabled)',
  must: 'fail',
  breaks: ['Q.I7', 'Q.L4'],
  unshown: { 'Q.I7': 'it says when the gate may be open, and this one is shut; the gate is a constant of each configuration (machines/sorts.ts)' },
  configurations: ['kvm-boot+hot-smc32'],
  variations: () => [addGuard('main.device_add', 'mttcg', not(at('kind', ['i'], 'hot')))],
  violates: ['SlotCanBeUsedAgain', 'CanPlug'],
});
