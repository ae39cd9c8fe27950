/** Observer (R13): was a CPU ever ejected from the slot? It only listens: nothing of QEMU remembers it, which is as it should be. */
import { ref } from '../checker/model/expression.ts';
import { send, type Component } from '../checker/model/system.ts';
import { flat, region } from './region.ts';

export const ejected: Component = {
  name: 'ejected',
  doc: 'observer: a CPU was ejected from the slot',
  source: 'none: a slot that was unplugged is as one that never held a CPU',
  index: ['slot'],
  observer: true,
  machine: () => flat('ejected', region('no', ['no', 'yes'], { eject: 'yes' })),
  file: import.meta.url,
  joins: [{ action: 'vcpu.eject', effects: [send(ref('ejected', ['i']), 'eject')] }],
};
