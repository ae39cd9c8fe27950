import { at, ref } from '../../checker/model/expression.ts';
import { choose, each } from '../../checker/model/system.ts';
import { addEffect, replaceComponent, replaceGuard, type Variation } from '../../checker/model/variation.ts';
import { stateIs } from '../../machines/main.ts';
import { extended } from '../../machines/extend.ts';
import { entry } from '../entry.ts';

/** The register block is made while the disabled objects still stand in their slots, and then they are freed. */
export const gedBeforeRelease: readonly Variation[] = [
  replaceComponent('main', (c) => extended(c, () => ({ on: { '': { create_ged: { gic: 'released' }, post_init: { released: 'ged' } } } }))),
  replaceGuard('main.create_ged', 'stage', stateIs('gic')),
  replaceGuard('main.post_init', 'stage', stateIs('released')),
];

export const design = entry({
  id: 'H13',
  title: 'the GED is created before the disabled objects are released, and "the slot holds an object" is the test for enabled: every possible CPU is enabled at boot',
  source: 'RFC V5-rc1, rc2, virt.c:2565/2570 of rc2; 5e59c76e6d, ac78ae2de2; in order since rc3',
  must: 'fail',
  breaks: ['Q.I18', 'Q.I35'],
  unshown: { 'Q.I35': 'CPU_ON looks at the slot, which is empty again: nothing runs there' },
  configurations: ['boot+hot-documented'],
  variations: () => [...gedBeforeRelease, addEffect('main.post_init', each('s', 'slot', choose(ref('acpi', ['s']), { when: at('kind', ['s'], 'cli', 'hot'), event: 'freed o0' })))],
  violates: ['EnabledIffPlugged', 'AcpiCpuIsSlotCpu', 'NewCpuHasNoOldMark', 'NothingPointsToFreedCpu'],
});
