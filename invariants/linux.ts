/** What holds between the guest kernel's view and QEMU's, and what the kernel itself promises. */
import { and, at, exists, forall, iff, implies, next, not, or, taken, type Expr, type Index } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { quiescentSlot } from '../machines/conditions.ts';
import { occupied } from './when.ts';

const mask = (i: Index, bit: string, on = true): Expr => at('linux', [i], `${bit}.${on ? 'yes' : 'no'}`);
const kernelIdle = at('kernel', [], 'idle');
/** Nothing is in flight between QEMU and the kernel for slot i: no flag, no interrupt, no scan, no event in the queue. */
const settled = (i: string): Expr =>
  and(
    kernelIdle,
    quiescentSlot(i),
    at('notified', [i], 'none'),
    at('aml', [], 'free'),
    at('gedThread', [], 'idle'),
    at('ged', [], 'irq.idle'),
    at('inserting', [i], 'no'),
    at('removing', [i], 'no'),
  );
export const linuxProperties: readonly Property[] = [
  {
    id: 'RegisteredIffEnabled',
    text: 'When nothing is in flight, the kernel has registered a possible CPU exactly when it is ACPI-enabled.',
    source: 'K.2.8, K.3.10; arch/arm64 cpu-hotplug.rst',
    kind: 'always',
    expr: forall('i', 'slot', implies(and(settled('i'), mask('i', 'possible')), iff(mask('i', 'enabled'), at('acpi', ['i'], 'enabled.yes')))),
  },
  {
    id: 'RegisteredCpuIsPossible',
    text: 'The kernel registers only CPUs that it found in the MADT.',
    source: 'K.I3; arch/arm64/kernel/smp.c arch_register_cpu',
    kind: 'always',
    expr: forall('i', 'slot', implies(mask('i', 'enabled'), mask('i', 'possible'))),
  },
  {
    id: 'OnlineCpuIsRegistered',
    text: 'Once the boot-time scan is over, every CPU that is online is registered.',
    source: 'K.I4, K.F1.2, K.F1.3',
    kind: 'always',
    expr: implies(kernelIdle, forall('i', 'slot', implies(mask('i', 'online'), mask('i', 'enabled')))),
  },
  {
    id: 'OnlineCpuIsPlugged',
    text: 'A CPU that the kernel has online stands in its slot and is powered on.',
    source: 'K.I24, K.F1.3; Q.I35',
    scope: 'Between two commands of the main thread: under KVM a machine reset takes the CPUs one by one, and the kernel last.',
    kind: 'always',
    expr: implies(and(kernelIdle, at('main', [], 'idle')), forall('i', 'slot', implies(mask('i', 'online'), and(occupied('i'), exists('x', 'incarnation', and(at('slot', ['i'], 'cpu.o{x}'), at('psci', ['i', 'x'], 'power.on'))))))),
  },
  {
    id: 'OfflineCpuIsPoweredOff',
    text: 'When nothing is in flight for a slot and the kernel is idle, a CPU that it does not have online is powered off, or is one that it started and no longer waits for.',
    source: 'K.I24; PSCI 5.5, 5.6',
    scope: 'A kernel that stops waiting for a CPU, or crashes, leaves it where it is: in the kernel. QEMU cannot know.',
    kind: 'always',
    expr: forall('i', 'slot', implies(and(kernelIdle, quiescentSlot('i'), mask('i', 'online', false)), forall('x', 'incarnation', implies(and(at('slot', ['i'], 'cpu.o{x}'), at('psci', ['i', 'x'], 'power.on')), not(at('context', ['i', 'x'], 'none')))))),
  },
  {
    id: 'UnregisterOnlyOfOfflineCpu',
    text: 'The kernel unregisters a CPU only when it is offline.',
    source: 'K.I5; drivers/acpi/scan.c acpi_scan_hot_remove',
    kind: 'step',
    expr: forall('i', 'slot', implies(and(at('kernel', [], 'post-{i}'), mask('i', 'enabled'), next(mask('i', 'enabled', false))), mask('i', 'online', false))),
  },
  {
    id: 'EjectOnlyOfOfflineCpu',
    text: 'The kernel evaluates _EJ0 only for a CPU that it does not have online.',
    source: 'K.I6; drivers/acpi/scan.c acpi_scan_hot_remove',
    scope: 'Not the same as powered off: the kernel gives up waiting for that (EjectOnlyOfPoweredOffCpu).',
    kind: 'step',
    expr: forall('i', 'slot', implies(taken('vcpu.eject', { i: 'i' }), mask('i', 'online', false))),
  },
  {
    id: 'RefusedOfflineChangesNothing',
    text: 'A CPU that the kernel could not take offline stays online, registered and ACPI-enabled as it was.',
    source: 'K.I11; drivers/acpi/scan.c acpi_scan_try_to_offline',
    kind: 'step',
    expr: forall(
      'i',
      'slot',
      implies(
        taken('kernel.offline_refused', { i: 'i' }),
        and(mask('i', 'online'), next(mask('i', 'online')), iff(mask('i', 'enabled'), next(mask('i', 'enabled'))), iff(at('acpi', ['i'], 'enabled.yes'), next(at('acpi', ['i'], 'enabled.yes')))),
      ),
    ),
  },
  {
    id: 'KernelStartsOnlyOfflineCpu',
    text: 'The kernel calls CPU_ON only for a possible CPU that it does not have online.',
    source: 'K.I13; kernel/cpu.c _cpu_up',
    kind: 'step',
    expr: forall('i', 'slot', implies(or(...['CPU_ON', 'CPU_ON_ALREADY_ON', 'CPU_ON_DENIED'].map((a) => taken(`vcpu.${a}`, { i: 'i' }))), and(mask('i', 'possible'), mask('i', 'online', false)))),
  },
  {
    id: 'AmlSelectsTheCpuItTests',
    text: 'Where an AML method reads or writes the flags of a CPU, the selector names that CPU: nothing came between its accesses.',
    source: 'Q.I25; hw/acpi/cpu.c:384-775 (CPLK)',
    scope: 'While the machine runs: a destination has its own selector until the stream is loaded. The flags themselves may change between two accesses, QEMU sets them at any time.',
    kind: 'always',
    expr: forall('i', 'slot', implies(and(at('runstate', [], 'running'), at('aml', [], ...['scanIns', 'scanRmv', 'scanNtf', 'scanClr', 'newClr', 'staPres', 'staEn', 'ej0Wr'].map((s) => `${s}-{i}`))), at('registers', [], 'selector.s{i}'))),
  },
  {
    id: 'SomeCpuIsOnline',
    text: 'From boot to its end the kernel has at least one CPU online.',
    source: 'K.I9; kernel/cpu.c cpu_down_maps_locked, _cpu_down',
    kind: 'always',
    expr: or(at('kernel', [], 'off'), exists('i', 'slot', mask('i', 'online'))),
  },
  {
    id: 'ScanServesEveryInsertion',
    text: 'A scan of the AML serves every insertion that was pending when it began.',
    source: 'Q.L7, Q.5.3; B12; hw/acpi/cpu.c:548-697',
    scope: 'Observed (component dueInsert). What a scan leaves pending waits for the interrupt of some later event.',
    kind: 'step',
    expr: implies(taken('aml.CSCN_return'), forall('i', 'slot', at('dueInsert', ['i'], 'no'))),
  },
  {
    id: 'ScanServesEveryRemoval',
    text: 'A scan of the AML serves every removal that was pending when it began.',
    source: 'Q.L7, Q.5.3; hw/acpi/cpu.c:548-697',
    scope: 'Observed (component dueRemove). What a scan leaves pending waits for the interrupt of some later event.',
    kind: 'step',
    expr: implies(taken('aml.CSCN_return'), forall('i', 'slot', at('dueRemove', ['i'], 'no'))),
  },
  {
    id: 'ResetLeavesNoRequest',
    text: 'After a machine reset no insertion, removal or firmware mark is pending: the next kernel is not asked for what the last one was.',
    source: 'Q.I45, Q.L2; B15; qapi/qdev.json device_del',
    kind: 'step',
    expr: implies(taken('main.devices_reset'), next(forall('i', 'slot', and(at('inserting', ['i'], 'no'), at('removing', ['i'], 'no'), at('fwRemove', ['i'], 'no'))))),
  },
  {
    id: 'ResetClearsGed',
    text: 'After a machine reset the GED has no event selected that nobody was interrupted for.',
    source: 'Q.7, Q.5.4; B15; hw/acpi/generic_event_device.c',
    kind: 'step',
    expr: implies(taken('main.devices_reset'), next(or(at('ged', [], 'sel.none'), at('ged', [], 'irq.pending')))),
  },
  {
    id: 'ResetClearsSelector',
    text: 'After a machine reset the selector of the hotplug register block is 0, as after start-up.',
    source: 'Q.I45, Q.7; B15; hw/acpi/cpu.c',
    kind: 'step',
    expr: implies(taken('main.devices_reset'), next(at('registers', [], 'selector.s0'))),
  },
  {
    id: 'ColdBootedCpuIsMadtEnabled',
    text: 'The MADT marks every CPU that is there at boot as Enabled, so that an operating system without hot-plug finds it.',
    source: 'Q.I27; B19; cover letter VIII.2; hw/arm/virt-acpi-build.c:666-687',
    kind: 'always',
    expr: forall('i', 'slot', implies(and(at('kind', ['i'], 'boot', 'cold'), not(at('madt', ['i'], 'none'))), at('madt', ['i'], 'enabled'))),
  },
  {
    id: 'MadtIsTheSameOnEveryBoot',
    text: 'The MADT entry of a CPU does not change from boot to boot.',
    source: 'Q.I28, K.I14; cover letter V-B',
    kind: 'step',
    expr: forall('i', 'slot', and(implies(at('madt', ['i'], 'enabled'), next(at('madt', ['i'], 'enabled'))), implies(at('madt', ['i'], 'onlineCapable'), next(at('madt', ['i'], 'onlineCapable'))))),
  },
  {
    id: 'MadtEnabledCpuStaysEnabled',
    text: 'A CPU that the MADT marks as Enabled is ACPI-enabled as long as those tables are used.',
    source: 'K.I15; arch/arm64 cpu-hotplug.rst',
    kind: 'always',
    expr: forall('i', 'slot', implies(at('madt', ['i'], 'enabled'), at('acpi', ['i'], 'enabled.yes'))),
  },
  { id: 'LinuxBoots', text: 'The kernel boots to the end.', source: 'K.1', kind: 'sometimes', expr: kernelIdle },
  { id: 'LinuxRegistersPluggedCpu', text: 'A hot-plugged CPU is registered by the kernel.', source: 'K.2.8', kind: 'sometimes', expr: exists('i', 'slot', and(at('kind', ['i'], 'hot'), settled('i'), mask('i', 'enabled'))) },
  {
    id: 'LinuxForgetsEjectedCpu',
    text: 'After a removal that the kernel carried out the slot is empty and the CPU is no longer registered.',
    source: 'K.3.10',
    kind: 'sometimes',
    expr: exists('i', 'slot', and(at('kind', ['i'], 'hot'), at('kernel', [], 'post-{i}'), mask('i', 'handler'), not(occupied('i')))),
  },
];
