import { without } from '../without.ts';

export const design = without('B06', {
  configurations: ['boot+hot-any-migrate'],
  breaks: ['Q.I49', 'Q.I50'],
  unshown: { 'Q.I50': 'the stream is written after the eject and says what is plugged then' },
  violates: ['PlugStateIsFixedWhileMigrating'],
});
