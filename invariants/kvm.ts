/** The KVM vCPUs: created once, parked or owned, off when nobody owns them, and in the state that QEMU believes. */
import { and, at, exists, forall, iff, implies, next, not, or, taken } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { some } from './reachability.ts';
import { occupied, ready } from './when.ts';

const inKvmRun = at('vcpu', ['i', 'x'], 'thread.guest', 'thread.asleep', 'thread.sweeping');
/** For every CPU object of every slot. */
const eachCpu = (e: Parameters<typeof not>[0]) => forall('i', 'slot', forall('x', 'incarnation', e));

export const kvmProperties: readonly Property[] = [
  {
    id: 'KvmMpidrFixed',
    text: 'Once the machine is built no step changes the MPIDR of a KVM vCPU.',
    source: 'Q.I2; K.I17; pre-creation patch',
    kind: 'step',
    expr: forall('i', 'slot', implies(at('kvmVcpu', ['i'], 'mpidr.own'), next(at('kvmVcpu', ['i'], 'mpidr.own')))),
  },
  {
    id: 'KvmVcpuIsParkedOrOfLiveCpu',
    text: 'Once the machine runs, every KVM vCPU is parked or belongs to one CPU object whose thread exists.',
    source: 'Q.I9; cover letter E7b, E8f; accel/kvm/kvm-all.c:343-400',
    kind: 'always',
    expr: implies(ready, forall('i', 'slot', and(not(at('kvmVcpu', ['i'], 'of.none')), forall('x', 'incarnation', implies(at('kvmVcpu', ['i'], 'of.o{x}'), not(at('vcpu', ['i', 'x'], 'thread.none', 'thread.starting', 'thread.exited'))))))),
  },
  {
    id: 'ParkedIffUnplugged',
    text: 'When nothing is in flight for a slot, its KVM vCPU is parked exactly when the slot is empty.',
    source: 'Q.I10; K.I29',
    kind: 'whenQuiescent',
    expr: iff(at('kvmVcpu', ['i'], 'of.parked'), not(occupied('i'))),
  },
  {
    id: 'VcpuRunsOnlyForItsOwner',
    text: 'A thread is inside KVM_RUN only with the KVM vCPU that belongs to its CPU, and whose PMU and stolen time were set up.',
    source: 'Q.I9; K.I18; hw/arm/virt.c:2106-2193',
    kind: 'always',
    expr: eachCpu(implies(inKvmRun, and(at('kvmVcpu', ['i'], 'of.o{x}'), at('kvmVcpu', ['i'], 'setUp.yes')))),
  },
  {
    id: 'StoppedVcpuExecutesNothing',
    text: 'No guest code executes on a KVM vCPU whose mp_state is STOPPED.',
    source: 'K.I19',
    scope: 'While SYSTEM_RESET or SYSTEM_OFF stops them one by one, they go on until they are interrupted.',
    kind: 'always',
    expr: eachCpu(implies(at('vcpu', ['i', 'x'], 'thread.guest'), or(at('mpState', ['i'], 'runnable'), exists('y', 'slot', exists('z', 'incarnation', at('vcpu', ['y', 'z'], 'thread.sweeping')))))),
  },
  {
    id: 'UnpluggedVcpuReadsOff',
    text: 'AFFINITY_INFO of a slot that never held a CPU never answers ON: its KVM vCPU is powered off in the kernel.',
    source: 'Q.I16; K.I29; B01; cover letter E1',
    scope: 'Said of the answer, not of the state: a vCPU that was created RUNNABLE and is never asked for harms nobody.',
    kind: 'step',
    expr: forall('i', 'slot', implies(and(taken('vcpu.AFFINITY_INFO_ON', { i: 'i' }), at('icc', ['i'], 'fresh')), occupied('i'))),
  },
  {
    id: 'EjectedVcpuReadsOff',
    text: 'AFFINITY_INFO of a parked KVM vCPU that has executed guest code never answers ON.',
    source: 'Q.I16; K.I29; K.4.5 R9; accel/kvm/kvm-all.c:343-360 (park changes no mp_state)',
    kind: 'step',
    expr: forall('i', 'slot', implies(and(taken('vcpu.AFFINITY_INFO_ON', { i: 'i' }), at('icc', ['i'], 'used')), not(at('kvmVcpu', ['i'], 'of.parked')))),
  },
  {
    id: 'MpStateIsPowerState',
    text: 'When nothing is in flight for a slot and QEMU has nothing to write to the kernel, the CPU in it is off for both or on for both.',
    source: 'Q.I38; K.I26; target/arm/kvm.c:1106-1133',
    kind: 'whenQuiescent',
    expr: forall('x', 'incarnation', implies(and(at('slot', ['i'], 'cpu.o{x}'), at('env', ['i', 'x'], 'dirty.no')), iff(at('psci', ['i', 'x'], 'power.on'), at('mpState', ['i'], 'runnable')))),
  },
  {
    id: 'QemuKnowsWhoRuns',
    text: 'A CPU that executes guest code is powered on for QEMU.',
    source: 'Q.6.5; B10',
    kind: 'always',
    expr: eachCpu(implies(at('vcpu', ['i', 'x'], 'thread.guest'), at('psci', ['i', 'x'], 'power.on'))),
  },
  {
    id: 'KernelStartsOnlyEnabledCpu',
    text: 'The kernel starts no vCPU on its own unless its slot holds a CPU and is ACPI-enabled.',
    source: 'Q.I36; K.I24, K-HOLE; B10; target/arm/kvm.c:659-668',
    kind: 'step',
    expr: forall('i', 'slot', implies(taken('vcpu.CPU_ON32', { i: 'i' }), and(occupied('i'), at('acpi', ['i'], 'enabled.yes')))),
  },
  {
    id: 'StartedCpuKeepsItsRegisters',
    text: 'When QEMU writes the registers of a powered-on CPU and enters KVM_RUN, no reset that the kernel still owes overwrites them.',
    source: 'K.I20, K.I22; K.4.5 R5',
    kind: 'step',
    expr: forall('i', 'slot', forall('x', 'incarnation', implies(and(taken('vcpu.run', { k: 'i', a: 'x' }), at('env', ['i', 'x'], 'dirty.yes'), at('psci', ['i', 'x'], 'power.on')), at('kvmReset', ['i'], 'none')))),
  },
  {
    id: 'CpuOnResetsOnlyOffCpu',
    text: 'A CPU_ON that is worked off resets no CPU that is powered on.',
    source: 'K.I22, K.I20; B13; target/arm/arm-powerctl.c:62-95, 174',
    scope: 'Power as QEMU sees it; under TCG all queued work is one step (OnlyOneCpuOnSucceeds).',
    kind: 'step',
    expr: forall('i', 'slot', forall('x', 'incarnation', implies(taken('vcpu.power_on', { k: 'i', a: 'x' }), at('psci', ['i', 'x'], 'power.off')))),
  },
  {
    id: 'PluggedCpuHasFreshIcc',
    text: 'A CPU that is plugged finds the CPU-interface registers in the kernel as a reset leaves them.',
    source: 'B29; K.P8; hw/intc/arm_gicv3_kvm.c:462, 686-731',
    kind: 'step',
    expr: forall('i', 'slot', implies(taken('main.plug', { i: 'i' }), at('icc', ['i'], 'fresh'))),
  },
  {
    id: 'IccResetOnlyOfAccessible',
    text: 'No reset of a CPU reads the CPU-interface registers of an interface that is not accessible.',
    source: 'Q.I32; hw/intc/arm_gicv3_kvm.c:462, 630, 717-729',
    kind: 'step',
    expr: forall(
      'i',
      'slot',
      forall('x', 'incarnation', implies(or(taken('vcpu.power_on', { k: 'i', a: 'x' }), taken('main.reset_cpu_done', { i: 'i', a: 'x' })), at('gic', ['i'], 'accessible.yes'))),
    ),
  },
  {
    id: 'VmChangeHandlerIffThread',
    text: 'A CPU has a VM-change-state handler exactly while its thread runs; none outlives its CPU.',
    source: 'Q.I12; H04, H30; target/arm/kvm.c:2013, 2087',
    kind: 'always',
    expr: eachCpu(and(not(at('vmcse', ['i', 'x'], 'dangling')), iff(at('vmcse', ['i', 'x'], 'yes'), not(at('vcpu', ['i', 'x'], 'thread.none', 'thread.starting', 'thread.exited'))))),
  },
];

