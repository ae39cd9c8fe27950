import { and, at, exists, not, ref } from '../../checker/model/expression.ts';
import type { Property } from '../../checker/model/property.ts';
import { choose, each, send, type Component } from '../../checker/model/system.ts';
import { addComponent, dropEffect, type Variation } from '../../checker/model/variation.ts';
import { threads } from '../../invariants/fairness.ts';
import { flat, region } from '../../machines/region.ts';
import { entry } from '../entry.ts';

const options = { accel: 'kvm', slots: ['boot', 'hot'], reset: true, passive: true } as const;
const running = at('runstate', [], 'running');
const to = (event: string) => each('s', 'slot', each('x', 'incarnation', choose(ref('virtualTime', ['s', 'x']), { when: and(at('vmcse', ['s', 'x'], 'yes'), not(at('vcpu', ['s', 'x'], 'thread.none'))), event })));

/** CNTVOFF of each CPU: right, or behind since the machine stopped. */
const virtualTime: Component = {
  name: 'virtualTime',
  doc: 'the virtual counter of one CPU: does it go on from where the machine was stopped?',
  source: 'target/arm/kvm.c kvm_arm_vm_state_change, kvm_arm_get_virtual_time, kvm_arm_put_virtual_time',
  index: ['slot', 'incarnation'],
  machine: () => flat('virtualTime', region('right', ['right', 'behind'], { stop: 'behind', adjust: 'right', finalize: 'right' })),
  file: import.meta.url,
  joins: [
    { action: 'main.stopped', effects: [each('s', 'slot', each('x', 'incarnation', choose(ref('virtualTime', ['s', 'x']), { when: not(at('vcpu', ['s', 'x'], 'thread.none')), event: 'stop' })))] },
    { action: 'main.cont', effects: [to('adjust')] },
    { action: 'vcpu.join', effects: [send(ref('virtualTime', ['i', 'b']), 'finalize')] },
  ],
};
const property: Property = {
  id: 'VirtualTimeGoesOn',
  text: 'In a machine that runs on the virtual time of each CPU comes right: its timers fire.',
  source: 'Q.I12; H04; target/arm/kvm.c kvm_arm_vm_state_change',
  kind: 'leadsTo',
  bind: { i: 'slot', x: 'incarnation' },
  from: and(at('virtualTime', ['i', 'x'], 'behind'), running),
  to: at('virtualTime', ['i', 'x'], 'right'),
  unless: not(running),
  fairness: threads(options),
};
const clock: readonly Variation[] = [addComponent(virtualTime), (s) => ({ ...s, properties: [...s.properties, property, { id: 'VirtualTimeStops', text: 'A CPU of a stopped machine is behind.', source: 'H04', kind: 'sometimes', expr: exists('i', 'slot', exists('x', 'incarnation', at('virtualTime', ['i', 'x'], 'behind'))) }] })];
const common = { source: 'RFC V2 in development; fixed by a220a9e22f; target/arm/kvm.c:2013', configurations: ['kvm-boot+hot-documented'] };

/** As V5: by whether its thread exists. */
export const sound = entry({ ...common, id: 'H04-sound', title: 'the handler that adjusts the virtual time is installed for each CPU with a thread', must: 'pass', breaks: [], variations: () => clock, violates: [] });

export const design = entry({
  ...common,
  id: 'H04',
  title: 'the handler of VM state changes is installed for CPUs that are ACPI-enabled at that moment, so never for a hot-plugged one: its virtual time is behind after stop and cont',
  must: 'fail',
  breaks: ['Q.I12'],
  variations: () => [dropEffect('vcpu.created', 'vmcse'), ...clock],
  violates: ['VmChangeHandlerIffThread', 'VirtualTimeGoesOn'],
});
