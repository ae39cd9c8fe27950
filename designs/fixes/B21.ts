import { at, exists, not, ref } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { addAction, addGuard, hasComponent } from '../../checker/model/variation.ts';
import { stateIs } from '../../machines/main.ts';
import type { Fix } from './fix.ts';

const byDevice = exists('s', 'slot', at('kind', ['s'], 'cli'));

export const fix: Fix = {
  id: 'B21',
  title: 'a -device CPU is refused where there is no GED: QEMU says so and does not start',
  source: 'hw/arm/virt.c:3108: for cold-plugged CPUs too',
  variations: (s) =>
    hasComponent(s, 'acpi')
      ? []
      : [
          addGuard('main.create_devices', 'accepted', not(byDevice)),
          addAction({
            component: 'main',
            index: [],
            process: 'main',
            params: [],
            event: 'refuse_device',
            when: { stage: stateIs('loaded'), byDevice },
            effects: [send(ref('qemu'), 'shut down')],
            fn: 'qemu_create_cli_devices',
            source: 'designs/fixes/B21.ts',
          }),
        ],
};
