import { FALSE, TRUE } from '../../checker/model/expression.ts';
import { addGuard, replaceGuard } from '../../checker/model/variation.ts';
import { entry } from '../entry.ts';

export const design = entry({
  id: 'H02',
  title: 'PSCI is served by KVM alone: the kernel starts any vCPU that was created, of an empty slot too',
  source: 'RFC V1 (no SMCCC filter); 31466f18c2; Linux arch/arm64/kvm/psci.c',
  must: 'fail',
  breaks: ['Q.I35', 'Q.I36'],
  configurations: ['kvm-boot+hot-smc32'],
  // What CPU_ON 32 bit is in rfc-v5 every CPU_ON is here.
  variations: () => [replaceGuard('vcpu.CPU_ON32', 'filtered', TRUE), addGuard('vcpu.CPU_ON', 'kernel', FALSE), addGuard('vcpu.CPU_ON_DENIED', 'kernel', FALSE)],
  violates: ['ThreadEndsBeforeItsRegistersAreFreed', 'GuestRunsOnlyOnEnabledCpu', 'UnpluggedVcpuReadsOff', 'EjectedVcpuReadsOff', 'MpStateIsPowerState', 'QemuKnowsWhoRuns', 'KernelStartsOnlyEnabledCpu', 'QemuSurvivesRegisterTransfer'],
});
