import { without } from '../without.ts';

export const design = without('B06b', {
  configurations: ['boot+cold-documented'],
  breaks: ['Q.I41', 'Q.L3', 'Q.L10'],
  unshown: { 'Q.L3': 'QEMU ends at once (EDEADLK): nobody is left to wait', 'Q.L10': 'as Q.L3' },
  violates: ['NoCpuEjectsItself', 'QemuSurvivesSelfEject'],
});
