/** R4: a third object that may exist at once for one slot changes no verdict. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { decide } from '../../checker/reduce/decide.ts';
import { properties } from '../../invariants/index.ts';
import type { VirtOptions } from '../../machines/sorts.ts';
import { virt } from '../../machines/virt.ts';
import { BOOT_HOT, outcomes } from './boot-hot.ts';

describe('one more incarnation', () => {
  const systems: readonly Partial<VirtOptions>[] = [{ operator: 'documented' }, { operator: 'any' }, { accel: 'kvm' }, { accel: 'kvm', smc32: true }];
  for (const options of systems)
    it(`changes no verdict and no depth, ${JSON.stringify(options)}`, async () => {
      const found = [];
      for (const incarnations of [2, 3]) {
        const d = await decide(compose(virt('virt', { ...BOOT_HOT, ...options, incarnations }, properties)), { coverage: false });
        assert.ok(d.complete, d.reason?.text);
        found.push(d);
      }
      assert.deepEqual(outcomes(found[1]!.verdicts), outcomes(found[0]!.verdicts));
    });
});
