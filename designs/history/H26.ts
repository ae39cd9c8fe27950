import { ref } from '../../checker/model/expression.ts';
import { send } from '../../checker/model/system.ts';
import { addEffect, dropEffect } from '../../checker/model/variation.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H26',
  title: 'the AML of the CPUs defines a method in the scope of the GED, and stands before the GED: the table does not load, _EVT never calls the scan',
  source: 'RFC V4-rc1 c7b1bb0580; hw/arm/virt-acpi-build.c',
  must: 'fail',
  breaks: ['Q.L1', 'Q.L2'],
  configurations: ['linux-boot+hot-progress'],
  variations: () => [dropEffect('vcpu.read_ged', 'gedThread'), addEffect('vcpu.read_ged', send(ref('gedThread'), 'read none'))],
  violates: ['InsertionIsNotified', 'RemovalIsNotified', 'SlotCanBeVacated'],
});
