/** The board's slot table entry: CPUArchId of MachineState.possible_cpus. */
import { ref } from '../checker/model/expression.ts';
import { each, send, type Component, type Sorts } from '../checker/model/system.ts';
import { ofKind } from './kind.ts';
import { parallel, range, region, stay, type Region } from './region.ts';

const me = ref('slot', ['i']);

/** A region that holds a reference to one incarnation of the slot's CPU object (R4). */
export const holder = (sorts: Sorts, extra: Readonly<Record<string, string>> = {}): Region => {
  const incs = range(sorts['incarnation'] ?? 2);
  const states = ['null', ...incs.map((a) => `o${a}`), 'dangling'];
  return region('null', states, {
    ...Object.fromEntries(incs.map((a) => [`bind o${a}`, `o${a}`])),
    unbind: 'null',
    // The object is finalized: whoever still points to it now points to freed memory.
    ...Object.fromEntries(incs.map((a) => [`freed o${a}`, { ...stay(states), [`o${a}`]: 'dangling' }])),
    ...extra,
  });
};

export const slot: Component = {
  name: 'slot',
  doc: 'CPUArchId of one possible CPU: which QOM object stands in it, and its arch_id',
  source: 'include/hw/boards.h (CPUArchId); hw/arm/virt.c:3004-3041, 3193, 3202, 3318',
  index: ['slot'],
  machine: (sorts) =>
    parallel('slot', {
      cpu: holder(sorts, { 'bind temporary': 'o0' }),
      // virt_possible_cpu_arch_ids fills it from the index (virt.c:3026); under TCG nothing writes it again.
      archId: region('unset', ['unset', 'own'], { 'possible_cpu_arch_ids': 'own' }),
    }),
  file: import.meta.url,
  joins: [
    { action: 'main.create_possible_cpus', effects: [each('s', 'slot', send(ref('slot', ['s']), 'possible_cpu_arch_ids'))] },
    // virt.c:2542: the temporary objects of the yet-to-be-plugged CPUs stand in their slots until virt_cpu_post_init.
    { action: 'main.create_cpus', effects: [each('s', 'slot', send(ref('slot', ['s']), 'bind temporary'))] },
    { action: 'main.post_init', effects: [ofKind('slot', ['cli', 'hot'], 'unbind')] },
    { action: 'main.create_devices', effects: [ofKind('slot', ['cli'], 'bind o0')] },
    { action: 'main.plug', effects: [send(me, 'bind o{a}')] },
    { action: 'vcpu.eject', effects: [send(me, 'unbind')] },
    { action: 'vcpu.join', effects: [send(me, 'freed o{b}')] },
  ],
};
