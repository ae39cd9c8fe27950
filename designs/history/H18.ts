import { ref } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { addEffect, dropEffect, replaceComponent } from '../../checker/model/variation.ts';
import { extended } from '../../machines/extend.ts';
import { range } from '../../machines/region.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H18',
  title: 'gicc_accessible is set to "the CPU is enabled", which is still false when the CPU is about to be plugged',
  source: 'RFC V4-rc9, rc10, arm_gicv3_common.c notifier; argument cpu_plugging since rc11; hw/intc/arm_gicv3_common.c:413-446',
  must: 'fail',
  breaks: ['Q.I30', 'Q.I31'],
  unshown: { 'Q.I31': 'the pointers are right, only the flag is not' },
  configurations: ['boot+hot-documented'],
  variations: () => [
    replaceComponent('gic', (c) =>
      extended(c, ({ incarnation = 1 }) => {
        const as = (to: (a: number) => string) => Object.fromEntries(range(incarnation).map((a) => [`bind disabled o${a}`, to(a)]));
        return { on: { accessible: as(() => 'no'), cpu: as((a) => `o${a}`) } };
      }),
    ),
    dropEffect('main.pre_plug', 'gic'),
    addEffect('main.pre_plug', send(ref('gic', ['i']), 'bind disabled o{a}')),
  ],
  violates: ['GiccAccessibleIffItHasCpu', 'GiccAccessibleIffPlugged'],
});
