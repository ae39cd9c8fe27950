/** The GIC was sized and associated for ever when the machine was built. */
import { and, at, forall, iff, implies, next } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { occupied, sameAsSlot } from './when.ts';

export const gicProperties: readonly Property[] = [
  {
    id: 'GicrMpidrFixed',
    text: 'Once the GIC is realized no step changes the affinity in any GICR_TYPER.',
    source: 'Q.I4; K.I17; cover letter C1; pre-creation patch',
    kind: 'step',
    expr: forall('i', 'slot', and(implies(at('gic', ['i'], 'typer.own'), next(at('gic', ['i'], 'typer.own'))), implies(at('gic', ['i'], 'typer.other'), next(at('gic', ['i'], 'typer.other'))))),
  },
  {
    id: 'GiccAccessibleIffItHasCpu',
    text: 'A GIC CPU interface is accessible exactly when it has a CPU.',
    source: 'Q.I29; hw/intc/arm_gicv3_common.h:405',
    kind: 'always',
    expr: forall('i', 'slot', iff(at('gic', ['i'], 'accessible.no'), at('gic', ['i'], 'cpu.null'))),
  },
  {
    id: 'GiccAccessibleIffPlugged',
    text: 'When nothing is in flight for a slot, its GIC CPU interface is accessible exactly when the slot holds a CPU.',
    source: 'Q.I30; GIC notifier patch',
    kind: 'whenQuiescent',
    expr: iff(at('gic', ['i'], 'accessible.yes'), occupied('i')),
  },
  {
    id: 'GicCpuIsSlotCpu',
    text: 'When nothing is in flight for a slot, its GIC CPU interface belongs to the CPU in the slot, and that CPU points back to it.',
    source: 'Q.I31; GIC notifier patch ("re-stitch")',
    kind: 'whenQuiescent',
    expr: and(sameAsSlot('gic', 'i'), forall('x', 'incarnation', implies(at('slot', ['i'], 'cpu.o{x}'), at('object', ['i', 'x'], 'gicv3state.own')))),
  },
  {
    id: 'WiresReachSlotCpu',
    text: 'When nothing is in flight for a slot, its interrupt wires end at the CPU in the slot, and at nothing if it is empty.',
    source: 'Q.I33; hw/arm/virt.c:791, 831',
    kind: 'whenQuiescent',
    expr: sameAsSlot('wires', 'i', ''),
  },
  {
    id: 'HypvirtTimerReachesSlotCpu',
    text: 'When nothing is in flight for a slot, the interrupt line of the EL2 virtual timer ends at the CPU in the slot, and at nothing if it is empty.',
    source: 'Q.I33; B20; hw/arm/virt.c:784-789',
    scope: 'Machines with EL2 only.',
    kind: 'whenQuiescent',
    expr: sameAsSlot('hypvirtTimer', 'i', ''),
  },
];
