import { ref } from '../../checker/model/expression.ts';
import { choose, each, send } from '../../checker/model/system.ts';
import { addEffect, dropEffect } from '../../checker/model/variation.ts';
import { slotHolds } from '../../machines/conditions.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H01',
  title: 'presence itself toggles: _STA is 0xF while a CPU object stands in the slot, else 0',
  source: 'RFC V1, hw/acpi/cpu.c:453-458; changed in V2',
  must: 'fail',
  breaks: ['Q.I17', 'Q.I27'],
  unshown: { 'Q.I27': 'its MADT (Enabled or nothing) follows the CPUs; that such a table changes from boot to boot is H10a' },
  configurations: ['boot+hot-documented'],
  variations: () => [
    dropEffect('main.create_ged', 'acpi'),
    addEffect('main.create_ged', each('s', 'slot', choose(ref('acpi', ['s']), { when: slotHolds('s'), event: 'hw_init plugged' }, { event: 'hw_init absent' }))),
    dropEffect('vcpu.eject', 'acpi'),
    addEffect('vcpu.eject', send(ref('acpi', ['i']), 'unplug volatile')),
  ],
  violates: ['PresentAlwaysOne'],
});
