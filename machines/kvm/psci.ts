/**
 * PSCI under KVM. The SMCCC filter forwards CPU_ON (64 bit) and CPU_OFF to QEMU; everything else is the kernel's
 * (machines/kvm/smc32.ts). A forwarded call first takes the registers from the kernel: the caller executes, so its mp_state
 * is RUNNABLE and power_state becomes ON, whatever QEMU believed. That is done before the BQL is taken; nothing of what can
 * come between depends on the order (a CPU_ON of the caller then answers one way or the other, as if it had come earlier or later).
 *
 * What the code does for a CPU that was unplugged under its own call is behind its use of freed lists
 * (`vcpu.hypercall_after_unrealize`): of the actions about that only the one is here that a CPU reaches before it is plugged.
 */
import { at, ne, not, or, ref } from '../../checker/model/expression.ts';
import { choose, send, type Action, type Component } from '../../checker/model/system.ts';
import { bqlFree, inGuest, slotHolds } from '../conditions.ts';
import { executor, slotParam } from '../executor.ts';
import { psci, psciActions, psciRegions, resetTo } from '../psci.ts';
import { parallel } from '../region.ts';
import { listsFreed } from './conditions.ts';

const caller = ref('psci', ['k', 'a']);
const others = or(ne('k', 'i'), ne('a', 'b'));
const listsValid = not(listsFreed('k', 'a'));

/** Calls that the filter forwards; each leaves KVM_RUN, and the thread its inner loop. */
export const FORWARDED: readonly string[] = ['CPU_ON', 'CPU_ON_ALREADY_ON', 'CPU_ON_SELF', 'CPU_ON_DENIED', 'CPU_ON_UNKNOWN', 'CPU_ON_INVALID', 'CPU_OFF'];
/** What is left of them for the thread: CPU_OFF brings its own halt. */
export const RETURNING: readonly string[] = FORWARDED.filter((e) => e !== 'CPU_OFF');

const tcg = (event: string): Action => psciActions.find((a) => a.event === event)!;
const forwarded = (event: string, more: Partial<Action> = {}): Action => {
  const a = tcg(event);
  return { ...a, when: { ...a.when, listsValid }, effects: [...a.effects, send(caller, 'synchronize')], ...more };
};

/** Served by the kernel without the BQL, from the mp_state of whatever KVM vCPU has this affinity, a parked one too. */
const affinityInfo = (answer: string, state: string): Action => ({
  ...tcg('AFFINITY_INFO'),
  event: `AFFINITY_INFO_${answer}`,
  params: [...executor, slotParam],
  when: { inGuest: inGuest('k', 'a'), mpState: at('mpState', ['i'], state) },
  fn: 'kvm_psci_vcpu_affinity_info',
  source: 'not forwarded (target/arm/kvm.c:659-668); Linux arch/arm64/kvm/psci.c: a read',
});

const actions: readonly Action[] = [
  forwarded('CPU_ON', { where: others }),
  forwarded('CPU_ON_ALREADY_ON', { where: others }),
  {
    ...forwarded('CPU_ON_ALREADY_ON'),
    event: 'CPU_ON_SELF',
    params: executor,
    when: { inGuest: inGuest('k', 'a'), bqlFree, listsValid, occupied: slotHolds('k', 'a') },
    doc: 'ALREADY_ON: the caller was synchronised before the call is decided',
  },
  forwarded('CPU_ON_DENIED'),
  forwarded('CPU_ON_UNKNOWN'),
  forwarded('CPU_ON_INVALID'),
  affinityInfo('ON', 'runnable'),
  affinityInfo('OFF', 'stopped'),
  { ...forwarded('CPU_OFF'), effects: [send(caller, 'synchronize, queue off'), send(ref('vcpu', ['k', 'a']), 'halt')] },
  { ...forwarded('CPU_OFF_unplugged'), effects: tcg('CPU_OFF_unplugged').effects, source: 'target/arm/psci.c:226-231: the kernel started a CPU that is not plugged yet; arm_get_cpu_by_id finds none, the assert fails' },
];

const { power, work, beforeReset } = psciRegions;

export const kvmPsci: Component = {
  ...psci,
  machine: () =>
    parallel('psci', {
      power: {
        ...power,
        on: {
          ...power.on,
          'process one on': 'on',
          'process off, then on': 'off',
          'process on, then off': 'off',
          synchronize: 'on',
          'synchronize, queue off': 'on',
          'synchronize stopped': 'off',
        },
      },
      // `onOff`: a CPU that runs behind QEMU's back is sent CPU_ON, then turns itself off. An OFF between two ONs changes
      // nothing in the end: the second one resets the CPU (R10).
      work: {
        ...work,
        states: [...work.states, 'onOff', 'on2Off'],
        on: {
          ...work.on,
          'queue on': { none: 'on', on: 'on2', on2: 'on2', off: 'offOn', offOn: 'offOn', onOff: 'on2', on2Off: 'on2' },
          'queue off': { none: 'off', off: 'off', on: 'onOff', on2: 'on2Off' },
          'synchronize, queue off': { none: 'off', off: 'off', on: 'onOff', on2: 'on2Off' },
          'process off, then on': { offOn: 'on' },
          'process on, then off': { onOff: 'none' },
          'process one on': { on: 'none', on2: 'on', on2Off: 'onOff' },
        },
      },
      beforeReset: { ...beforeReset, on: { ...beforeReset.on, 'process one on': 'no', 'process on, then off': 'no' } },
    }),
  actions,
  file: import.meta.url,
  joins: [
    ...(psci.joins ?? []).filter((j) => j.action === 'main.create_cpus' || j.action === 'vcpu.join'),
    { action: 'main.reset_cpu_done', effects: [send(ref('psci', ['i', 'a']), 'reset off')] },
    { action: 'main.finish_cpu_reset', effects: [choose(ref('psci', ['s', 'x']), ...resetTo('on'), ...resetTo('off'))] },
    // kvm_arm_sync_mpstate_to_qemu (target/arm/kvm.c:1121).
    { action: 'vcpu.synchronize_state', effects: [choose(caller, { when: at('mpState', ['k'], 'runnable'), event: 'synchronize' }, { event: 'synchronize stopped' })] },
  ],
};
