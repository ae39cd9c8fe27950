import { dropEffect } from '../../checker/model/variation.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H29',
  title: 'the temporary CPU objects are released under KVM only: under TCG a hot-pluggable slot is occupied by one for ever, and each device_add is refused',
  source: 'RFC V2, V3; a2709f1ba2, 32facf563f; hw/arm/virt.c:2106-2193 (virt_cpu_post_init)',
  must: 'fail',
  breaks: ['Q.I8'],
  configurations: ['boot+hot-documented'],
  variations: () => ['slot', 'object'].map((c) => dropEffect('main.post_init', c)),
  violates: ['SlotHoldsRealizedCpu', 'SlotCanBeVacated', 'CpuOnSucceedsOnlyWhenEnabled', 'BootCpusCountsPluggedCpus', 'CpuOnTakesEffect'],
});
