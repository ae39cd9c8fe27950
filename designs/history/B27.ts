import { without } from '../without.ts';

export const design = without('B27', {
  configurations: ['boot+hot-secure'],
  breaks: ['Q.I35', 'Q.I37'],
  unshown: { 'Q.I35': 'the reset that lets it run and the plug that enables it are one BQL section under TCG' },
  violates: ['HotpluggedCpuStartsOff', 'SlotCanBeVacated'],
});
