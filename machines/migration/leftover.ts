/**
 * What can happen to a CPU that a load has unrealized (B16): its object lives on in the slot, in the GIC, in the ACPI record and in
 * the reset list, without a thread and in no queue. To an interface that a failed loadvm has made accessible without a CPU. And to
 * a CPU that runs while the machine is reset.
 */
import { and, at, exists, not, ref } from '../../checker/model/expression.ts';
import { choose, send, type Action, type Join } from '../../checker/model/system.ts';
import { bqlFree, inGuest, slotHolds } from '../conditions.ts';
import { executor, guestStep, slotParam } from '../executor.ts';
import { idle } from '../main.ts';
import { resets, type VirtOptions } from '../sorts.ts';
import { command } from './source.ts';

const qemu = ref('qemu');


/** A migration that fails can start the VM while a reset has it paused: a vCPU runs, and is reset. (KVM: its call makes QEMU know that it runs.) */
const resetMeetsStart = (o: VirtOptions): boolean => o.accel !== 'kvm' && resets(o) && o.migrate?.to !== undefined;

/** CPU_OFF, SYSTEM_RESET or SYSTEM_OFF by such a vCPU. */
const CPU_OFF_WHEN_OFF: Action = {
  ...guestStep,
  event: 'CPU_OFF_when_off',
  when: { inGuest: inGuest('k', 'a'), bqlFree, ownSlot: slotHolds('k', 'a'), off: at('psci', ['k', 'a'], 'power.off') },
  effects: [send(qemu, 'aborted psci_cpu_off')],
  fn: 'arm_handle_psci_call, arm_set_cpu_off',
  source: 'target/arm/psci.c:226-231; target/arm/arm-powerctl.c:280-285: arm_set_cpu_off answers IS_OFF, and the assertion fails',
};

const GIC_ACCESS_WITHOUT_CPU: Action = {
  ...guestStep,
  event: 'gic_access_without_cpu',
  params: [...executor, slotParam],
  when: { inGuest: inGuest('k', 'a'), accessible: at('gic', ['i'], 'accessible.yes'), noCpu: at('gic', ['i'], 'cpu.null'), bqlFree },
  effects: [send(qemu, 'undefined gicv3_cpuif_update')],
  fn: 'gicv3_redist_update, gicv3_cpuif_update',
  source: 'hw/intc/arm_gicv3_cpuif.c:1045-1090: ARM_CPU(NULL); reads env->features of it as soon as an interrupt can preempt there',
};

export const leftoverActions = (o: VirtOptions): readonly Action[] => [
  ...(resetMeetsStart(o) ? [CPU_OFF_WHEN_OFF] : []),
  // The in-kernel GIC has no such pointer.
  ...(o.accel === 'kvm' ? [] : [GIC_ACCESS_WITHOUT_CPU]),
  {
    ...command,
    event: 'device_del_in_process',
    cause: 'operator',
    params: [slotParam],
    when: { ...idle, unrealized: exists('x', 'incarnation', at('object', ['i', 'x'], 'life.unrealized')) },
    effects: [send(ref('main'), 'stay')],
    fn: 'qmp_device_del',
    source: 'system/qdev-monitor.c:961-967: pending_deleted_event: "already in the process of unplug", for ever',
  },
];

export const leftoverJoins = (o: VirtOptions): readonly Join[] => [
  ...(resetMeetsStart(o) ? ['vcpu.CPU_OFF', ...(o.restart ? ['vcpu.SYSTEM_RESET', 'vcpu.SYSTEM_OFF'] : [])].map((action) => ({ action, when: { on: at('psci', ['k', 'a'], 'power.on') } })) : []),
  // hw/acpi/cpu.c:137-146; hw/arm/virt.c:3304; include/hw/arm/virt.h:258: asserts that cpu_index is a slot; cpu_list_remove has set
  // it to UNASSIGNED_CPU_INDEX. Recording r27 ends there.
  { action: 'vcpu.eject', effects: [choose(qemu, { when: at('object', ['i', 'b'], 'life.unrealized'), event: 'aborted virt_find_cpu_slot' })] },
  // A cold-booted CPU that is unrealized: the same answer.
  { action: 'main.device_del_refused', when: { notInProcess: exists('x', 'incarnation', and(at('object', ['i', 'x'], 'coldBooted.yes'), not(at('object', ['i', 'x'], 'life.unrealized')))) } },
];
