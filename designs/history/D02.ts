import { at, ref } from '../../checker/model/expression.ts';
import { send, type Effect, type System } from '../../checker/model/system.ts';
import { addAction, addComponent, replaceComponent } from '../../checker/model/variation.ts';
import { on, write } from '../../machines/registers.ts';
import { extended } from '../../machines/extend.ts';
import { entry } from '../entry.ts';
import { isKept, kept } from '../kept-objects.ts';

/** boot_cpus--, as an eject does it. */
const countsDown = (s: System): readonly Effect[] => s.components.find((c) => c.name === 'bootInfo')?.joins?.find((j) => j.action === 'vcpu.eject')?.effects ?? [];

export const design = entry({
  id: 'D02',
  title: 'the ACPI record names the disabled object too, and an eject asks only whether it names one: the guest unplugs a CPU that was never plugged, and QEMU frees its object',
  source: 'RFC V6-rc1 446a4afa04, hw/acpi/cpu.c:134-150, cpu_hotplug_hw_init; hw/acpi/cpu.c:138',
  must: 'fail',
  breaks: ['Q.I39', 'Q.I43', 'Q.I13'],
  unshown: { 'Q.I39': 'no cold-booted CPU goes: what goes was never counted', 'Q.I13': 'slot, GIC and record let go of the object before it is freed' },
  configurations: ['boot+hot-documented'],
  variations: (s) => [
    addComponent(kept),
    replaceComponent('kept', (c) => extended(c, () => ({ on: { '': { free: { yes: 'no' } } } }))),
    addAction(write('eject_kept', [{ name: 'i', sort: 'slot' }], on({ kept: isKept('i'), notBoot: at('kind', ['i'], 'cli', 'hot') }), '137-148 in V6-rc1: unplug and object_unparent of an object that is not realized', [send(ref('kept', ['i']), 'free'), ...countsDown(s)])),
  ],
  violates: ['BootCpusCountsPluggedCpus'],
});
