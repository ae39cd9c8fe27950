import { at, ref } from '../../checker/model/expression.ts';
import { choose, each } from '../../checker/model/system.ts';
import { addEffect } from '../../checker/model/variation.ts';
import { entry } from '../entry.ts';

const disabled = at('kind', ['s'], 'cli', 'hot');
const eachOf = (event: string) => each('s', 'slot', choose(ref('vmcse', ['s', 0]), { when: disabled, event }));

export const design = entry({
  id: 'H30',
  title: 'thread_id is not initialised: a VM-change-state handler is installed for the temporary object of a slot, which is freed',
  source: 'RFC V2-rcN; fixed by 48de3b43b3; target/arm/kvm.c:2013; target/arm/cpu64.c:799',
  must: 'fail',
  breaks: ['Q.I12', 'Q.I13'],
  unshown: { 'Q.I13': 'a handler of a freed CPU is part of VmChangeHandlerIffThread' },
  configurations: ['kvm-boot+hot-smc32'],
  variations: () => [addEffect('main.create_cpus', eachOf('add')), addEffect('main.post_init', eachOf('finalize'))],
  violates: ['VmChangeHandlerIffThread'],
});
