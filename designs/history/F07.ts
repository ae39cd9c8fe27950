import { without } from '../without.ts';

export const design = without('F07', {
  configurations: ['boot+hot-documented'],
  breaks: [],
  violates: ['EjectOnlyOnRequest', 'InsertingImpliesEnabled', 'NewCpuHasNoOldRequest', 'RemovingImpliesPlugged'],
});
