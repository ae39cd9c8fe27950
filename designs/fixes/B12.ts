import { at, or, type Index } from '../../checker/model/expression.ts';
import { hasAction, replaceGuard } from '../../checker/model/variation.ts';
import { firstWith, noneWith } from '../../machines/registers.ts';
import type { Fix } from './fix.ts';

const asks = (i: Index) => or(at('inserting', [i], 'yes'), at('removing', [i], 'yes'));

export const fix: Fix = {
  id: 'B12',
  title: 'the search for a CPU with an event does not stop at one that carries only fw_remove',
  source: 'hw/acpi/cpu.c:167: ignore fw_remove where firmware does not unplug CPUs',
  variations: (s) => (hasAction(s, 'vcpu.next_event') ? [replaceGuard('vcpu.next_event', 'first', firstWith(asks)), replaceGuard('vcpu.next_event_none', 'none', noneWith(asks))] : []),
};
