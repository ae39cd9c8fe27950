import { at, ref } from '../../checker/model/expression.ts';
import { send, type Component } from '../../checker/model/system.ts';
import { addComponent, addGuard } from '../../checker/model/variation.ts';
import { kernelRuns } from '../../machines/linux/context.ts';
import { kernelUp } from '../../machines/linux/phase.ts';
import { flat, region } from '../../machines/region.ts';
import { entry } from '../entry.ts';

const declared = at('osc', [], 'declared');
const osc: Component = {
  name: 'osc',
  doc: 'the operating system has declared in `_OSC` that it can take hot-pluggable CPUs',
  source: 'RFC V3 00a1644e38; `_OSC` bit 23',
  index: [],
  machine: () => flat('osc', region('undeclared', ['undeclared', 'declared'], { declare: 'declared', boot: 'undeclared' })),
  file: import.meta.url,
  actions: [{ component: 'osc', index: [], process: 'linux', params: [], event: 'declare', when: { undeclared: at('osc', [], 'undeclared'), up: kernelUp, kernelRuns }, effects: [send(ref('osc'), 'declare')], fn: '_OSC', source: 'RFC V3 00a1644e38' }],
  joins: [{ action: 'kernel.boot', effects: [send(ref('osc'), 'boot')] }],
};

export const design = entry({
  id: 'H12',
  title: 'the scan method runs only for an operating system that has declared in `_OSC` that it can take it (V4 and later notify any): a policy, of which nothing here depends',
  source: 'RFC V3; 00a1644e38, 01c71e66a2; dropped in V4-rc7',
  must: 'pass',
  breaks: [],
  configurations: ['linux-boot+hot'],
  variations: () => [addComponent(osc), addGuard('aml.CSCN', 'declared', declared)],
  violates: [],
});
