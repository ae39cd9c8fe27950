import { ref } from '../../checker/model/expression.ts';
import { choose, each } from '../../checker/model/system.ts';
import { addEffect, dropEffect } from '../../checker/model/variation.ts';
import { slotHolds } from '../../machines/conditions.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H14',
  title: 'acpi-persistent is asked of the CPU in the slot, and there is none yet: those to be plugged are not present',
  source: 'RFC V5-rc2; fixed by 2e8c4368de (rc3), a823c6e377; hw/acpi/cpu.c:235-262',
  must: 'fail',
  breaks: ['Q.I17'],
  configurations: ['boot+hot-documented'],
  variations: () => [dropEffect('main.create_ged', 'acpi'), addEffect('main.create_ged', each('s', 'slot', choose(ref('acpi', ['s']), { when: slotHolds('s'), event: 'hw_init plugged' }, { event: 'hw_init absent' })))],
  violates: ['PresentAlwaysOne'],
});
