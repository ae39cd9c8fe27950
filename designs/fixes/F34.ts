import { at, ref } from '../../checker/model/expression.ts';
import { choose, each } from '../../checker/model/system.ts';
import { addEffect, hasComponent, replaceComponent } from '../../checker/model/variation.ts';
import type { Fix } from './fix.ts';

const saved = (state: string) => at('savedMark', ['s'], state);

export const fix: Fix = {
  id: 'F34',
  title: 'fw_remove is migrated',
  source: 'hw/acpi/cpu.c:336-349',
  variations: (s) =>
    hasComponent(s, 'migration')
      ? [
          replaceComponent('savedMark', (c) => ({ ...c, observer: false, doc: 'acpi-ged/cpuhp section, one slot: fw_remove' })),
          addEffect('migration.load_ged', each('s', 'slot', choose(ref('fwRemove', ['s']), { when: saved('yes'), event: 'set' }, { when: saved('no'), event: 'clear' }))),
        ]
      : [],
};
