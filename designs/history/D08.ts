import { replaceComponent } from '../../checker/model/variation.ts';
import { extended } from '../../machines/extend.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'D08',
  title: 'the Else of _STA stands inside its If: it gives 0 for a CPU that is present and not enabled',
  source: 'RFC V6-rc1 9cd7397d88 to afe7737ef7; fixed by c01ab3b786; hw/acpi/cpu.c:520-550',
  must: 'fail',
  breaks: ['Q.I17'],
  configurations: ['boot+hot-documented'],
  // `present` is what _STA shows the guest.
  variations: () => [replaceComponent('acpi', (c) => extended(c, () => ({ on: { present: { 'hw_init persistent': 'no', unplug: 'no' } } })))],
  violates: ['PresentAlwaysOne'],
});
