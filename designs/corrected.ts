/** rfc-v5 with every fix: what the series could be. It violates nothing. */
import { derive } from './derive.ts';
import { mended } from './fixes/fix.ts';
import { fixes } from './fixes/index.ts';
import { design as rfcV5 } from './rfc-v5.ts';

const REFUSED = ['CanMigrateToOneCpuMore', 'CanMigrateToOneCpuFewer', 'CanLoadSnapshotAfterPlug', 'CanLoadSnapshotAfterUnplug'];

export const design = derive(rfcV5, {
  name: 'corrected',
  title: 'rfc-v5 with every fix',
  source: 'designs/fixes',
  // The largest of the quick tier is left to rfc-v5.
  configurations: Object.fromEntries(rfcV5.configurations.filter((c) => c.labels['accel'] === 'tcg').map((c) => [c.id, c.id === 'linux-boot+hot-migrate' ? 'full' : c.tier])),
  variations: () => fixes.map((f) => (s) => mended(s, f)),
  // A destination or a VM with other CPUs than the stream is refused before anything is loaded (B16).
  violates: REFUSED,
  reasons: Object.fromEntries(REFUSED.map((p) => [p, 'B16 mended: refused'])),
});
