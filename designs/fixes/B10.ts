import { FALSE } from '../../checker/model/expression.ts';
import { addGuard } from '../../checker/model/variation.ts';
import { forActions, type Fix } from './fix.ts';

export const fix: Fix = {
  id: 'B10',
  title: 'CPU_ON 32 bit is forwarded too: what then happens is CPU_ON (B10, F40, F41)',
  source: 'target/arm/kvm.c:659-668: 0x84000003 in the SMCCC filter',
  variations: (s) => forActions(s, ['vcpu.CPU_ON32'], (a) => addGuard(a, 'filtered', FALSE)),
};
