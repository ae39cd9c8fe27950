/** What must come about with a Linux guest that cooperates: its kernel goes on, and so does the AML that it interprets. */
import { and, at, exists, not, or, type Expr } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { cooperative, type Machine } from './fairness.ts';
import { occupied } from './when.ts';

const CPU = { i: 'slot' } as const;
const kernelAt = (...steps: readonly string[]): Expr => at('kernel', [], ...steps.map((s) => `${s}-{i}`));
/** The kernel is told to end, or has crashed, or the machine is stopped or reset: then nothing more is asked of it. */
const ended = or(at('kernel', [], 'off', 'panicked', 'rebooting', 'poweringOff'), not(at('runstate', [], 'running')));
const up = not(ended);

export const linuxProgressOf = (o: Machine): readonly Property[] => {
  const fairness = cooperative(o);
  return [
    {
      id: 'KernelBoots',
      text: 'In a running machine the firmware hands over, and the kernel comes to the end of its boot.',
      source: 'Q.L9; K.1.1 to K.1.8',
      kind: 'leadsTo',
      from: and(at('runstate', [], 'running'), at('kernel', [], 'off')),
      to: at('kernel', [], 'idle'),
      unless: or(not(at('runstate', [], 'running')), at('kernel', [], 'panicked'), at('main', [], 'resetRequested')),
      fairness,
    },
    {
      id: 'InsertionIsNotified',
      text: 'The kernel is notified of a CPU that was plugged (Notify 1), and the mark is cleared.',
      source: 'Q.L1; K.P1; hw/acpi/cpu.c:548-697',
      kind: 'leadsTo',
      bind: CPU,
      from: and(at('inserting', ['i'], 'yes'), up),
      to: at('inserting', ['i'], 'no'),
      unless: ended,
      fairness,
    },
    {
      id: 'RemovalIsNotified',
      text: 'The kernel is notified of an accepted device_del (Notify 3), and the mark is cleared.',
      source: 'Q.L2; K.P1; hw/acpi/cpu.c:548-697',
      kind: 'leadsTo',
      bind: CPU,
      from: and(at('removing', ['i'], 'yes'), up),
      to: at('removing', ['i'], 'no'),
      unless: ended,
      fairness,
    },
    {
      id: 'NotificationIsTaken',
      text: 'The hotplug worker takes each notification of a CPU.',
      source: 'K.P2, K.P3; drivers/acpi/scan.c',
      kind: 'leadsTo',
      bind: CPU,
      from: and(not(at('notified', ['i'], 'none')), up),
      to: or(at('notified', ['i'], 'none'), kernelAt('check', 'offline', 'ostProgress')),
      unless: ended,
      fairness,
    },
    {
      id: 'WorkerEnds',
      text: 'The hotplug worker and whoever else holds device_hotplug_lock come to the end of what they do, with the final _OST where there is one.',
      source: 'K.P2, K.P3, K.P9; drivers/acpi/scan.c acpi_device_hotplug',
      kind: 'leadsTo',
      from: and(not(at('kernel', [], 'idle')), up),
      to: at('kernel', [], 'idle'),
      unless: ended,
      fairness,
    },
    ...(o.passive
      ? [
          {
            id: 'OstIsReported',
            text: 'A device check ends in an _OST.',
            source: 'K.P2; drivers/acpi/scan.c acpi_device_hotplug',
            kind: 'leadsTo',
            bind: CPU,
            from: kernelAt('check'),
            to: kernelAt('ostSuccess', 'ostFailure'),
            unless: ended,
            fairness,
          } as const,
        ]
      : []),
    {
      id: 'AgreedRemovalEnds',
      text: 'A removal to which the kernel has agreed, by taking the CPU offline, ends in DEVICE_DELETED with the slot empty.',
      source: 'Q.L2, Q.L3; K.P3; drivers/acpi/scan.c acpi_scan_hot_remove',
      kind: 'leadsTo',
      bind: CPU,
      from: and(at('kind', ['i'], 'hot'), kernelAt('kill')),
      to: and(not(occupied('i')), not(exists('r', 'incarnation', not(at('object', ['i', 'r'], 'life.none'))))),
      unless: ended,
      fairness,
    },
    {
      id: 'CpuComesOnline',
      text: 'A CPU that the kernel has started comes online.',
      source: 'Q.L5; K.P4; arch/arm64/kernel/smp.c __cpu_up',
      kind: 'leadsTo',
      bind: CPU,
      from: kernelAt('wait', 'upWait'),
      to: at('linux', ['i'], 'online.yes'),
      unless: ended,
      fairness,
    },
    {
      id: 'ScanEnds',
      text: 'An AML method that has begun returns.',
      source: 'Q.L7; K.P1; hw/acpi/cpu.c:384-775',
      kind: 'leadsTo',
      from: not(at('aml', [], 'free')),
      to: at('aml', [], 'free'),
      unless: ended,
      fairness,
    },
  ];
};
