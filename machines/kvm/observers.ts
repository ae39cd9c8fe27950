/** What only listens under KVM (R13), and one count that QEMU itself keeps and asserts. */
import { at, exists, or, ref } from '../../checker/model/expression.ts';
import { choose, send, type Component, type Join } from '../../checker/model/system.ts';
import { firstOfKind } from '../kind.ts';
import { flat, region } from '../region.ts';
import { willRun } from './conditions.ts';
import { FORWARDED } from './psci.ts';
import { leavesAfterWork, leavesInWait } from './thread.ts';

const pair = ['slot', 'incarnation'];

/** `wake`: the kernel can start a vCPU on its own (machines/kvm/smc32.ts). */
export const ran = (wake: boolean): Component => ({
  name: 'ran',
  doc: "observer: has the CPU executed guest code since registers last went between QEMU's copy and the kernel?",
  source: 'no variable of QEMU: vcpu_dirty = false says only that nothing has to be written',
  index: pair,
  observer: true,
  machine: () => flat('ran', region('no', ['no', 'yes'], { run: 'yes', transfer: 'no' })),
  file: import.meta.url,
  joins: [
    { action: 'vcpu.run', effects: [choose(ref('ran', ['k', 'a']), { when: willRun('k', 'a'), event: 'run' })] },
    ...(wake ? [{ action: 'vcpu.wake', effects: [send(ref('ran', ['k', 'a']), 'run')] } satisfies Join] : []),
    ...[...FORWARDED, 'synchronize_state', 'synchronize_post_init', 'synchronize_post_reset', 'created'].map((e): Join => ({ action: `vcpu.${e}`, effects: [send(ref('ran', ['k', 'a']), 'transfer')] })),
  ],
});

/** The entry that kvm_arch_init_vcpu adds to the list of VM-change-state handlers; nothing of the model runs through that list. */
export const vmcse: Component = {
  name: 'vmcse',
  doc: 'VM-change-state handler of one CPU object: registered, or left behind by an object that was freed',
  source: 'target/arm/kvm.c:2013-2016, 2084-2092; system/runstate.c (vm_change_state_head)',
  index: pair,
  machine: () => flat('vmcse', region('no', ['no', 'yes', 'dangling'], { add: 'yes', delete: 'no', finalize: { no: 'no', yes: 'dangling', dangling: 'dangling' } })),
  file: import.meta.url,
  joins: [
    { action: 'main.create_cpus', effects: [firstOfKind('vmcse', ['boot', 'cold'], 'add')] },
    { action: 'main.create_devices', effects: [firstOfKind('vmcse', ['cli'], 'add')] },
    { action: 'vcpu.created', effects: [send(ref('vmcse', ['k', 'a']), 'add')] },
    { action: 'vcpu.wait_io_event', effects: [choose(ref('vmcse', ['k', 'a']), { when: leavesInWait, event: 'delete' })] },
    { action: 'vcpu.power_on', effects: [choose(ref('vmcse', ['k', 'a']), { when: leavesAfterWork, event: 'delete' })] },
    { action: 'vcpu.join', effects: [send(ref('vmcse', ['i', 'b']), 'finalize')] },
  ],
};

const walking = exists('s', 'slot', or(at('main', [], 'handler-{s}'), exists('x', 'incarnation', at('main', [], 'cpuPausing-{s}-{x}', 'cpuGap-{s}-{x}'))));

/** `len` of resettable_container_child_foreach: a handler that is unregistered while the walk waits makes its assertion fail. */
export const resetHandlers: Component = {
  name: 'resetHandlers',
  doc: 'the list of reset handlers: unchanged since a machine reset began to walk it, or not',
  source: 'hw/core/resetcontainer.c (resettable_container_child_foreach)',
  index: [],
  machine: () => flat('resetHandlers', region('unchanged', ['unchanged', 'changed'], { unregister: 'changed' })),
  file: import.meta.url,
  joins: [{ action: 'vcpu.eject', effects: [choose(ref('resetHandlers'), { when: walking, event: 'unregister' })] }],
};
