import { ref } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { addEffect, dropEffect, hasAction } from '../../checker/model/variation.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'F08',
  title: 'the firmware mark is cleared when the CPU leaves its slot, not after its thread was joined',
  source: 'hw/acpi/cpu.c:148: before object_unparent',
  variations: (s) => (hasAction(s, 'vcpu.eject') ? [dropEffect('vcpu.join', 'fwRemove'), addEffect('vcpu.eject', send(ref('fwRemove', ['i']), 'clear'))] : []),
};
