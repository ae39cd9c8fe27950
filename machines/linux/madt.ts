/**
 * The GICC entry of one possible CPU in the MADT that the guest sees. QEMU builds the tables at machine_done and again at
 * the first fw_cfg read after each reset; firmware then copies them to RAM. Nothing reads the copy before the kernel does,
 * so building and parsing are one step (`kernel.boot`); kexec parses the same copy again.
 */
import { at, ref, type Expr } from '../../checker/model/expression.ts';
import { choose, each, type Component } from '../../checker/model/system.ts';
import { flat, region } from '../region.ts';

/**
 * The slots whose entry has Enabled=1. virt_acpi_get_gicc_flags, hw/arm/virt-acpi-build.c:666-687: all where hot-plug is
 * off; else the one with cpu_index 0. The others are online-capable, cold-booted ones too (H10, B19).
 */
export const madtEnabled = (i: string, hotplug: boolean): Expr => (hotplug ? at('kind', [i], 'boot') : at('kind', [i], 'boot', 'cold', 'cli', 'hot'));

/** The MADT in which the entries of the slots that `enabled` says have Enabled=1. */
export const madt = (enabled: (i: string) => Expr): Component => ({
  name: 'madt',
  doc: 'MADT GICC flags of one possible CPU in guest RAM: Enabled, or online-capable only',
  source: 'hw/arm/virt-acpi-build.c:666-757, 1076-1102',
  index: ['slot'],
  machine: () => flat('madt', region('none', ['none', 'enabled', 'onlineCapable'], { 'build enabled': 'enabled', 'build online-capable': 'onlineCapable' })),
  file: import.meta.url,
  joins: [{ action: 'kernel.boot', effects: [each('s', 'slot', choose(ref('madt', ['s']), { when: enabled('s'), event: 'build enabled' }, { event: 'build online-capable' }))] }],
});
