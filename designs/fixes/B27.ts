import { ref } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { addEffect, dropEffect, hasAction } from '../../checker/model/variation.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'B27',
  title: 'a hot-plugged CPU starts powered off, whatever the PSCI conduit is',
  source: 'hw/arm/virt.c:2292-2300',
  variations: (s) => (hasAction(s, 'vcpu.CPU_ON') || !hasAction(s, 'main.reset_cpu') ? [] : [dropEffect('main.reset_cpu', 'psci'), addEffect('main.reset_cpu', send(ref('psci', ['i', 'a']), 'reset off'))]),
};
