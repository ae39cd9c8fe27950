/** do_cpu_reset handlers: which object of the slot is registered. */
import { ref } from '../checker/model/expression.ts';
import { send, type Component } from '../checker/model/system.ts';
import { ofKind } from './kind.ts';
import { flat } from './region.ts';
import { holder } from './slot.ts';

const me = ref('resetList', ['i']);

export const resetList: Component = {
  name: 'resetList',
  doc: 'reset handler (do_cpu_reset) registered for an object of the slot',
  source: 'hw/arm/boot.c:685, 1224; hw/arm/virt.c:3206, 3312',
  index: ['slot'],
  machine: (sorts) => flat('resetList', holder(sorts)),
  file: import.meta.url,
  joins: [
    { action: 'main.load_kernel', effects: [ofKind('resetList', ['boot', 'cold'], 'bind o0')] },
    { action: 'main.create_devices', effects: [ofKind('resetList', ['cli'], 'bind o0')] },
    { action: 'main.plug', effects: [send(me, 'bind o{a}')] },
    { action: 'vcpu.eject', effects: [send(me, 'unbind')] },
    { action: 'vcpu.join', effects: [send(me, 'freed o{b}')] },
  ],
};
