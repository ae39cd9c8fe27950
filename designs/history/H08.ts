import { at, not } from '../../checker/model/expression.ts';
import { addGuard } from '../../checker/model/variation.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H08',
  title: 'the core id of a device_add must be below smp.cpus: every hot-pluggable slot lies above, so that each is refused (main.device_add_refused is the answer)',
  source: 'RFC V2-rcN; fixed by 342809b9e7, d6c593d252, 0140f8a719; hw/arm/virt.c virt_cpu_pre_plug',
  must: 'fail',
  breaks: ['Q.I46', 'Q.L4'],
  unshown: { 'Q.I46': 'no slot is occupied twice: none is occupied at all' },
  configurations: ['boot+hot-documented'],
  variations: () => [addGuard('main.device_add', 'belowSmpCpus', not(at('kind', ['i'], 'hot')))],
  violates: ['SlotCanBeUsedAgain', 'CanPlug'],
});
