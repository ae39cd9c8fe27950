import { and, at, FALSE, ne, not } from '../../checker/model/expression.ts';
import { addGuard, hasAction, weakenGuard } from '../../checker/model/variation.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'B06b',
  title: 'a CPU cannot eject itself',
  source: 'hw/acpi/cpu.c:138: refuse the CPU that makes the access',
  variations: (s) => (hasAction(s, 'vcpu.eject_self') ? [addGuard('vcpu.eject_self', 'refused', FALSE), weakenGuard('vcpu.eject_invalid', 'notEjectable', and(not(ne('k', 'i')), at('acpi', ['i'], 'cpu.o{a}')))] : []),
};
