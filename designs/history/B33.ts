import { at, exists, ref } from '../../checker/model/expression.ts';
import { choose } from '../../checker/model/system.ts';
import { addComponent } from '../../checker/model/variation.ts';
import { some } from '../../invariants/reachability.ts';
import { flat, region } from '../../machines/region.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'B33',
  title: 'device_del is accepted again while an earlier one is pending, and raises the interrupt again: harmless',
  source: 'hw/arm/virt.c:3276; system/qdev-monitor.c:961',
  must: 'pass',
  breaks: [],
  configurations: ['boot+hot-documented'],
  variations: () => [
    addComponent({
      name: 'askedTwice',
      doc: 'observer: a device_del was accepted while the CPU still had one pending',
      source: 'no variable of QEMU',
      index: ['slot'],
      observer: true,
      machine: () => flat('askedTwice', region('no', ['no', 'yes'], { twice: 'yes' })),
      file: import.meta.url,
      joins: [{ action: 'main.device_del', effects: [choose(ref('askedTwice', ['i']), { when: at('removing', ['i'], 'yes'), event: 'twice' })] }],
    }),
    (s) => ({ ...s, properties: [...s.properties, some('CanAskTwice', 'device_del can be accepted while an earlier one is pending.', 'B33', exists('i', 'slot', at('askedTwice', ['i'], 'yes')))] }),
  ],
  violates: [],
});
