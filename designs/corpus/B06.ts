import { without } from '../without.ts';

export const design = without('B06', {
  configurations: ['boot+hot-any-migrate'],
  violates: ['PlugStateIsFixedWhileMigrating'],
});
