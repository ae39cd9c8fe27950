/**
 * The design language says the variations by which the successor designs differ from V5 (rfc-v6-proposal.md, W1 to W13). Three that differ in
 * kind, each on `corrected`: an order of steps (W3), a guard that goes (W5), a step and a state that take another's place (W9).
 */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import { at, forall, implies, ref, taken } from '../../checker/model/expression.ts';
import type { Property } from '../../checker/model/property.ts';
import { choose, send, type Component } from '../../checker/model/system.ts';
import { addComponent, addEffect, dropEffect, dropGuard, vary, type Variation } from '../../checker/model/variation.ts';
import { decide } from '../../checker/reduce/decide.ts';
import { design as corrected } from '../../designs/corrected.ts';
import { willRun } from '../../machines/kvm/conditions.ts';
import { flat, region } from '../../machines/region.ts';

/** What `corrected` with this difference violates in a configuration. */
const violated = async (configuration: string, ...variations: readonly Variation[]): Promise<string[]> => {
  const base = corrected.configurations.find((c) => c.id === configuration)!.system();
  const found = await decide(compose(vary(base, 'varied', ...variations)), { coverage: false });
  assert.ok(found.complete && !found.defect, found.defect?.message ?? found.reason?.text);
  return found.verdicts.filter((v) => v.outcome === 'violated').map((v) => v.id).sort();
};

/** The value that a reset gives ICC_CTLR: what the architecture says, until a guest has run there; then what that guest had written. */
const iccCache: Component = {
  name: 'iccCache',
  doc: 'the cached ICC_CTLR of one slot: as the architecture resets it, or as a guest configured it',
  source: 'RFC V6 P21: icc_cache.arch, icc_cache.configured',
  index: ['slot'],
  machine: () => flat('iccCache', region('arch', ['arch', 'configured'], { configure: 'configured' })),
  file: import.meta.url,
  joins: [{ action: 'vcpu.run', effects: [choose(ref('iccCache', ['k']), { when: willRun('k', 'a'), event: 'configure' })] }],
};
const independent: Property = {
  id: 'ResetValueIsArchitectural',
  text: 'What the reset of a CPU that is added gives ICC_CTLR does not depend on what a guest has written before.',
  source: 'rfc-v6-proposal.md Q7',
  kind: 'step',
  expr: forall('i', 'slot', implies(taken('main.reset_cpu_done', { i: 'i' }), at('iccCache', ['i'], 'arch'))),
};

describe('variations of RFC V6', () => {
  // Enabled before it is plugged, a CPU can be marked by the guest before it is plugged.
  it('W3, order: enable writes the policy bit before the work', async () =>
    assert.deepEqual(await violated('boot+hot-documented', dropEffect('main.plug', 'acpi'), addEffect('main.pre_plug', send(ref('acpi', ['i']), 'plug o{a}'))), ['NewCpuHasNoOldMark']));
  it('W5, a guard that goes: cold-booted CPUs can be asked to go, and go', async () =>
    assert.deepEqual(await violated('boot+cold-documented', dropGuard('main.device_del', 'notColdBooted')), ['ColdBootedCpuStays']));
  it('W9, a state in place of a step: a cache of ICC_CTLR in place of the pause', async () => {
    const w9: readonly Variation[] = [addComponent(iccCache), (s) => ({ ...s, properties: [...s.properties, independent] })];
    assert.deepEqual(await violated('kvm-boot+hot-smc32', ...w9), ['ResetValueIsArchitectural']);
  });
});
