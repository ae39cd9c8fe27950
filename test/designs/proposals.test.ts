/** What docs/writing-a-design.md says of its example: what its tries violate, and what keeping the objects mends in rfc-v5 as it is. Its verdicts: npm run proposals. */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import type { Design } from '../../checker/model/design.ts';
import { eq, FALSE } from '../../checker/model/expression.ts';
import { replaceGuard, vary, weakenGuard, type Variation } from '../../checker/model/variation.ts';
import { decide } from '../../checker/reduce/decide.ts';
import { design as corrected } from '../../designs/corrected.ts';
import { allOf } from '../../designs/fixes/fix.ts';
import { keepObjects } from '../../designs/proposals/keep-objects.ts';
import { design as rfcV5 } from '../../designs/rfc-v5.ts';

const violated = async (base: Design, configuration: string, variation: Variation): Promise<string[]> => {
  const found = await decide(compose(vary(base.configurations.find((c) => c.id === configuration)!.system(), 'try', variation)), { coverage: false });
  assert.ok(found.complete && !found.defect);
  return found.verdicts.filter((v) => v.outcome === 'violated' || v.outcome === 'unreached').map((v) => v.id);
};

describe('keep the disabled objects', () => {
  it('first try: nothing can be plugged (D01)', async () => {
    const found = await violated(corrected, 'boot+hot-documented', replaceGuard('main.device_add', 'slotFree', FALSE));
    assert.ok(['CanPlug', 'SlotCanBeUsedAgain'].every((p) => found.includes(p)), found.join());
  });
  it('second try: CPU_ON of a CPU that was never plugged succeeds (D03)', async () => {
    const found = await violated(corrected, 'boot+hot-documented', weakenGuard('vcpu.CPU_ON', 'occupied', eq('b', 0)));
    assert.ok(['CpuOnSucceedsOnlyWhenEnabled', 'CpuOnTakesEffect'].every((p) => found.includes(p)), found.join());
  });
  it('mends by itself what of rfc-v5 comes of objects that are made and freed', async () => {
    const found = await violated(rfcV5, 'boot+hot-any', (s) => allOf(keepObjects(s))(s));
    const mended = ['PresentAlwaysOne', 'NothingPointsToFreedCpu', 'QueuedCpuIsRealized', 'FailedDeviceAddLeavesNothing', 'FeaturesEqualBootCpu', 'QemuSurvivesGicLookup', 'QemuSurvivesSecondCpuSection', 'QemuSurvivesPause', 'QemuSurvivesCpuListAdd', 'QemuSurvivesBroadcastTlbi'];
    assert.deepEqual(found.filter((p) => mended.includes(p)), []);
    assert.ok(found.includes('EjectOnlyOfPoweredOffCpu'), 'and nothing else');
    assert.equal(found.length, 14);
  });
});
