import { and, at, implies, next, ref, taken } from '../../checker/model/expression.ts';
import { send, type Component } from '../../checker/model/system.ts';
import type { Property } from '../../checker/model/property.ts';
import { addComponent, type Variation } from '../../checker/model/variation.ts';
import { flat, region } from '../../machines/region.ts';
import { entry } from '../entry.ts';

const answered = (denied: boolean): Component => ({
  name: 'cpuOnAnswer',
  doc: 'observer: what the last CPU_ON that was refused for its target answered',
  source: 'target/arm/arm-powerctl.c:122-134; target/arm/psci.c',
  index: [],
  observer: true,
  machine: () => flat('cpuOnAnswer', region('none', ['none', 'denied', 'invalidParameters'], { denied: 'denied', 'invalid parameters': 'invalidParameters' })),
  file: import.meta.url,
  joins: [
    { action: 'vcpu.CPU_ON_DENIED', effects: [send(ref('cpuOnAnswer'), 'denied')] },
    { action: 'vcpu.CPU_ON_UNKNOWN', effects: [send(ref('cpuOnAnswer'), denied ? 'denied' : 'invalid parameters')] },
  ],
});
const told: Property = {
  id: 'UnknownCpuIsTold',
  text: 'CPU_ON answers INVALID_PARAMETERS for a CPU that does not exist, and DENIED for one that is not plugged.',
  source: 'Q.I36; H11; DEN0022 CPU_ON',
  kind: 'step',
  expr: and(implies(taken('vcpu.CPU_ON_UNKNOWN'), next(at('cpuOnAnswer', [], 'invalidParameters'))), implies(taken('vcpu.CPU_ON_DENIED'), next(at('cpuOnAnswer', [], 'denied')))),
};
const variations = (denied: boolean): readonly Variation[] => [addComponent(answered(denied)), (s) => ({ ...s, properties: [...s.properties, told] })];
const common = { source: 'RFC V4-rc8 and later, target/arm/arm-powerctl.c:122-134 (V5:124); V2 to V4-rc7 told them apart; an empty slot -3 and MPIDR 0x77 -3 were observed', configurations: ['boot+hot-documented'] };

/** As V2 to V4-rc7. */
export const sound = entry({ ...common, id: 'H11-sound', title: 'CPU_ON of a CPU that does not exist answers INVALID_PARAMETERS', must: 'pass', breaks: [], variations: () => variations(false), violates: [] });

export const design = entry({
  ...common,
  id: 'H11',
  title: 'CPU_ON of a CPU that does not exist answers DENIED, as for one that is not plugged; no fix of `corrected` changes that',
  must: 'fail',
  breaks: ['Q.I36'],
  variations: () => variations(true),
  violates: ['UnknownCpuIsTold'],
});
