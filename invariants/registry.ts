/** Reset handlers and the CPU count that firmware reads. */
import { and, count, eq, value } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { occupied, sameAsSlot } from './when.ts';

export const registryProperties: readonly Property[] = [
  {
    id: 'ResetHandlerIffPlugged',
    text: 'When nothing is in flight for a slot, exactly the CPU in it has a reset handler.',
    source: 'Q.I42; hw/arm/virt.c:3206, 3312; hw/arm/boot.c:1224',
    kind: 'whenQuiescent',
    expr: sameAsSlot('resetList', 'i', ''),
  },
  {
    id: 'BootCpusCountsPluggedCpus',
    text: 'When nothing is in flight for a slot, boot_cpus and FW_CFG_NB_CPUS are the number of plugged CPUs.',
    source: 'Q.I43; hw/arm/virt.c:3210, 3313',
    kind: 'whenQuiescent',
    expr: and(eq(value('bootInfo', [], 'cpus'), count('s', 'slot', occupied('s'))), eq(value('bootInfo', [], 'fwCfg'), count('s', 'slot', occupied('s')))),
  },
];
