/** rfc-v5 with every fix: what the series could be. It violates nothing that QEMU could keep. */
import type { Configuration, Tier } from '../checker/model/design.ts';
import { derive } from './derive.ts';
import { allBut } from './fixes/index.ts';
import { design as rfcV5 } from './rfc-v5.ts';
import { CORRECTED } from './unused.ts';

const REFUSED = ['CanMigrateToOneCpuMore', 'CanMigrateToOneCpuFewer', 'CanLoadSnapshotAfterPlug', 'CanLoadSnapshotAfterUnplug'];
/** The largest of the quick tier are left to rfc-v5. */
const LARGEST = ['linux-boot+hot-migrate', 'boot+hot+hot-contexts'];
/** ... and what is large only in rfc-v5 is decided here. */
const SMALL = ['kvm-linux-boot+hot-progress'];
const tierOf = (c: Configuration): Tier => (LARGEST.includes(c.id) ? 'full' : SMALL.includes(c.id) ? 'quick' : c.tier);

export const design = derive(rfcV5, {
  name: 'corrected',
  title: 'rfc-v5 with every fix',
  source: 'designs/fixes',
  configurations: Object.fromEntries(rfcV5.configurations.map((c) => [c.id, tierOf(c)])),
  variations: () => allBut(),
  // A destination or a VM with other CPUs than the stream is refused before anything is loaded: the corpus line of B16 has "or fail load" (R14).
  violates: REFUSED,
  unused: CORRECTED,
  reasons: Object.fromEntries(REFUSED.map((p) => [p, 'B16 mended: refused'])),
});
