import { dropEffect } from '../../checker/model/variation.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H09',
  title: 'the register block is mapped from the region of another one: what the guest writes to it goes nowhere',
  source: 'RFC V2-rcN; fixed by 4e9ee2e09a; hw/acpi/generic_event_device.c (index of the sysbus region)',
  must: 'fail',
  breaks: ['Q.L1', 'Q.L2'],
  configurations: ['linux-boot+hot-progress'],
  variations: () => [
    ...['vcpu.write_selector', 'vcpu.next_event'].map((a) => dropEffect(a, 'registers')),
    dropEffect('vcpu.clear_inserting', 'inserting'),
    dropEffect('vcpu.clear_removing', 'removing'),
  ],
  violates: ['InsertionIsNotified', 'RemovalIsNotified', 'SlotCanBeVacated'],
});
