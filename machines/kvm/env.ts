/** QEMU's copy of the registers (CPUArchState), and vcpu_dirty: does the copy still have to be written to the kernel? */
import { at, ref } from '../../checker/model/expression.ts';
import { choose, send, type Component, type Join } from '../../checker/model/system.ts';
import { firstOfKind } from '../kind.ts';
import { parallel, region } from '../region.ts';
import { dirty, onQueued } from './conditions.ts';
import { FORWARDED } from './psci.ts';

const me = ref('env', ['k', 'a']);
const adding = ref('env', ['i', 'a']);
const target = ref('env', ['s', 'x']);

export const env: Component = {
  name: 'env',
  doc: "QEMU's copy of the registers of one CPU object, and whether it is newer than the kernel's (vcpu_dirty)",
  source: 'target/arm/cpu.c:255-420 (zeroed, then filled by the reset); accel/kvm/kvm-all.c:393, 2793-2870, 3042-3056 (vcpu_dirty)',
  index: ['slot', 'incarnation'],
  machine: () =>
    parallel('env', {
      // Zero until the first reset ends, and again from the start of each reset to its end: Y2 lies in between.
      copy: region('zeroed', ['zeroed', 'valid'], { 'cold start': 'valid', create: 'zeroed', zero: 'zeroed', 'zero, dirty': 'zeroed', reset: 'valid', get: 'valid', finalize: 'zeroed' }),
      dirty: region('no', ['no', 'yes'], { 'cold start': 'no', create: 'yes', 'zero, dirty': 'yes', reset: 'yes', get: 'yes', put: 'no', finalize: 'no' }),
    }),
  file: import.meta.url,
  joins: [
    { action: 'main.create_cpus', effects: [firstOfKind('env', ['boot', 'cold'], 'cold start')] },
    { action: 'main.create_devices', effects: [firstOfKind('env', ['cli'], 'cold start')] },
    { action: 'vcpu.created', effects: [send(me, 'create')] },
    { action: 'main.reset_cpu', effects: [send(adding, 'zero')] },
    { action: 'main.reset_cpu_again', effects: [send(adding, 'zero')] },
    { action: 'main.reset_cpu_done', effects: [send(adding, 'reset')] },
    { action: 'main.start_cpu_reset', effects: [send(target, 'zero')] },
    { action: 'main.finish_cpu_reset', effects: [send(target, 'reset')] },
    { action: 'vcpu.wait_io_event', effects: [choose(me, { when: onQueued('k', 'a'), event: 'zero' })] },
    { action: 'vcpu.power_on', effects: [choose(me, { when: at('psci', ['k', 'a'], 'work.on2', 'work.on2Off'), event: 'zero, dirty' }, { event: 'reset' })] },
    { action: 'vcpu.run', effects: [choose(me, { when: dirty('k', 'a'), event: 'put' })] },
    ...FORWARDED.map((e): Join => ({ action: `vcpu.${e}`, effects: [send(me, 'get')] })),
    { action: 'vcpu.synchronize_state', effects: [send(me, 'get')] },
    { action: 'vcpu.synchronize_post_init', effects: [send(me, 'put')] },
    { action: 'vcpu.synchronize_post_reset', effects: [send(me, 'put')] },
    { action: 'vcpu.join', effects: [send(ref('env', ['i', 'b']), 'finalize')] },
  ],
};
