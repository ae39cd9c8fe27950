import { dropEffect } from '../../checker/model/variation.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H06',
  title: 'boot_cpus is counted up for hot-plugged CPUs only, and down for each CPU that goes',
  source: 'RFC V1; fixed by 1a2ed70d7c, 2dbc4f9f3c; hw/arm/virt.c:3210, 3313',
  must: 'fail',
  breaks: ['Q.I43'],
  configurations: ['boot+cli'],
  // The CPU given with -device is not counted; the counter starts with the cold-booted ones.
  variations: () => [dropEffect('main.create_devices', 'bootInfo')],
  violates: ['BootCpusCountsPluggedCpus'],
});
