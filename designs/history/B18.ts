import { without } from '../without.ts';

export const design = without('B18', {
  configurations: ['boot+cli-migrate'],
  breaks: ['Q.I50'],
  violates: ['ColdBootedCpuStays', 'ColdBootedCpuStaysColdBooted', 'RemovableCpuStaysRemovable'],
});
