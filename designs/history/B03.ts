import { without } from '../without.ts';

export const design = without('B03', {
  configurations: ['boot+hot-any'],
  breaks: ['Q.I47'],
  unshown: { 'Q.I47': 'device_add does not fail, QEMU ends in it' },
  violates: ['QemuSurvivesGicLookup'],
});
