import { at, ref } from '../../checker/model/expression.ts';
import { choose } from '../../checker/model/system.ts';
import { addEffect, dropEffect, replaceComponent } from '../../checker/model/variation.ts';
import { extended } from '../../machines/extend.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'B17',
  title: 'the ACPI record was made with another affinity than KVM gave the CPU later: the plug callback finds no record, says nothing, and the CPU is never enabled',
  source: 'hw/acpi/cpu.c:289-292, 309, 323; reached only where H28 is',
  must: 'fail',
  breaks: ['Q.I18', 'Q.L1'],
  unshown: { 'Q.L1': 'no event is raised at all; that a plugged CPU is never enabled is the state' },
  configurations: ['boot+hot-documented'],
  variations: () => [
    replaceComponent('acpi', (c) => extended(c, () => ({ states: { archId: ['other'] }, on: { archId: { 'hw_init persistent': 'other', 'plug o0': { other: 'other' } } } }))),
    ...['acpi', 'inserting', 'ged'].map((c) => dropEffect('main.plug', c)),
    addEffect('main.plug', choose(ref('acpi', ['i']), { when: at('acpi', ['i'], 'archId.own'), event: 'plug o{a}' })),
  ],
  violates: ['EnabledIffPlugged', 'AcpiCpuIsSlotCpu', 'AffinityCopiesAgree', 'GuestRunsOnlyOnEnabledCpu', 'CpuOnSucceedsOnlyWhenEnabled', 'SlotCanBeVacated'],
});
