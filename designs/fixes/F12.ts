import { FALSE, TRUE } from '../../checker/model/expression.ts';
import { addGuard, hasAction, replaceGuard } from '../../checker/model/variation.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'F12',
  title: 'where hot-plug is gated off, no CPU is ejected',
  source: 'hw/acpi/cpu.c:137: test has_hotpluggable_cpus',
  variations: (s) => (hasAction(s, 'vcpu.eject_in_shared_thread') ? [addGuard('vcpu.eject_in_shared_thread', 'refused', FALSE), replaceGuard('vcpu.eject_invalid', 'notEjectable', TRUE)] : []),
};
