import { without } from '../without.ts';

export const design = without('B27', {
  configurations: ['boot+hot-secure'],
  violates: ['HotpluggedCpuStartsOff', 'SlotCanBeVacated'],
});
