/** Slot, QOM object, thread and cpus_queue belong together; nothing outlives what it points to. */
import { and, at, exists, forall, implies, le, count, not, or } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { ready } from './when.ts';

const HOLDERS = [
  ['slot', 'cpu.'],
  ['gic', 'cpu.'],
  ['acpi', 'cpu.'],
  ['wires', ''],
  ['resetList', ''],
] as const;

export const objectProperties: readonly Property[] = [
  {
    id: 'SlotHoldsRealizedCpu',
    text: 'Once the machine runs, a CPU that stands in a slot is realized.',
    source: 'Q.I8; hw/arm/virt.c:2184, 3152',
    kind: 'always',
    expr: implies(ready, forall('i', 'slot', forall('x', 'incarnation', implies(at('slot', ['i'], 'cpu.o{x}'), at('object', ['i', 'x'], 'life.realized', 'life.realizing'))))),
  },
  {
    id: 'OneRealizedCpuPerSlot',
    text: 'At most one realized CPU object exists for a slot.',
    source: 'Q.I8, Q.I46',
    kind: 'always',
    expr: forall('i', 'slot', le(count('x', 'incarnation', at('object', ['i', 'x'], 'life.realized')), 1)),
  },
  {
    id: 'QueuedCpuIsRealized',
    text: 'When nothing is in flight for a slot, a CPU of it stands in cpus_queue exactly when it is realized and its thread exists; no freed CPU stands there.',
    source: 'Q.I11; cpu-target.c:144, 174',
    kind: 'whenQuiescent',
    expr: and(
      at('cpusQueue', [], 'sound'),
      forall('x', 'incarnation', implies(or(at('object', ['i', 'x'], 'queued.yes'), at('object', ['i', 'x'], 'life.realized')), and(at('object', ['i', 'x'], 'queued.yes'), at('object', ['i', 'x'], 'life.realized'), not(at('vcpu', ['i', 'x'], 'thread.none'))))),
    ),
  },
  {
    id: 'NothingPointsToFreedCpu',
    text: 'No slot, GIC interface, wire, reset handler, ACPI record or list refers to a CPU object that was freed.',
    source: 'Q.I13',
    kind: 'always',
    expr: and(at('cpusQueue', [], 'sound'), forall('i', 'slot', and(...HOLDERS.map(([c, r]) => not(at(c, ['i'], `${r}dangling`)))))),
  },
  {
    id: 'ThreadEndsBeforeItsRegistersAreFreed',
    text: 'The system-register tables of a CPU are not freed while its thread may still execute guest code.',
    source: 'Q.I14; target/arm/cpu.c:2675-2677, 2718',
    kind: 'always',
    expr: forall('i', 'slot', forall('x', 'incarnation', implies(at('object', ['i', 'x'], 'cpRegs.freed'), not(at('vcpu', ['i', 'x'], 'thread.guest', 'thread.joining'))))),
  },
  {
    id: 'OneGuestCpuPerSlot',
    text: 'At most one thread executes guest code for a slot: no two running CPUs share an affinity.',
    source: 'Q.I2, Q.I3; Arm ARM MPIDR_EL1 is unique',
    kind: 'always',
    expr: forall('i', 'slot', le(count('x', 'incarnation', at('vcpu', ['i', 'x'], 'thread.guest')), 1)),
  },
  {
    id: 'AffinityCopiesAgree',
    text: 'For a CPU that stands in a slot, slot, GICR_TYPER, ACPI record and CPU object have the same affinity.',
    source: 'Q.I2, Q.I3; hw/acpi/cpu.c:263; hw/intc/arm_gicv3_common.c:553',
    kind: 'always',
    expr: implies(
      ready,
      forall('i', 'slot', forall('x', 'incarnation', implies(at('slot', ['i'], 'cpu.o{x}'), and(at('object', ['i', 'x'], 'affinity.own'), at('slot', ['i'], 'archId.own'), at('gic', ['i'], 'typer.own'), at('acpi', ['i'], 'archId.own'))))),
    ),
  },
  {
    id: 'FeaturesEqualBootCpu',
    text: 'Every CPU that stands in a slot has the features of the boot CPU.',
    source: 'Q.I44; target/arm/cpu.c:1935, 2033',
    kind: 'always',
    expr: implies(ready, forall('i', 'slot', not(exists('x', 'incarnation', and(at('slot', ['i'], 'cpu.o{x}'), at('object', ['i', 'x'], 'features.other')))))),
  },
  {
    id: 'TcgContextsAreOfLiveThreads',
    text: 'The list of translation contexts holds those of the threads that run, and none that was freed.',
    source: 'Q.I13; B26; tcg/tcg.c:833-850',
    kind: 'always',
    expr: not(at('tcgContexts', [], 'dangling')),
  },
];
