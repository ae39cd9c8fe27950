import { at, ref } from '../../checker/model/expression.ts';
import { choose, each } from '../../checker/model/system.ts';
import { addEffect, dropEffect, replaceComponent } from '../../checker/model/variation.ts';
import { extended } from '../../machines/extend.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H03',
  title: 'a CPU interface is accessible if its slot holds an object when the GIC is realized, which every slot does then',
  source: 'RFC V1, arm_gicv3_kvm.c:465-475 (presence tested); hw/intc/arm_gicv3_common.c:504-556',
  must: 'fail',
  breaks: ['Q.I30'],
  configurations: ['boot+hot-documented'],
  variations: () => [
    replaceComponent('gic', (c) => extended(c, () => ({ on: { accessible: { 'realize present': 'yes' }, cpu: { 'realize present': 'null' }, typer: { 'realize present': 'own' } } }))),
    dropEffect('main.create_gic', 'gic'),
    addEffect('main.create_gic', each('s', 'slot', choose(ref('gic', ['s']), { when: at('kind', ['s'], 'boot', 'cold'), event: 'realize bound' }, { event: 'realize present' }))),
  ],
  violates: ['GiccAccessibleIffItHasCpu', 'GiccAccessibleIffPlugged'],
});
