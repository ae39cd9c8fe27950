import { and, at, exists } from '../../checker/model/expression.ts';
import { replaceComponent } from '../../checker/model/variation.ts';
import { madt } from '../../machines/linux/madt.ts';
import { entry } from '../entry.ts';
import { configuration } from '../rfc-v5.ts';

export const design = entry({
  id: 'H10a',
  title: 'the MADT marks as Enabled what is cold-booted, and that is not migrated: a CPU that the source plugged and the destination was given with -device has another entry at the next boot',
  source: 'RFC V2, V3 (flags: cold_booted ? 1 : 8), virt-acpi-build.c V2:732, V3:691; with B18',
  must: 'fail',
  breaks: ['Q.I28'],
  configurations: [],
  own: [
    configuration('quick', 'linux-boot+hot-migrate-symmetric-reset', 'Linux: boot CPU and one hot-pluggable slot; reset; migration to destinations like the source', {
      slots: ['boot', 'hot'], operator: 'documented', reset: true, stop: false, passive: false, guest: { profile: 'linux', admin: false }, migrate: { to: 'symmetric' },
    }, false),
  ],
  lacking: ['B18'],
  variations: () => [replaceComponent('madt', () => madt((i) => exists('z', 'incarnation', and(at('slot', [i], 'cpu.o{z}'), at('object', [i, 'z'], 'coldBooted.yes')))))],
  violates: ['MadtIsTheSameOnEveryBoot'],
});
