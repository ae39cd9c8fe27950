import { at, ref } from '../../checker/model/expression.ts';
import { choose, each } from '../../checker/model/system.ts';
import { addEffect, dropEffect } from '../../checker/model/variation.ts';
import { entry } from '../entry.ts';
import { fix as B28 } from '../fixes/B28.ts';

export const design = entry({
  id: 'D11',
  title: 'a CPU interface is accessible if its CPU is realized when the GIC is; num-smp-cpu is gone, and with it what GICv2 stumbles over',
  source: 'RFC V6-rc1 905a02387d; hw/intc/arm_gicv3_common.c:519-546; hw/arm/virt.c:915',
  must: 'pass',
  breaks: [],
  configurations: ['boot+hot-documented', 'boot+cold-gicv2'],
  lacking: ['B28'],
  variations: (s) => [
    dropEffect('main.create_gic', 'gic'),
    addEffect('main.create_gic', each('s', 'slot', choose(ref('gic', ['s']), { when: at('object', ['s', 0], 'life.realized'), event: 'realize bound' }, { event: 'realize unbound' }))),
    ...B28.variations(s),
  ],
  violates: [],
});
