import { without } from '../without.ts';

export const design = without('F12', {
  configurations: ['boot+cold-one-thread'],
  breaks: [],
  violates: ['QemuSurvivesSelfEject'],
});
