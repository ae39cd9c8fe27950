/** Neither the guest nor the operator can end QEMU, and nobody waits for ever. */
import { at, not, or, and } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { endStates } from '../machines/qemu.ts';

export const survivalProperties: readonly Property[] = [
  {
    id: 'QemuSurvivesGuest',
    text: 'No access or call of the guest makes QEMU abort or use freed memory.',
    source: 'R5; B06b, B07; util/qemu-thread-posix.c; target/arm/psci.c:230',
    kind: 'survives',
    expr: at('qemu', [], ...endStates('guest')),
  },
  {
    id: 'QemuSurvivesOperator',
    text: 'No command of the operator makes QEMU abort or use freed memory.',
    source: 'R5; B02, B03',
    kind: 'survives',
    expr: at('qemu', [], ...endStates('operator')),
  },
  {
    id: 'NoDeadState',
    text: 'There is always something that can happen.',
    source: 'R6; Q.L10',
    kind: 'dead',
  },
  {
    id: 'MainThreadIsNeverStuck',
    text: 'The main thread, once in a command, can always finish it.',
    source: 'R6; Q.L6, Q.L10',
    kind: 'stuck',
    process: 'main',
    inside: not(at('main', [], 'idle')),
  },
  {
    id: 'EjectingCpuIsNeverStuck',
    text: 'A vCPU thread that joins the thread of a CPU it ejects can always go on.',
    source: 'R6; Q.L3, Q.L10; system/cpus.c:641-649',
    kind: 'stuck',
    process: 'vcpu[{k},{a}]',
    bind: { k: 'slot', a: 'incarnation' },
    inside: and(at('vcpu', ['k', 'a'], 'thread.joining')),
  },
  {
    id: 'UnpluggedThreadIsNeverStuck',
    text: 'The thread of a CPU that is being unplugged can always reach its end.',
    source: 'R6; Q.L3; system/cpus.c:641-649',
    kind: 'stuck',
    process: 'vcpu[{k},{a}]',
    bind: { k: 'slot', a: 'incarnation' },
    inside: and(at('vcpu', ['k', 'a'], 'unplug.yes'), or(at('vcpu', ['k', 'a'], 'thread.guest'), at('vcpu', ['k', 'a'], 'thread.idle'))),
  },
];
