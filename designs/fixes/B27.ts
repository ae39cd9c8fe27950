import { at, ref } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { addEffect, dropEffect, hasAction } from '../../checker/model/variation.ts';
import { eachRegistered } from '../../machines/psci.ts';
import type { Fix } from './fix.ts';

export const fix: Fix = {
  id: 'B27',
  title: 'a hot-plugged CPU is powered off after each reset of it, whatever the PSCI conduit is: start-powered-off is set where it is plugged',
  source: 'hw/arm/virt.c:2292-2300; target/arm/cpu.c:264',
  variations: (s) => {
    if (hasAction(s, 'vcpu.CPU_ON') || !hasAction(s, 'main.reset_cpu')) return [];
    const plugged = [dropEffect('main.reset_cpu', 'psci'), addEffect('main.reset_cpu', send(ref('psci', ['i', 'a']), 'reset off'))];
    if (!hasAction(s, 'main.devices_reset')) return plugged;
    return [...plugged, dropEffect('main.devices_reset', 'psci'), addEffect('main.devices_reset', eachRegistered({ when: at('kind', ['s'], 'boot', 'cold'), event: 'reset on' }, { event: 'reset off' }))];
  },
};
