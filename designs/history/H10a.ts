import { and, at, exists } from '../../checker/model/expression.ts';
import { addComponent } from '../../checker/model/variation.ts';
import { linuxProperties } from '../../invariants/linux.ts';
import { madt } from '../../machines/linux/madt.ts';
import { entry } from '../entry.ts';
import { configuration } from '../rfc-v5.ts';

const table = madt((i) => exists('z', 'incarnation', and(at('slot', [i], 'cpu.o{z}'), at('object', [i, 'z'], 'coldBooted.yes'))));
/** The table as QEMU builds it at machine_done and after each reset; it travels with the guest's memory. Which guest parses it does not matter here. */
const built = { ...table, joins: ['main.create_devices', 'main.devices_reset'].map((action) => ({ action, effects: table.joins?.[0]?.effects ?? [] })) };

export const design = entry({
  id: 'H10a',
  title: 'the MADT marks as Enabled what is cold-booted, and that is not migrated: a CPU that the source plugged and the destination was given with -device has another entry at the next boot',
  source: 'RFC V2, V3 (flags: cold_booted ? 1 : 8), virt-acpi-build.c V2:732, V3:691; with B18',
  must: 'fail',
  breaks: ['Q.I28'],
  configurations: [],
  own: [configuration('quick', 'boot+hot-migrate-symmetric-reset', 'boot CPU and one hot-pluggable slot; reset; migration to destinations like the source', { slots: ['boot', 'hot'], operator: 'documented', reset: true, stop: false, passive: false, migrate: { to: 'symmetric' } }, false)],
  lacking: ['B18'],
  // The MADT alone.
  variations: () => [addComponent(built), (s) => ({ ...s, properties: linuxProperties.filter((p) => p.id === 'MadtIsTheSameOnEveryBoot') })],
  violates: ['MadtIsTheSameOnEveryBoot'],
});
