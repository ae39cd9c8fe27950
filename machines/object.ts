/** A QOM ARMCPU object: an identity of its own (R4). Two of them can exist for one slot while the old one is being joined. */
import { at, ref } from '../checker/model/expression.ts';
import { choose, each, send, type Component } from '../checker/model/system.ts';
import { firstOfKind } from './kind.ts';
import { parallel, region } from './region.ts';
import type { VirtOptions } from './sorts.ts';

/** device_add properties that change the course of things; each is one class of real arguments (R10). */
export const PROPS = {
  /** The documented ones: driver, id, core-id. */
  good: 'documented properties',
  /** Realize fails after cpu_list_add: `vfp=off`, an impossible SVE length, ... (target/arm/cpu.c:2151-2182). */
  unrealizable: 'realize fails after cpu_list_add (vfp=off)',
  /** NUMA machine, node-id of another node: virt_cpu_set_properties fails before it sets mp-affinity (virt.c:2206). */
  wrongNode: 'node-id does not match the slot',
  /** Other features than the boot CPU: `pauth=off`, `sve-max-vq=1` (target/arm/cpu.c:1935). */
  otherFeatures: 'features differ from those of the boot CPU',
  /** `acpi-persistent=off` (cpu-target.c:203). */
  volatile: 'acpi-persistent=off',
} as const;
export type Props = keyof typeof PROPS;
export const DOCUMENTED_PROPS: readonly Props[] = ['good'];
export const ANY_PROPS = Object.keys(PROPS) as Props[];

const LIFE = ['none', 'created', 'realizing', 'realized', 'unrealizing'];
const o = ref('object', ['i', 'a']);
const target = ref('object', ['i', 'b']);
const populated = at('kind', ['s'], 'boot', 'cold');

/** With no GED nobody tells the GIC of a `-device` CPU (virt.c:3173), so its gicv3state stays NULL. */
export const object = (options: VirtOptions): Component => ({
  name: 'object',
  doc: 'QOM ARMCPU incarnation of a slot: life cycle, membership of cpus_queue, and the properties that later steps read',
  source: 'hw/core/qdev.c:468-620 (realize, unrealize); target/arm/cpu.c:2036, 2666; cpu-target.c:134-176',
  index: ['slot', 'incarnation'],
  machine: () =>
    parallel('object', {
      life: region('none', LIFE, {
        'cold create': 'realized',
        'cold create apart': 'realized',
        'temporary create': 'created',
        ...Object.fromEntries(ANY_PROPS.map((p) => [`create ${p}`, { none: 'created' }])),
        'pre_plug': { created: 'created' },
        cpu_exec_realizefn: { created: 'realizing' },
        plug: { realizing: 'realized' },
        unrealize: { realized: 'unrealizing' },
        finalize: 'none',
      }),
      // A3.1 puts it on the list; only cpu_exec_unrealizefn takes it off.
      queued: region('no', ['no', 'yes'], { 'cold create': 'yes', 'cold create apart': 'yes', 'temporary create': 'no', cpu_exec_realizefn: 'yes', finalize: 'no' }),
      // mp-affinity: ARM64_AFFINITY_INVALID until virt_cpu_set_properties (virt.c:2211).
      affinity: region('unset', ['unset', 'own'], { 'cold create': 'own', 'cold create apart': 'own', 'temporary create': 'own', pre_plug: 'own', finalize: 'unset' }),
      features: region('same', ['same', 'other'], { ...Object.fromEntries(ANY_PROPS.map((p) => [`create ${p}`, p === 'otherFeatures' ? 'other' : 'same'])), finalize: 'same' }),
      persistent: region('yes', ['yes', 'no'], { ...Object.fromEntries(ANY_PROPS.map((p) => [`create ${p}`, p === 'volatile' ? 'no' : 'yes'])), finalize: 'yes' }),
      // virt.c:3178, never cleared while the object lives.
      coldBooted: region('no', ['no', 'yes'], { 'cold create': 'yes', 'cold create apart': 'yes', finalize: 'no' }),
      // cp_regs hash and ARMCPRegInfo of this object.
      cpRegs: region('none', ['none', 'valid', 'freed'], { 'cold create': 'valid', 'cold create apart': 'valid', cpu_exec_realizefn: 'valid', unrealize: 'freed', finalize: 'none' }),
      // env->gicv3state: set by the GIC notifier, never cleared.
      gicv3state: region('null', ['null', 'own'], { 'cold create': 'own', 'cold create apart': 'null', pre_plug: 'own', finalize: 'null' }),
    }),
  file: import.meta.url,
  limit: 512,
  joins: [
    {
      action: 'main.create_cpus',
      effects: [each('s', 'slot', choose(ref('object', ['s', 0]), { when: populated, event: 'cold create' }, { event: 'temporary create' }))],
    },
    // virt.c:2184: object_unref of the temporary objects; they were never realized.
    { action: 'main.post_init', effects: [firstOfKind('object', ['cli', 'hot'], 'finalize')] },
    { action: 'main.create_devices', effects: [firstOfKind('object', ['cli'], options.ged === false ? 'cold create apart' : 'cold create')] },
    { action: 'main.device_add', effects: [send(o, 'create {p}')] },
    { action: 'main.pre_plug', effects: [send(o, 'pre_plug')] },
    { action: 'main.realize', effects: [send(o, 'cpu_exec_realizefn')] },
    { action: 'main.plug', effects: [send(o, 'plug')] },
    { action: 'main.realize_fail', effects: [send(o, 'finalize')] },
    { action: 'vcpu.unrealize', effects: [send(target, 'unrealize')] },
    { action: 'vcpu.join', effects: [send(target, 'finalize')] },
  ],
});
