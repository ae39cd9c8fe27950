/** What the ACPI register block says of a CPU agrees with what the board has. */
import { and, at, forall, iff, implies, next, not, or, taken } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { occupied, sameAsSlot } from './when.ts';

/** A step of a machine reset: all of it under TCG; under KVM one of its sections, where the main thread holds the BQL outside a device_add. */
const inReset = or(at('main', [], 'resetGap'), and(at('bql', [], 'main'), not(at('main', [], 'prePlug', 'realize', 'createThread', 'plug'))));

export const acpiProperties: readonly Property[] = [
  {
    id: 'EnabledIffPlugged',
    text: 'When nothing is in flight for a slot, it is ACPI-enabled exactly when it holds a CPU.',
    source: 'Q.I18; cover letter E6b, E6c',
    kind: 'whenQuiescent',
    expr: iff(at('acpi', ['i'], 'enabled.yes'), occupied('i')),
  },
  {
    id: 'EnabledHasCpu',
    text: 'A slot that is ACPI-enabled has a CPU object in its ACPI record.',
    source: 'Q.I19; hw/acpi/cpu.c:294-296, 328-333',
    kind: 'always',
    expr: forall('i', 'slot', implies(at('acpi', ['i'], 'enabled.yes'), not(at('acpi', ['i'], 'cpu.null')))),
  },
  {
    id: 'AcpiCpuIsSlotCpu',
    text: 'When nothing is in flight for a slot, its ACPI record names the CPU in the slot.',
    source: 'Q.I20; hw/acpi/cpu.c',
    kind: 'whenQuiescent',
    expr: sameAsSlot('acpi', 'i'),
  },
  {
    id: 'InsertingImpliesEnabled',
    text: 'No insert event is pending for a CPU that is not enabled.',
    source: 'Q.I22; hw/acpi/cpu.c:298',
    scope: 'The eject leaves a pending insert event behind (hw/acpi/cpu.c:318-334).',
    kind: 'always',
    expr: forall('i', 'slot', implies(at('inserting', ['i'], 'yes'), at('acpi', ['i'], 'enabled.yes'))),
  },
  {
    id: 'RemovingImpliesPlugged',
    text: 'No removal request is pending for an empty slot.',
    source: 'Q.I23; hw/acpi/cpu.c:314',
    kind: 'always',
    expr: forall('i', 'slot', implies(at('removing', ['i'], 'yes'), occupied('i'))),
  },
  {
    id: 'RemovingOnlyByRequest',
    text: 'A removal request appears only by an accepted device_del of that slot.',
    source: 'Q.I24; hw/arm/virt.c:3262',
    kind: 'step',
    expr: forall('i', 'slot', implies(and(at('removing', ['i'], 'no'), next(at('removing', ['i'], 'yes'))), taken('main.device_del', { i: 'i' }))),
  },
  {
    id: 'NewCpuHasNoOldRequest',
    text: 'A CPU that is plugged finds no removal request that was meant for its predecessor.',
    source: 'Q.I26',
    kind: 'step',
    expr: forall('i', 'slot', implies(taken('main.plug', { i: 'i' }), at('removing', ['i'], 'no'))),
  },
  {
    id: 'NewCpuHasNoOldMark',
    text: 'A CPU that is plugged finds no firmware mark (fw_remove) that was meant for its predecessor.',
    source: 'Q.I26; hw/acpi/cpu.c:148',
    kind: 'step',
    expr: forall('i', 'slot', implies(taken('main.plug', { i: 'i' }), at('fwRemove', ['i'], 'no'))),
  },
  {
    id: 'FirmwareMarkIsLeftAlone',
    text: "The mark fw_remove of a CPU is cleared only by that CPU's own eject, or by a machine reset.",
    source: 'Q.4.3 step 4; hw/acpi/cpu.c:148',
    kind: 'step',
    expr: forall('i', 'slot', implies(and(at('fwRemove', ['i'], 'yes'), at('acpi', ['i'], 'enabled.yes'), not(inReset)), next(or(at('fwRemove', ['i'], 'yes'), at('acpi', ['i'], 'enabled.no'))))),
  },
  {
    id: 'AcpiEnableOnlyByPlug',
    text: 'After start-up ACPI-enabled changes 0 to 1 only when a CPU is plugged into that slot, and 1 to 0 only in an eject of that slot.',
    source: 'K.I27; K.F2.4',
    kind: 'step',
    expr: forall(
      'i',
      'slot',
      and(
        implies(and(at('main', [], 'idle', 'plug'), at('acpi', ['i'], 'enabled.no'), next(at('acpi', ['i'], 'enabled.yes'))), taken('main.plug', { i: 'i' })),
        implies(and(at('acpi', ['i'], 'enabled.yes'), next(at('acpi', ['i'], 'enabled.no'))), taken('vcpu.eject', { i: 'i' })),
      ),
    ),
  },
];
