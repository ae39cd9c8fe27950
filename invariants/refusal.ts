/** What QEMU refuses leaves nothing behind. */
import { and, at, exists, forall, iff, implies, next, not, or, taken } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { occupied, ready } from './when.ts';
import { ANY_PROPS } from '../machines/object.ts';

const addingTo = (i: string) => exists('x', 'incarnation', at('request', [], ...ANY_PROPS.map((p) => `add-{${i}}-{x}-${p}`)));

const refused = or(taken('main.device_del_refused'), taken('main.device_del_not_found'));

export const refusalProperties: readonly Property[] = [
  {
    id: 'FailedDeviceAddLeavesNothing',
    text: 'When device_add fails, the slot has no GIC interface, no wires and no queue entry more than before.',
    source: 'Q.I47; hw/core/qdev.c:624; system/qdev-monitor.c:727-731',
    kind: 'always',
    expr: implies(at('main', [], 'draining'), and(at('cpusQueue', [], 'sound'), forall('i', 'slot', implies(and(addingTo('i'), not(occupied('i'))), and(at('gic', ['i'], 'accessible.no'), at('gic', ['i'], 'cpu.null'), at('wires', ['i'], 'null')))))),
  },
  {
    id: 'RefusedDeviceDelChangesNothing',
    text: 'A device_del that is refused marks no slot for removal.',
    source: 'Q.I48; hw/arm/virt.c:3245-3272',
    kind: 'step',
    expr: implies(refused, forall('i', 'slot', iff(at('removing', ['i'], 'yes'), next(at('removing', ['i'], 'yes'))))),
  },
  {
    id: 'RefusedDeviceDelRaisesNoEvent',
    text: 'A device_del that is refused raises no GED event.',
    source: 'Q.I48; hw/arm/virt.c:3245-3272',
    kind: 'step',
    expr: implies(refused, iff(at('ged', [], 'sel.cpu'), next(at('ged', [], 'sel.cpu')))),
  },
  {
    id: 'GatedSlotsStay',
    text: 'Where CPU hot-plug is gated off, no slot is filled or emptied once the machine runs.',
    source: 'Q.I6; hw/arm/virt.c:2369-2376, 3113, 3250',
    scope: 'Machines with hot-plug gated off; the eject that ends QEMU there (F12) does not count.',
    kind: 'step',
    expr: implies(and(ready, not(taken('vcpu.eject_in_shared_thread'))), forall('i', 'slot', iff(occupied('i'), next(occupied('i'))))),
  },
];
