import { ref } from '../../checker/model/expression.ts';
import { each, send } from '../../checker/model/system.ts';
import { addEffect, hasAction, hasComponent, replaceComponent } from '../../checker/model/variation.ts';
import { extended } from '../../machines/extend.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'B15',
  title: 'a machine reset forgets insertions, removals and firmware marks, the selector, and what the GED has selected',
  source: 'hw/acpi/cpu.c, hw/acpi/generic_event_device.c: a reset handler each',
  variations: (s) =>
    hasAction(s, 'main.devices_reset') && hasComponent(s, 'inserting')
      ? [
          addEffect('main.devices_reset', ...['inserting', 'removing', 'fwRemove'].map((c) => each('s', 'slot', send(ref(c, ['s']), 'clear'))), send(ref('registers'), 'select s0')),
          ...(hasComponent(s, 'requested') ? [addEffect('main.devices_reset', each('s', 'slot', send(ref('requested', ['s']), 'done')))] : []),
          ...(hasComponent(s, 'ged') ? [replaceComponent('ged', (c) => extended(c, () => ({ on: { sel: { 'gic reset': 'none' } } })))] : []),
        ]
      : [],
};
