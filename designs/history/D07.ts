import { replaceComponent } from '../../checker/model/variation.ts';
import { acpiRegions } from '../../machines/acpi.ts';
import { parallel } from '../../machines/region.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'D07',
  title: 'is_present is gone: _STA is 0xF when enabled, else 0xD, whatever acpi-persistent says',
  source: 'RFC V6-rc1 hw/acpi/cpu.c; hw/acpi/cpu.c:329',
  must: 'pass',
  breaks: [],
  configurations: ['boot+hot-any'],
  variations: () => [
    replaceComponent('acpi', (c) => ({
      ...c,
      machine: (sorts) => {
        const regions = acpiRegions(sorts);
        const present = regions['present']!;
        return parallel('acpi', { ...regions, present: { ...present, on: { ...present.on, 'unplug volatile': 'yes', 'hw_init absent': 'yes' } } });
      },
    })),
  ],
  violates: [],
});
