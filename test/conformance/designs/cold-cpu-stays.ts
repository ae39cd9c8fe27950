/** RFC V5 as it would be if the eject register left cold-booted CPUs alone (B05 mended): for telling designs apart by a recording. */
import type { Design } from '../../../checker/model/design.ts';
import { at } from '../../../checker/model/expression.ts';
import { addGuard, vary } from '../../../checker/model/variation.ts';
import { recorded } from '../../../designs/recorded.ts';
import { virt } from '../../../machines/virt.ts';
import type { VirtOptions } from '../../../machines/sorts.ts';

const system = (o: VirtOptions) => vary(virt('cold-cpu-stays', o, []), 'cold-cpu-stays', addGuard('vcpu.eject', 'notColdBooted', at('object', ['i', 'b'], 'coldBooted.no')));

export const design: Design = {
  name: 'cold-cpu-stays',
  title: 'RFC V5 with an eject register that leaves cold-booted CPUs alone',
  source: 'test of conform --design',
  configurations: [{ id: 'boot+cold', title: 'boot CPU and cold-booted secondary', tier: 'quick', labels: {}, system: () => system({ slots: ['boot', 'cold'], operator: 'documented', reset: false, stop: false, passive: false }) }],
  recorded: recorded({ design: 'cold-cpu-stays', accel: 'tcg', system, has: { guest: ['hostile', 'linux'], ged: ['yes'], threads: ['multi'], gic: ['3'], migrated: ['no'] } }),
  violates: [],
};
