/** Neither the guest nor the operator can end QEMU, and nobody waits for ever. */
import { and, at, not, or } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { ENDS, endState, type End } from '../machines/qemu.ts';

interface CausedEnd {
  readonly how: string;
  readonly site: string;
  readonly cause: string;
}
/** Id, sentence and source for each place where QEMU can end; a place without one does not compile. */
export type Survival<E extends CausedEnd> = Readonly<Record<E['site'], Pick<Property, 'id' | 'text' | 'source'>>>;

/** The parts of QemuSurvives: one for each end. */
export const survival = <E extends CausedEnd>(ends: readonly E[], said: Survival<E>): readonly Property[] =>
  ends.map((e) => ({
    ...said[e.site as E['site']],
    scope: `Caused by the ${e.cause}. One of the parts of QemuSurvives: each place where QEMU can end has its own, so that each has a trace.`,
    kind: 'survives',
    expr: at('qemu', [], endState(e)),
  }));

const SURVIVAL: Survival<End> = {
  create_gic: { id: 'QemuSurvivesGicCreation', text: 'QEMU starts with every GIC version that the machine offers.', source: 'R5; B28; hw/arm/virt.c:915' },
  gicv3_cpu_update_notifier: { id: 'QemuSurvivesGicLookup', text: 'No device_add makes the GIC abort because it finds no interface for the new CPU.', source: 'R5; B03; hw/intc/arm_gicv3_common.c:424-428' },
  qemu_thread_join_self: { id: 'QemuSurvivesSelfEject', text: 'No CPU makes QEMU abort by ejecting itself.', source: 'R5; B06b; util/qemu-thread-posix.c' },
  qemu_thread_join_mutual: { id: 'QemuSurvivesMutualEject', text: 'No two CPUs make QEMU abort by ejecting each other.', source: 'R5; util/qemu-thread-posix.c; system/cpus.c:647' },
  psci_cpu_off: { id: 'QemuSurvivesCpuOff', text: 'No CPU_OFF makes QEMU fail its assertion that CPU_OFF succeeds.', source: 'R5; target/arm/psci.c:226-231; target/arm/arm-powerctl.c:265-285' },
  cpu_list_add: { id: 'QemuSurvivesCpuListAdd', text: 'No device_add links a CPU behind one that was freed.', source: 'R5; B02; cpu-common.c:74-92' },
  savevm_state_handler_insert: {
    id: 'QemuSurvivesSecondCpuSection',
    text: 'No device_add makes QEMU exit because the sections of the CPU that was in the slot before are still registered.',
    source: 'R5; migration/savevm.c:713-727; cpu-target.c:146-155, 160-176; target/arm/cpu.c:2716, 2740',
  },
  cpu_list_remove: { id: 'QemuSurvivesCpuListRemove', text: 'No eject unlinks a CPU beside one that was freed.', source: 'R5; B02; cpu-common.c:94-106' },
  pause_all_vcpus: { id: 'QemuSurvivesPause', text: 'No stop, cont or reset walks over a CPU that was freed.', source: 'R5; B02; system/cpus.c:588-639' },
  tlb_flush_all_cpus: { id: 'QemuSurvivesBroadcastTlbi', text: 'No broadcast TLB invalidation of the guest walks over a CPU that was freed.', source: 'R5; B02; accel/tcg/cputlb.c' },
  gicv3_cpuif_update: { id: 'QemuSurvivesGicAccess', text: 'No access of the guest to a redistributor follows a pointer to a CPU that was freed.', source: 'R5; B02; hw/intc/arm_gicv3_cpuif.c:1045-1055' },
  kvm_create_vcpu: { id: 'QemuSurvivesVcpuCreation', text: 'No device_add makes QEMU exit because the KVM vCPU of the slot is not parked.', source: 'R5; Q.I5, Q.I9; accel/kvm/kvm-all.c:374-388' },
  kvm_arch_init_vcpu: { id: 'QemuSurvivesVcpuInit', text: 'No device_add makes QEMU exit because KVM refuses the features of the new CPU.', source: 'R5; B09; Q.I15, K.I23; target/arm/kvm.c:2043-2057; accel/kvm/kvm-accel-ops.c:41' },
  arm_gicv3_icc_reset: { id: 'QemuSurvivesIccReset', text: 'No reset of a CPU makes QEMU abort because a vCPU is inside KVM_RUN while the GIC is read.', source: 'R5; Q.I34; H33; K.4.5 R6; hw/intc/arm_gicv3_kvm.c:717-729' },
  bank_number: { id: 'QemuSurvivesPutRegisters', text: 'No CPU whose reset has not ended has its registers written to the kernel.', source: 'R5; target/arm/kvm.c:2271; target/arm/internals.h:326-348; target/arm/cpu.c:255' },
  resettable_container_child_foreach: { id: 'QemuSurvivesEjectDuringReset', text: 'No eject changes the list of reset handlers while a machine reset walks it.', source: 'R5; hw/core/resetcontainer.c; hw/arm/virt.c:3312' },
  cpreg_list: { id: 'QemuSurvivesRegisterTransfer', text: 'No transfer of registers to or from the kernel uses register lists that were freed.', source: 'R5; B07; target/arm/cpu.c:2675; target/arm/helper.c:267-278' },
  do_cpu_reset: { id: 'QemuSurvivesResetOfFreedCpu', text: 'No machine reset goes on with a CPU that was freed meanwhile.', source: 'R5; hw/arm/boot.c:685' },
  cp_regs: { id: 'QemuSurvivesRegisterAccess', text: 'No system-register access of a running CPU uses register tables that were freed.', source: 'R5; B07; target/arm/cpu.c:2675-2677' },
};

export const survivalProperties: readonly Property[] = [
  ...survival(ENDS, SURVIVAL),
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
