/**
 * The alternative that the commit message of the release asks about: the CPU objects that machvirt_init makes are never released. device_add
 * realizes the object of its slot, an eject unrealizes it. Worked through in docs/writing-a-design.md.
 *
 * `object[i,0]` is that object, and its state `none` is here: made, and not realized. It is one object, so there is no second one, and nothing is ever freed.
 */
import { eq } from '../../checker/model/expression.ts';
import type { System } from '../../checker/model/system.ts';
import { addGuard, dropEffect, hasAction, hasComponent, type Variation } from '../../checker/model/variation.ts';
import { ANY_PROPS } from '../../machines/object.ts';
import { design as corrected } from '../corrected.ts';
import { derive } from '../derive.ts';
import { allOf } from '../fixes/fix.ts';
import { refuseProps } from '../fixes/props.ts';

/** Who is told when an object is freed. */
const HOLDERS = ['slot', 'gic', 'acpi', 'wires', 'resetList'];

/** What differs, for rfc-v5 too. */
export const keepObjects = (s: System): readonly Variation[] => [
  ...(hasAction(s, 'main.device_add')
    ? [
        addGuard('main.device_add', 'itsObject', eq('a', 0)),
        // The object has its properties since machine initialisation: others are refused.
        ...ANY_PROPS.filter((p) => p !== 'good').map(refuseProps),
      ]
    : []),
  ...(hasAction(s, 'vcpu.join') ? HOLDERS.filter((c) => hasComponent(s, c)).map((c) => dropEffect('vcpu.join', c)) : []),
];

export const design = derive(corrected, {
  name: 'keep-objects',
  title: 'the CPU object of a slot is made once: device_add realizes it, an eject unrealizes it',
  source: 'virt_cpu_post_init (hw/arm/virt.c:2106-2193), question in its commit message; RFC V6-rc1 (D01 to D11)',
  // All of the quick tier but one with nothing to plug: a part, so that what is never used is judged in `corrected`.
  configurations: Object.fromEntries(corrected.configurations.filter((c) => c.tier === 'quick' && c.id !== 'boot+cold-gicv2').map((c) => [c.id, c.tier])),
  variations: () => [(s) => allOf(keepObjects(s))(s)],
  violates: corrected.violates,
  reasons: { ...corrected.reasons },
});
