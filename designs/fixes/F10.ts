import { at, forall, not, ref } from '../../checker/model/expression.ts';
import { send, type Component } from '../../checker/model/system.ts';
import { addAction, addComponent, addGuard, hasComponent, replaceComponent } from '../../checker/model/variation.ts';
import { kernelRuns } from '../../machines/linux/context.ts';
import { extended } from '../../machines/extend.ts';
import { flat, region } from '../../machines/region.ts';
import type { Fix } from './fix.ts';

const again = at('scanAgain', [], 'yes');
const scanAgain: Component = {
  name: 'scanAgain',
  doc: 'a variable of CSCN: this pass has found a new CPU',
  source: 'designs/fixes/F10.ts',
  index: [],
  machine: () => flat('scanAgain', region('no', ['no', 'yes'], { start: 'no', found: 'yes' })),
  file: import.meta.url,
  joins: [
    { action: 'aml.CSCN', effects: [send(ref('scanAgain'), 'start')] },
    { action: 'aml.Notify_device_check', effects: [send(ref('scanAgain'), 'found')] },
  ],
};

export const fix: Fix = {
  id: 'F10',
  title: 'the AML scans again after a pass that found a new CPU: a removal that is asked for beside the insertion is found then',
  source: 'hw/acpi/cpu.c:548-697 (CSCN)',
  variations: (s) =>
    hasComponent(s, 'aml') && hasComponent(s, 'dueRemove')
      ? [
          addComponent(scanAgain),
          replaceComponent('aml', (c) => extended(c, () => ({ on: { '': { 'scan again': { scanNew: 'scanSel-0' } } } }))),
          addGuard('aml.CSCN_return', 'done', not(again)),
          addAction({
            component: 'aml',
            index: [],
            process: 'linux',
            params: [],
            event: 'CSCN_again',
            when: { step: at('aml', [], 'scanNew'), none: forall('s', 'slot', at('scanned', ['s'], 'no')), again, kernelRuns },
            effects: [send(ref('aml'), 'scan again'), send(ref('scanAgain'), 'start')],
            fn: 'CSCN',
            source: 'designs/fixes/F10.ts',
          }),
        ]
      : [],
};
