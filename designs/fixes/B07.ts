import { and, at, exists, not, or } from '../../checker/model/expression.ts';
import { hasWork } from '../../machines/conditions.ts';
import { refuseEject, type Fix } from './fix.ts';

export const fix: Fix = {
  id: 'B07',
  title: 'a CPU is ejected only when it is powered off and nothing is queued for it',
  source: 'hw/arm/virt.c:3286: test power_state and the work list',
  variations: (s) =>
    refuseEject(
      s,
      'poweredOff',
      and(at('psci', ['i', 'b'], 'power.off'), not(hasWork('i', 'b'))),
      exists('x', 'incarnation', and(at('acpi', ['i'], 'cpu.o{x}'), or(at('psci', ['i', 'x'], 'power.on'), hasWork('i', 'x')))),
    ),
};
