/** Who may run, who may be started, who may be taken away. */
import { and, at, exists, forall, implies, not, taken } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';

const ejectOf = (i: string, b?: string) => taken('vcpu.eject', b === undefined ? { i } : { i, b });

export const powerProperties: readonly Property[] = [
  {
    id: 'GuestRunsOnlyOnEnabledCpu',
    text: 'No guest instruction executes on a vCPU unless its CPU stands in the slot and the slot is ACPI-enabled.',
    source: 'Q.I35; K.I24; cover letter E7, E8',
    kind: 'always',
    expr: forall('i', 'slot', forall('x', 'incarnation', implies(at('vcpu', ['i', 'x'], 'thread.guest'), and(at('slot', ['i'], 'cpu.o{x}'), at('acpi', ['i'], 'enabled.yes'))))),
  },
  {
    id: 'CpuOnSucceedsOnlyWhenEnabled',
    text: 'CPU_ON succeeds only for a CPU that is plugged and ACPI-enabled.',
    source: 'Q.I36; K.I25',
    kind: 'step',
    expr: forall('i', 'slot', implies(taken('vcpu.CPU_ON', { i: 'i' }), and(exists('x', 'incarnation', and(at('slot', ['i'], 'cpu.o{x}'), at('object', ['i', 'x'], 'life.realized'))), at('acpi', ['i'], 'enabled.yes')))),
  },
  {
    id: 'OnlyOneCpuOnSucceeds',
    text: 'While a CPU_ON is pending for a CPU no other CPU_ON of it succeeds.',
    source: 'B13; PSCI 6.6; K.I21; target/arm/arm-powerctl.c:174, 191',
    kind: 'step',
    expr: forall('i', 'slot', forall('x', 'incarnation', implies(taken('vcpu.CPU_ON', { i: 'i', b: 'x' }), not(at('psci', ['i', 'x'], 'work.on', 'work.on2', 'work.offOn'))))),
  },
  {
    id: 'HotpluggedCpuStartsOff',
    text: 'A CPU is powered off while it is plugged, and until a CPU_ON.',
    source: 'Q.I37; cover letter E7d; hw/arm/virt.c:2297',
    kind: 'always',
    expr: forall('i', 'slot', forall('x', 'incarnation', implies(at('object', ['i', 'x'], 'life.created', 'life.realizing'), at('psci', ['i', 'x'], 'power.off')))),
  },
  {
    id: 'CpuOnDoesNotSurviveReset',
    text: 'A CPU_ON that was accepted before a machine reset starts no CPU after it.',
    source: 'Q.L9; Q.7',
    kind: 'always',
    expr: forall('i', 'slot', forall('x', 'incarnation', not(and(at('psci', ['i', 'x'], 'beforeReset.yes'), at('vcpu', ['i', 'x'], 'stopped.no'), at('runstate', [], 'running'), at('vcpu', ['i', 'x'], 'unplug.no'))))),
  },
  {
    id: 'CpuOffReachesItsCaller',
    text: 'CPU_OFF turns off the CPU that calls it and no other.',
    source: 'K.I12; PSCI 5.5; target/arm/psci.c:226-231',
    kind: 'step',
    expr: not(taken('vcpu.CPU_OFF_of_successor')),
  },
  {
    id: 'ColdBootedCpuStays',
    text: 'No cold-booted CPU is ever ejected.',
    source: 'Q.I39; cover letter VIII.2d; hw/arm/virt.c:3262',
    kind: 'step',
    expr: forall('i', 'slot', forall('x', 'incarnation', implies(ejectOf('i', 'x'), at('object', ['i', 'x'], 'coldBooted.no')))),
  },
  {
    id: 'BootCpuStays',
    text: 'The boot CPU is never ejected.',
    source: 'Q.I40; hw/acpi/cpu.c:138',
    kind: 'step',
    expr: forall('i', 'slot', implies(ejectOf('i'), not(at('kind', ['i'], 'boot')))),
  },
  {
    id: 'EjectOnlyOfPoweredOffCpu',
    text: 'A CPU is ejected only when it is powered off with no CPU_ON pending.',
    source: 'Q.I41; cover letter E8a-c',
    kind: 'step',
    expr: forall('i', 'slot', forall('x', 'incarnation', implies(ejectOf('i', 'x'), and(at('psci', ['i', 'x'], 'power.off'), at('psci', ['i', 'x'], 'work.none'))))),
  },
  {
    id: 'EjectOnlyOnRequest',
    text: 'A CPU is ejected only after a device_del of it was accepted since it was plugged.',
    source: 'Q.I24; B05; hw/acpi/cpu.c:137-148',
    scope: 'Observed (component asked). A guest may eject on its own by design of the register block; whether it should is policy.',
    kind: 'step',
    expr: forall('i', 'slot', implies(ejectOf('i'), at('asked', ['i'], 'yes'))),
  },
  {
    id: 'NoCpuEjectsItself',
    text: 'No CPU ejects itself.',
    source: 'Q.I41; B06b; target/arm/cpu.c:2716',
    kind: 'step',
    expr: not(taken('vcpu.eject_self')),
  },
];
