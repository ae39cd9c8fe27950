import { ref } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { addEffect, dropEffect, replaceComponent } from '../../checker/model/variation.ts';
import { extended } from '../../machines/extend.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H25',
  title: 'the base of the PPIs is added twice: the timer, PMU and maintenance lines of a CPU end at the inputs of another',
  source: 'RFC V2, V3-rc0; fixed by 1cfa74e798; hw/arm/virt.c:831-880',
  must: 'fail',
  breaks: ['Q.I33'],
  configurations: ['boot+hot-documented'],
  variations: () => [
    replaceComponent('wires', (c) => extended(c, () => ({ states: { '': ['elsewhere'] }, on: { '': { 'bind elsewhere': 'elsewhere', unbind: { elsewhere: 'null' }, 'freed o0': { elsewhere: 'elsewhere' }, 'freed o1': { elsewhere: 'elsewhere' } } } }))),
    dropEffect('main.pre_plug', 'wires'),
    addEffect('main.pre_plug', send(ref('wires', ['i']), 'bind elsewhere')),
  ],
  violates: ['WiresReachSlotCpu'],
});
