/**
 * What RFC V6-rc1 and the first alternative of the seeds have in common: virt_cpu_post_init does not release the disabled CPU objects.
 * `slot` goes on saying which *realized* CPU stands in a slot (plugged, for the properties); that a disabled object stands there is a component of its own.
 */
import { at, ref, type Expr } from '../checker/model/expression.ts';
import { choose, each, send, type Component } from '../checker/model/system.ts';
import { flat, region } from '../machines/region.ts';

export const kept: Component = {
  name: 'kept',
  doc: 'a disabled CPU object stands in the slot: created, never realized or unrealized since, without a thread',
  source: 'RFC V6-rc1 c1a5b956c1; hw/arm/virt.c:2184 does not unref it',
  index: ['slot'],
  machine: () => flat('kept', region('no', ['no', 'yes'], { keep: 'yes', realize: 'no' })),
  file: import.meta.url,
  joins: [
    { action: 'main.post_init', effects: [each('s', 'slot', choose(ref('kept', ['s']), { when: at('kind', ['s'], 'cli', 'hot'), event: 'keep' }))] },
    { action: 'main.create_devices', effects: [each('s', 'slot', choose(ref('kept', ['s']), { when: at('kind', ['s'], 'cli'), event: 'realize' }))] },
    { action: 'main.plug', effects: [send(ref('kept', ['i']), 'realize')] },
  ],
};
export const isKept = (i: string): Expr => at('kept', [i], 'yes');
