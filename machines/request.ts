/** The device_add that the main thread is working on: slot, incarnation and class of properties. */
import { ref } from '../checker/model/expression.ts';
import { send, type Component } from '../checker/model/system.ts';
import { ANY_PROPS } from './object.ts';
import { flat, range, region } from './region.ts';

export const request: Component = {
  name: 'request',
  doc: 'arguments of the device_add in progress',
  source: 'system/qdev-monitor.c:624-733 (QDict of qmp_device_add)',
  index: [],
  machine: (sorts) => {
    const adds = range(sorts['slot'] ?? 1).flatMap((i) => range(sorts['incarnation'] ?? 2).flatMap((a) => ANY_PROPS.map((p) => `add-${i}-${a}-${p}`)));
    return flat('request', region('none', ['none', ...adds], { ...Object.fromEntries(adds.map((x) => [x, { none: x }])), reply: 'none' }));
  },
  file: import.meta.url,
  joins: [
    { action: 'main.device_add', effects: [send(ref('request'), 'add-{i}-{a}-{p}')] },
    { action: 'main.plug', effects: [send(ref('request'), 'reply')] },
    { action: 'main.device_add_error', effects: [send(ref('request'), 'reply')] },
  ],
};
