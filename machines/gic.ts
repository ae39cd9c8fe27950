/** One GICv3 CPU interface as QEMU's GICv3CPUState holds it. Register contents are left out: nothing of the hotplug protocol tests them. */
import { and, at, ref } from '../checker/model/expression.ts';
import { choose, each, send, type Component, type Sorts } from '../checker/model/system.ts';
import { bqlFree, inGuest } from './conditions.ts';
import { executor, guestStep, slotParam } from './executor.ts';
import { ofKind } from './kind.ts';
import { parallel, region, type Region } from './region.ts';
import { holder } from './slot.ts';

const me = ref('gic', ['i']);

/** Its regions; a design that changes one builds its machine from them. */
export const gicRegions = (sorts: Sorts): Record<'accessible' | 'cpu' | 'typer', Region> => {
  const cpu = holder(sorts, { 'realize bound': 'o0', 'realize unbound': 'null' });
  const binds = Object.keys(cpu.on).filter((e) => e.startsWith('bind '));
  return {
    accessible: region('no', ['no', 'yes'], { ...Object.fromEntries(binds.map((e) => [e, 'yes'])), unbind: 'no', 'realize bound': 'yes', 'realize unbound': 'no' }),
    cpu,
    // Written once, from mp-affinity of the (temporary) object, when the GIC is realized; `other`: any other affinity.
    typer: region('unset', ['unset', 'own', 'other'], { 'realize bound': 'own', 'realize unbound': 'own', 'write typer own': 'own', 'write typer other': 'other' }),
  };
};

export const gic: Component = {
  name: 'gic',
  doc: 'GICv3CPUState of one possible CPU: gicc_accessible, the CPU it belongs to, and the affinity in GICR_TYPER',
  source: 'hw/intc/arm_gicv3_common.c:413-446, 504-556; include/hw/intc/arm_gicv3_common.h:405-416',
  index: ['slot'],
  machine: (sorts) => parallel('gic', gicRegions(sorts)),
  file: import.meta.url,
  actions: [
    {
      ...guestStep,
      event: 'gic_access',
      params: [...executor, slotParam],
      when: { inGuest: inGuest('k', 'a'), accessible: at('gic', ['i'], 'accessible.yes'), cpuDangling: at('gic', ['i'], 'cpu.dangling'), bqlFree },
      effects: [send(ref('qemu'), 'undefined gicv3_cpuif_update')],
      fn: 'gicv3_redist_update, gicv3_cpuif_update',
      source: 'hw/intc/arm_gicv3_cpuif.c:1045-1075: a write to the redistributor of CPU i. With a live or no CPU it changes nothing here and is left out.',
    },
  ],
  joins: [
    {
      action: 'main.create_gic',
      effects: [each('s', 'slot', choose(ref('gic', ['s']), { when: at('kind', ['s'], 'boot', 'cold'), event: 'realize bound' }, { event: 'realize unbound' }))],
    },
    { action: 'main.create_devices', effects: [ofKind('gic', ['cli'], 'bind o0')] },
    // arm_gicv3_get_proc_num: the interface whose GICR_TYPER has the object's affinity; that of its own slot (I3).
    { action: 'main.pre_plug', when: { gicFound: at('gic', ['i'], 'typer.own') }, effects: [send(me, 'bind o{a}')] },
    { action: 'vcpu.eject', when: { gicFound: and(at('gic', ['i'], 'typer.own'), at('object', ['i', 'b'], 'affinity.own')) }, effects: [send(me, 'unbind')] },
    { action: 'main.realize_fail', effects: [send(me, 'freed o{a}')] },
    { action: 'vcpu.join', effects: [send(me, 'freed o{b}')] },
  ],
};
