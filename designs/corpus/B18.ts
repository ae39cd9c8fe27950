import { without } from '../without.ts';

export const design = without('B18', {
  configurations: ['boot+cli-migrate'],
  violates: ['ColdBootedCpuStays', 'ColdBootedCpuStaysColdBooted', 'RemovableCpuStaysRemovable'],
});
