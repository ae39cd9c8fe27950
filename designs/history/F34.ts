import { without } from '../without.ts';

export const design = without('F34', {
  configurations: ['boot+cli-migrate'],
  breaks: [],
  violates: ['FirmwareMarkIsMigrated'],
});
