import { not } from '../../checker/model/expression.ts';
import { addGuard, hasAction, weakenGuard } from '../../checker/model/variation.ts';
import { hasWork } from '../../machines/conditions.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'B13',
  title: 'CPU_ON of a CPU whose CPU_ON is still queued answers ON_PENDING',
  source: 'target/arm/arm-powerctl.c:174, 191: set PSCI_ON_PENDING when the work is queued. To a caller ON_PENDING is what ALREADY_ON is: a refusal, so that action stands for both',
  variations: (s) => (hasAction(s, 'vcpu.CPU_ON') ? [addGuard('vcpu.CPU_ON', 'notPending', not(hasWork('i', 'b'))), weakenGuard('vcpu.CPU_ON_ALREADY_ON', 'on', hasWork('i', 'b'))] : []),
};
