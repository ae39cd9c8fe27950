/** AcpiCpuStatus of one possible CPU: what the hotplug register block shows of it. Pending events: machines/acpi-events.ts; OST values: machines/ost.ts. */
import { and, at, not, or, ref, type Expr } from '../checker/model/expression.ts';
import { choose, each, send, type Component, type Sorts } from '../checker/model/system.ts';
import { slotHolds } from './conditions.ts';
import { ofKind } from './kind.ts';
import { parallel, region, type Region } from './region.ts';
import { holder } from './slot.ts';

const me = ref('acpi', ['i']);
const flag = (set: readonly string[], clear: readonly string[]) =>
  region('no', ['no', 'yes'], { ...Object.fromEntries(set.map((e) => [e, 'yes'])), ...Object.fromEntries(clear.map((e) => [e, 'no'])) });

/** Its regions; a design that changes one builds its machine from them. */
export const acpiRegions = (sorts: Sorts): Record<string, Region> => {
  const cpu = holder(sorts, { 'hw_init plugged': 'o0', 'hw_init persistent': 'null', 'hw_init absent': 'null', unplug: 'null', 'unplug volatile': 'null', coldplug: 'o0' });
  const plugs = Object.keys(cpu.on).flatMap((e) => (e.startsWith('bind ') ? [e.replace('bind', 'plug')] : []));
  return {
    enabled: flag(['hw_init plugged', 'coldplug', ...plugs], ['unplug', 'unplug volatile']),
    present: flag(['hw_init plugged', 'hw_init persistent', 'coldplug', ...plugs], ['unplug volatile', 'hw_init absent']),
    // What is bound elsewhere is plugged here.
    cpu: { ...cpu, on: Object.fromEntries(Object.entries(cpu.on).flatMap(([e, on]) => (e === 'unbind' ? [] : [[e.replace('bind ', 'plug '), on]]))) },
    // cpu.c:263: a copy of slot.arch_id, taken once.
    archId: region('unset', ['unset', 'own'], { 'hw_init plugged': 'own', 'hw_init persistent': 'own', 'hw_init absent': 'own' }),
  };
};

export const acpi: Component = {
  name: 'acpi',
  doc: 'AcpiCpuStatus of one possible CPU: enabled, present, the CPU object and arch_id',
  source: 'include/hw/acpi/cpu.h (AcpiCpuStatus); hw/acpi/cpu.c:216-334',
  index: ['slot'],
  machine: (sorts) => parallel('acpi', acpiRegions(sorts)),
  file: import.meta.url,
  limit: 1024,
  joins: [
    {
      action: 'main.create_ged',
      // acpi_persistent_cpu(first_cpu) decides for all slots that hold no CPU now: true on Arm (cpu64.c:806).
      effects: [each('s', 'slot', choose(ref('acpi', ['s']), { when: slotHolds('s'), event: 'hw_init plugged' }, { when: at('object', [0, 0], 'persistent.yes'), event: 'hw_init persistent' }, { event: 'hw_init absent' }))],
    },
    { action: 'main.create_devices', effects: [ofKind('acpi', ['cli'], 'coldplug')] },
    { action: 'main.plug', effects: [send(me, 'plug o{a}')] },
    { action: 'vcpu.eject', effects: [choose(me, { when: at('object', ['i', 'b'], 'persistent.yes'), event: 'unplug' }, { event: 'unplug volatile' })] },
    { action: 'vcpu.join', effects: [send(me, 'freed o{b}')] },
  ],
};

/** Guard of eject and fw_remove: `!cdev->cpu || cdev->cpu == first_cpu` (cpu.c:138, 150). */
export const ejectable = (i: string): Expr => and(not(at('acpi', [i], 'cpu.null')), not(at('kind', [i], 'boot')));
export const notEjectable = (i: string): Expr => or(at('acpi', [i], 'cpu.null'), at('kind', [i], 'boot'));
