import { at, ref } from '../../checker/model/expression.ts';
import { choose, each } from '../../checker/model/system.ts';
import { addEffect, dropEffect, replaceComponent } from '../../checker/model/variation.ts';
import { slotHolds } from '../../machines/conditions.ts';
import { extended } from '../../machines/extend.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H31',
  title: 'acpi_persistent is set in pre_plug only, so that it is false for the object of a slot that is not plugged yet',
  source: 'RFC V2, V3, tail of virt_cpu_pre_plug; c6c5d21a7c',
  must: 'fail',
  breaks: ['Q.I17'],
  configurations: ['boot+hot-documented'],
  variations: () => [
    replaceComponent('object', (c) => extended(c, () => ({ on: { persistent: { 'temporary create': 'no', 'create good': 'no', pre_plug: 'yes', finalize: 'no' } } }))),
    dropEffect('main.create_ged', 'acpi'),
    addEffect('main.create_ged', each('s', 'slot', choose(ref('acpi', ['s']), { when: slotHolds('s'), event: 'hw_init plugged' }, { when: at('object', ['s', 0], 'persistent.yes'), event: 'hw_init persistent' }, { event: 'hw_init absent' }))),
  ],
  violates: ['PresentAlwaysOne'],
});
