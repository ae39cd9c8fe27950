import { and, forall, iff, not, ref } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { addAction, addGuard, hasAction, hasComponent, replaceComponent, weakenGuard } from '../../checker/model/variation.ts';
import { bqlFree, slotHolds } from '../../machines/conditions.ts';
import { extended } from '../../machines/extend.ts';
import { phase, readsIncoming } from '../../machines/migration/phases.ts';
import { hasCpuSection } from '../../machines/migration/stream.ts';
import { stateIs } from '../../machines/main.ts';
import type { Fix } from './fix.ts';

/** The stream is of a VM with the CPUs that are plugged here. */
const matches = forall('s', 'slot', iff(hasCpuSection('s'), slotHolds('s')));

export const fix: Fix = {
  id: 'B16',
  title: 'a stream of a VM with other CPUs is refused before its first section is loaded',
  source: 'hw/intc/arm_gicv3_common.c:141-147: no unrealize in post_load; migration/savevm.c:3259: check before the reset',
  variations: (s) => [
    ...(hasComponent(s, 'migration') ? [addGuard('migration.load_gic', 'matches', matches)] : []),
    ...(hasAction(s, 'migration.unknown_section') ? [weakenGuard('migration.unknown_section', 'unknownSection', and(phase('received'), readsIncoming, not(matches)))] : []),
    ...(hasAction(s, 'main.loadvm_reset')
      ? [
          addGuard('main.loadvm_reset', 'matches', matches),
          replaceComponent('main', (c) => extended(c, () => ({ on: { '': { 'loadvm refused': { loadvmGap: 'idle' } } } }))),
          addAction({
            component: 'main',
            index: [],
            process: 'main',
            params: [],
            event: 'loadvm_refused',
            when: { stage: stateIs('loadvmGap'), bqlFree, mismatch: not(matches) },
            effects: [send(ref('main'), 'loadvm refused')],
            fn: 'load_snapshot',
            source: 'designs/fixes/B16.ts: an error; the VM is paused and unchanged',
          }),
        ]
      : []),
  ],
};
