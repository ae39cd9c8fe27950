/** R4: a third object that may exist at once for one slot changes no verdict. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { decide } from '../../checker/reduce/decide.ts';
import { propertiesFor } from '../../invariants/index.ts';
import type { VirtOptions } from '../../machines/sorts.ts';
import { virt } from '../../machines/virt.ts';
import { BOOT_HOT, outcomes } from './boot-hot.ts';

const OPTIONS: Readonly<Record<string, Partial<VirtOptions>>> = {
  'operator documented': { operator: 'documented' },
  'operator any': { operator: 'any' },
  kvm: { accel: 'kvm' },
  'kvm, CPU_ON of 32 bit': { accel: 'kvm', smc32: true },
  migration: { migrate: { to: 'any' } },
  snapshots: { migrate: { snapshot: true } },
};

describe('one more incarnation', () => {
  for (const [name, options] of Object.entries(OPTIONS))
    it(`changes no verdict and no depth, ${name}`, async () => {
      const found = [];
      for (const incarnations of [2, 3]) {
        const o = { ...BOOT_HOT, ...options, incarnations };
        const d = await decide(compose(virt('virt', o, propertiesFor(o))), { coverage: false });
        assert.ok(d.complete, d.reason?.text);
        found.push(d);
      }
      assert.deepEqual(outcomes(found[1]!.verdicts), outcomes(found[0]!.verdicts));
    });
});
