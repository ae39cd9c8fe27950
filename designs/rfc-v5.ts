/** The prototype as it is: branch virt-cpuhp-armv8/rfc-v5, head 6d6de47f52. */
import type { Configuration, Design, Tier } from '../checker/model/design.ts';
import { properties } from '../invariants/index.ts';
import type { VirtOptions } from '../machines/sorts.ts';
import { virt } from '../machines/virt.ts';

/** A configuration under TCG with a hostile guest. */
const tcg = (tier: Tier, id: string, title: string, o: VirtOptions): Configuration => ({
  id,
  title,
  tier,
  labels: { accel: 'tcg', guest: 'hostile', operator: o.operator, slots: String(o.slots.length), cold: String(o.slots.filter((k) => k === 'boot' || k === 'cold').length) },
  system: () => virt('rfc-v5', o, properties),
});

const configurations: readonly Configuration[] = [
  tcg('quick', 'boot+hot-documented', 'boot CPU and one hot-pluggable slot; documented commands, reset, stop', { slots: ['boot', 'hot'], operator: 'documented', reset: true, stop: true, ost: true }),
  tcg('quick', 'boot+hot-any', 'boot CPU and one hot-pluggable slot; any device_add, reset, stop', { slots: ['boot', 'hot'], operator: 'any', reset: true, stop: true, ost: false }),
  tcg('quick', 'boot+cold+hot-documented', 'boot CPU, cold-booted secondary, one hot-pluggable slot', { slots: ['boot', 'cold', 'hot'], operator: 'documented', reset: false, stop: false, ost: false }),
  tcg('quick', 'boot+hot+hot-documented', 'boot CPU and two hot-pluggable slots', { slots: ['boot', 'hot', 'hot'], operator: 'documented', reset: false, stop: false, ost: false }),
];

/** What a recording was made on: `cold` CPUs booted, the others hot-pluggable. */
const recorded = (cold: number, slots: number): Configuration =>
  tcg('recording', `recorded-${cold}-of-${slots}`, `${cold} CPUs at boot, ${slots} possible; everything that a recording can show`, {
    slots: Array.from({ length: slots }, (_, i) => (i === 0 ? 'boot' : i < cold ? 'cold' : 'hot')),
    operator: 'any',
    reset: true,
    stop: true,
    ost: true,
  });

export const design: Design = {
  name: 'rfc-v5',
  title: 'RFC V5 as it is',
  source: 'salil-mehta/qemu branch virt-cpuhp-armv8/rfc-v5, 6d6de47f52',
  configurations: [...configurations, recorded(2, 4)],
  violates: [],
};
