/**
 * 32-bit PSCI calls: the SMCCC filter does not name them, so the kernel serves them without asking QEMU and without the BQL.
 * An AArch64 guest may make them too. CPU_ON of a stopped vCPU stores the entry point in the vCPU's reset_state, raises the
 * request VCPU_RESET, and makes it RUNNABLE; the request is worked off when the vCPU next goes through KVM_RUN.
 *
 * A VCPU_INIT that comes first uses reset_state up, and leaves the request: it then resets the vCPU a second time, after QEMU
 * has written its registers (linux-and-kvm.md 4.5, R5).
 *
 * Left out: CPU_ON of a vCPU that is RUNNABLE (ALREADY_ON, changes nothing); reads (AFFINITY_INFO).
 */
import { at, ref } from '../../checker/model/expression.ts';
import { choose, send, type Component } from '../../checker/model/system.ts';
import { inGuest } from '../conditions.ts';
import { executor, guestStep, slotParam, vcpuStep } from '../executor.ts';
import { flat, region } from '../region.ts';
import { willRun } from './conditions.ts';

const own = ref('kvmReset', ['k']);
const runnable = at('mpState', ['k'], 'runnable');
const init = { none: 'none', requested: 'usedUp', usedUp: 'usedUp' };

export const smc32: Component = {
  name: 'kvmReset',
  doc: 'request VCPU_RESET of the KVM vCPU of one possible CPU: none, with its reset_state, or with the reset_state used up by a VCPU_INIT',
  source: 'Linux arch/arm64/kvm/psci.c (kvm_psci_vcpu_on), reset.c (kvm_reset_vcpu), arm.c (check_vcpu_requests)',
  index: ['slot'],
  machine: () => flat('kvmReset', region('none', ['none', 'requested', 'usedUp'], { request: 'requested', init, consume: 'none' })),
  file: import.meta.url,
  actions: [
    {
      ...guestStep,
      event: 'CPU_ON32',
      params: [...executor, slotParam],
      when: { inGuest: inGuest('k', 'a'), stopped: at('mpState', ['i'], 'stopped') },
      effects: [send(ref('mpState', ['i']), 'CPU_ON32'), send(ref('kvmReset', ['i']), 'request')],
      fn: 'kvm_psci_vcpu_on',
      source: 'target/arm/kvm.c:659-668 filters only 0xC4000003 and 0x84000002; Linux arch/arm64/kvm/psci.c',
      doc: 'SUCCESS; QEMU is not asked and does not learn of it',
    },
    {
      ...vcpuStep,
      event: 'wake',
      when: { asleep: at('vcpu', ['k', 'a'], 'thread.asleep'), runnable },
      effects: [send(ref('vcpu', ['k', 'a']), 'wake'), send(own, 'consume')],
      fn: 'kvm_vcpu_sleep, check_vcpu_requests',
      source: 'Linux arch/arm64/kvm/arm.c: inside KVM_RUN, without the BQL',
    },
  ],
  joins: [
    { action: 'vcpu.created', effects: [send(own, 'init')] },
    { action: 'main.reset_cpu_done', effects: [send(ref('kvmReset', ['i']), 'init')] },
    { action: 'main.finish_cpu_reset', effects: [send(ref('kvmReset', ['s']), 'init')] },
    { action: 'vcpu.power_on', effects: [send(own, 'init')] },
    // A thread that sleeps and is kicked works the request off before KVM_RUN returns.
    { action: 'vcpu.wait_io_event', effects: [choose(own, { when: at('vcpu', ['k', 'a'], 'thread.asleep'), event: 'consume' })] },
    { action: 'vcpu.run', effects: [choose(own, { when: willRun('k', 'a'), event: 'consume' })] },
  ],
};
