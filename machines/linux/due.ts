/**
 * Observers (R13): requests that were pending when the AML scan began and have not been served since. They only listen.
 * The scan that is under way is the only one the guest was told of: what it leaves pending waits for another interrupt.
 */
import { at, ref } from '../../checker/model/expression.ts';
import { choose, each, send, type Component } from '../../checker/model/system.ts';
import { flat, region } from '../region.ts';

const due = (name: string, flag: string, served: string): Component => ({
  name,
  doc: `observer: ${flag} was set when the AML scan began, and the scan has not come to it yet`,
  source: 'no variable of QEMU or the guest; hw/acpi/cpu.c:548-697 (CSCN)',
  index: ['slot'],
  observer: true,
  machine: () => flat(name, region('no', ['no', 'yes'], { 'scan begins': 'yes', served: 'no', 'scan ends': 'no' })),
  file: import.meta.url,
  joins: [
    { action: 'aml.CSCN', effects: [each('s', 'slot', choose(ref(name, ['s']), { when: at(flag, ['s'], 'yes'), event: 'scan begins' }, { event: 'scan ends' }))] },
    { action: served, effects: [send(ref(name, ['i']), 'served')] },
    { action: 'aml.CSCN_return', effects: [each('s', 'slot', send(ref(name, ['s']), 'scan ends'))] },
  ],
});

export const dues: readonly Component[] = [due('dueInsert', 'inserting', 'vcpu.clear_inserting'), due('dueRemove', 'removing', 'vcpu.clear_removing')];
