import { at, ref } from '../../checker/model/expression.ts';
import { choose, each } from '../../checker/model/system.ts';
import { addEffect, dropEffect } from '../../checker/model/variation.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H07',
  title: 'the GIC is told only of hot-plugged CPUs: one given with -device is wired in its plug, and has no interface',
  source: 'RFC V1, V2; fixed by 47a989d488; hw/arm/virt.c:3173',
  must: 'fail',
  breaks: ['Q.I30', 'Q.I31', 'Q.I33'],
  unshown: { 'Q.I33': 'the wires do reach the CPU; that they are laid after realize is one BQL section at start-up' },
  configurations: ['boot+cli'],
  variations: () => [
    dropEffect('main.create_devices', 'gic'),
    dropEffect('main.create_devices', 'object'),
    addEffect('main.create_devices', each('s', 'slot', choose(ref('object', ['s', 0]), { when: at('kind', ['s'], 'cli'), event: 'cold create apart' }))),
  ],
  violates: ['GiccAccessibleIffPlugged', 'GicCpuIsSlotCpu'],
});
