import { at, and, ref } from '../../checker/model/expression.ts';
import { choose, each } from '../../checker/model/system.ts';
import { addEffect, hasComponent, replaceComponent } from '../../checker/model/variation.ts';
import { extended } from '../../machines/extend.ts';
import type { Fix } from './fix.ts';

const was = (state: string) => and(at('slot', ['s'], 'cpu.o{x}'), at('savedPlug', ['s'], state));

export const fix: Fix = {
  id: 'B18',
  title: 'cold_booted is migrated',
  source: 'hw/arm/virt.c:3178; a field of the vmstate of the CPU',
  variations: (s) =>
    hasComponent(s, 'migration')
      ? [
          replaceComponent('object', (c) => extended(c, () => ({ on: { coldBooted: { 'load removable': 'no', 'load cold': 'yes' } } }))),
          addEffect(
            'migration.load_late_cpus',
            each('s', 'slot', each('x', 'incarnation', choose(ref('object', ['s', 'x']), { when: was('removable'), event: 'load removable' }, { when: was('coldBooted'), event: 'load cold' }))),
          ),
        ]
      : [],
};
