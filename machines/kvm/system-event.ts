/**
 * PSCI SYSTEM_RESET and SYSTEM_OFF under KVM: the kernel's alone. It makes every vCPU STOPPED, one after the other, waits until those
 * that executed guest code have left it, and exits to QEMU, which asks the main loop for a reset or the end and stops the caller.
 *
 * The sweep is not atomic (linux-and-kvm.md 4.5, R4): a vCPU whose thread is outside KVM_RUN writes RUNNABLE again on its way in.
 */
import { and, at, forall, implies, ref, type Expr } from '../../checker/model/expression.ts';
import { choose, send, type Component } from '../../checker/model/system.ts';
import { inGuest } from '../conditions.ts';
import { executor, guestStep, vcpuStep } from '../executor.ts';
import { flat, range, region } from '../region.ts';
import { shutdown } from '../shutdown.ts';

const me = ref('systemEvent', ['k', 'a']);
const thread = ref('vcpu', ['k', 'a']);
const CALLS = ['reset', 'powerOff'];
const sweep = (where: string): Expr => at('systemEvent', ['k', 'a'], ...CALLS.map((c) => `${c}-${where}`));
const stopped = (s: string): Expr => at('mpState', [s], 'stopped');
/** KVM_REQ_SLEEP is one that its maker waits for: no vCPU that was stopped is still in guest code. */
const allLeft = forall('s', 'slot', forall('x', 'incarnation', implies(at('vcpu', ['s', 'x'], 'thread.guest'), at('mpState', ['s'], 'runnable'))));

export const systemEvent: Component = {
  name: 'systemEvent',
  doc: 'progress of SYSTEM_RESET or SYSTEM_OFF of one vCPU in the kernel: which vCPU is stopped next, or all are',
  source: 'Linux arch/arm64/kvm/psci.c (kvm_prepare_system_event); accel/kvm/kvm-all.c:3169-3179; system/runstate.c:627-640, 677-697',
  index: ['slot', 'incarnation'],
  machine: (sorts) => {
    const slots = range(sorts['slot'] ?? 1);
    const walk = (c: string) => [...slots.map((s) => `${c}-${s}`), `${c}-all`];
    return flat(
      'systemEvent',
      region('none', ['none', ...CALLS.flatMap(walk)], {
        ...Object.fromEntries(CALLS.map((c) => [`begin ${c}`, `${c}-0`])),
        next: Object.fromEntries(CALLS.flatMap((c) => walk(c).slice(0, -1).map((s, n) => [s, walk(c)[n + 1]!]))),
        end: 'none',
      }),
    );
  },
  file: import.meta.url,
  actions: [
    ...CALLS.map((c) => ({
      ...guestStep,
      event: c === 'reset' ? 'SYSTEM_RESET' : 'SYSTEM_OFF',
      when: { inGuest: inGuest('k', 'a') },
      effects: [send(me, `begin ${c}`), send(thread, 'sweep')],
      fn: 'kvm_psci_system_reset, kvm_psci_system_off',
      source: 'not forwarded (target/arm/kvm.c:659-668); Linux arch/arm64/kvm/psci.c',
    })),
    {
      ...vcpuStep,
      event: 'stop_vcpu',
      params: [...executor, { name: 's', sort: 'slot' }],
      when: { next: sweep('{s}') },
      effects: [send(me, 'next'), send(ref('mpState', ['s']), 'put stopped')],
      fn: 'kvm_prepare_system_event',
      source: 'Linux arch/arm64/kvm/psci.c: mp_state := STOPPED under mp_state_lock, one vCPU at a time, parked ones and the caller too',
    },
    {
      ...vcpuStep,
      event: 'kicked',
      when: { inGuest: inGuest('k', 'a'), stopped: stopped('k') },
      effects: [send(thread, 'kicked')],
      fn: 'check_vcpu_requests, kvm_vcpu_sleep',
      source: 'Linux arch/arm64/kvm/arm.c: KVM_REQ_SLEEP; until the interrupt comes the vCPU goes on, STOPPED as it is',
    },
    {
      ...vcpuStep,
      event: 'system_event',
      when: { swept: sweep('all'), allLeft },
      effects: [send(me, 'end'), send(thread, 'system event'), choose(ref('shutdown'), { when: at('systemEvent', ['k', 'a'], 'reset-all'), event: 'request reset' }, { event: 'request power-off' })],
      fn: 'kvm_cpu_exec, qemu_system_reset_request, cpu_stop_current',
      source: 'accel/kvm/kvm-all.c:3169-3179; system/runstate.c:627-640; system/cpus.c:691-697: no BQL',
    },
  ],
};

/** The request itself; under TCG the calls are QEMU's (machines/shutdown.ts). */
export const kvmShutdown: Component = { ...shutdown, actions: [] };
/** No call of the guest for a reset or the end is on its way. */
export const noSystemEvent: Expr = and(at('shutdown', [], 'none'), forall('y', 'slot', forall('z', 'incarnation', at('systemEvent', ['y', 'z'], 'none'))));
