import { and, at, ref } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { addEffect, hasAction, replaceGuard } from '../../checker/model/variation.ts';
import { slotHolds } from '../../machines/conditions.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'F07',
  title: 'an eject clears what is pending for the CPU, and device_del of a CPU that is being joined is refused',
  source: 'hw/acpi/cpu.c:318-334; hw/core/qdev.c:601: pending_deleted_event before unrealize',
  variations: (s) => [
    ...(hasAction(s, 'vcpu.eject') ? [addEffect('vcpu.eject', send(ref('inserting', ['i']), 'clear'), send(ref('removing', ['i']), 'clear'))] : []),
    ...(hasAction(s, 'main.device_del') ? [replaceGuard('main.device_del', 'exists', and(at('object', ['i', 'a'], 'life.realized'), slotHolds('i', 'a')))] : []),
  ],
};
