/** Observer (R13): has a device_del been accepted for the CPU in the slot since it was plugged? It only listens. */
import { ref } from '../checker/model/expression.ts';
import { send, type Component } from '../checker/model/system.ts';
import { flat, region } from './region.ts';

const me = ref('asked', ['i']);

export const asked: Component = {
  name: 'asked',
  doc: 'observer: a removal of the CPU now in the slot was asked for and accepted',
  source: 'no variable of QEMU: is_removing is cleared by the AML before the operating system acts (qemu-rfc-v5.md 5.3)',
  index: ['slot'],
  observer: true,
  machine: () => flat('asked', region('no', ['no', 'yes'], { 'device_del accepted': 'yes', plugged: 'no', ejected: 'no' })),
  file: import.meta.url,
  joins: [
    { action: 'main.device_del', effects: [send(me, 'device_del accepted')] },
    { action: 'main.plug', effects: [send(me, 'plugged')] },
    { action: 'vcpu.eject', effects: [send(me, 'ejected')] },
  ],
};
