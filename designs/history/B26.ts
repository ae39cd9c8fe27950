import { without } from '../without.ts';

export const design = without('B26', {
  configurations: ['boot+hot+hot-contexts'],
  breaks: ['Q.I13'],
  violates: ['TcgContextsAreOfLiveThreads'],
});
