import { and, at, ref } from '../../checker/model/expression.ts';
import { choose, each, send, type Component } from '../../checker/model/system.ts';
import { addComponent, addEffect, dropEffect, replaceGuard } from '../../checker/model/variation.ts';
import { slotHolds } from '../../machines/conditions.ts';
import { flat, region } from '../../machines/region.ts';
import { entry } from '../entry.ts';
import { gedBeforeRelease } from './H13.ts';

const disabled = at('disabled', ['i'], 'yes');
const isDisabled = (s: string) => at('disabled', [s], 'yes');
const flag: Component = {
  name: 'disabled',
  doc: 'CPUState.disabled of the object of one slot',
  source: 'RFC V4, include/hw/core/cpu.h; qemu_enabled_cpu',
  index: ['slot'],
  machine: () => flat('disabled', region('no', ['no', 'yes'], { disable: 'yes', enable: 'no' })),
  file: import.meta.url,
  joins: [
    { action: 'main.create_cpus', effects: [each('s', 'slot', choose(ref('disabled', ['s']), { when: at('kind', ['s'], 'cli', 'hot'), event: 'disable' }))] },
    { action: 'main.create_devices', effects: [each('s', 'slot', choose(ref('disabled', ['s']), { when: at('kind', ['s'], 'cli'), event: 'enable' }))] },
    { action: 'main.plug', effects: [send(ref('disabled', ['i']), 'enable')] },
    { action: 'vcpu.eject', effects: [send(ref('disabled', ['i']), 'disable')] },
  ],
};

export const design = entry({
  id: 'H34',
  title: 'a flag `disabled` of the object says what V5 reads off the slot: for the GIC, the register block (made before the objects are released, H13) and CPU_ON; on virt that is the same',
  source: 'RFC V4 against V5',
  must: 'pass',
  breaks: [],
  configurations: ['boot+hot-documented'],
  variations: () => [
    addComponent(flag),
    ...gedBeforeRelease,
    ...['main.create_gic', 'main.create_ged'].map((a) => dropEffect(a, a.endsWith('gic') ? 'gic' : 'acpi')),
    addEffect('main.create_gic', each('s', 'slot', choose(ref('gic', ['s']), { when: isDisabled('s'), event: 'realize unbound' }, { event: 'realize bound' }))),
    addEffect('main.create_ged', each('s', 'slot', choose(ref('acpi', ['s']), { when: isDisabled('s'), event: 'hw_init persistent' }, { event: 'hw_init plugged' }))),
    replaceGuard('vcpu.CPU_ON', 'occupied', and(slotHolds('i', 'b'), at('disabled', ['i'], 'no'))),
    replaceGuard('vcpu.CPU_ON_DENIED', 'empty', disabled),
  ],
  violates: [],
});