export const kvmReachability: readonly Property[] = [
  // A KVM vCPU is used again: the second life of a slot is reached, although the first one's thread must have ended before.
  some(
    'CanReuseVcpu',
    'A KVM vCPU that has executed guest code can be plugged again.',
    'Q.L4; K.P8',
    exists('i', 'slot', and(at('main', [], 'plug'), at('icc', ['i'], 'used'), at('slot', ['i'], 'cpu.null'), not(at('kvmVcpu', ['i'], 'of.parked')))),
  ),
  // The race is the kernel's, and no change of QEMU ends it: it is what NoGuestCodeDuringReset has to hold against.
  some(
    'VcpuCanEscapeSystemEvent',
    'A vCPU can execute guest code after SYSTEM_RESET or SYSTEM_OFF has made every vCPU STOPPED, so QEMU itself has to stop them before it resets.',
    'K.4.5 R4; F45; Linux arch/arm64/kvm/psci.c (kvm_prepare_system_event)',
    and(
      exists('k', 'slot', exists('a', 'incarnation', at('systemEvent', ['k', 'a'], 'reset-all', 'powerOff-all'))),
      exists('i', 'slot', exists('x', 'incarnation', and(at('vcpu', ['i', 'x'], 'thread.guest'), at('mpState', ['i'], 'runnable')))),
    ),
  ),
];
