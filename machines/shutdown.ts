/**
 * PSCI SYSTEM_RESET and SYSTEM_OFF: a request to the main loop, and CPU_OFF of the caller, which must not go on until it is
 * served. That CPU_OFF is looked up and asserted as the plain one is (machines/psci.ts), with the same two ways to go wrong.
 */
import { and, at, exists, ne, not, ref, type Expr } from '../checker/model/expression.ts';
import { send, type Action, type Component } from '../checker/model/system.ts';
import { bqlFree, inGuest, slotHolds } from './conditions.ts';
import { executor, guestStep, objectParam } from './executor.ts';
import { flat, region } from './region.ts';

const calling = { inGuest: inGuest('k', 'a'), bqlFree };
const powerOf = (x: string, state: string): Expr => and(slotHolds('k', x), at('psci', ['k', x], `power.${state}`));

/** The three courses of one call; `request`: what the main loop is asked for. */
const family = (event: string, request: string, lines: string): Action[] => [
  {
    ...guestStep,
    event,
    when: { ...calling, ownSlot: slotHolds('k', 'a') },
    effects: [send(ref('shutdown'), request), send(ref('psci', ['k', 'a']), 'queue off'), send(ref('vcpu', ['k', 'a']), 'halt')],
    fn: 'arm_handle_psci_call, arm_set_cpu_off',
    source: `target/arm/psci.c:${lines}, 226-231`,
  },
  {
    ...guestStep,
    event: `${event}_unplugged`,
    when: { ...calling, otherOrNone: not(slotHolds('k', 'a')), notOn: not(exists('x', 'incarnation', powerOf('x', 'on'))) },
    effects: [send(ref('qemu'), 'aborted psci_cpu_off')],
    fn: 'arm_handle_psci_call',
    source: `target/arm/psci.c:${lines}, 226-231: the caller was unplugged under it; the assert fails`,
  },
  {
    ...guestStep,
    event: `${event}_of_successor`,
    params: [...executor, objectParam],
    when: { ...calling, another: not(slotHolds('k', 'a')), on: powerOf('b', 'on') },
    where: ne('a', 'b'),
    effects: [send(ref('shutdown'), request), send(ref('psci', ['k', 'b']), 'queue off')],
    fn: 'arm_handle_psci_call, arm_set_cpu_off',
    source: `target/arm/psci.c:${lines}, 226-231: turns off the CPU that was plugged into the slot since; the caller goes on`,
  },
];

export const shutdown: Component = {
  name: 'shutdown',
  doc: 'what the guest asked the main loop for: nothing, a reset, or power-off',
  source: 'system/runstate.c reset_requested, shutdown_requested; 693-760',
  index: [],
  machine: () =>
    flat(
      'shutdown',
      // Power-off is looked at first and ends QEMU: a reset asked for besides it no longer matters.
      region('none', ['none', 'reset', 'powerOff'], { 'request reset': { none: 'reset', reset: 'reset', powerOff: 'powerOff' }, 'request power-off': 'powerOff', served: { none: 'none', reset: 'none', powerOff: 'powerOff' } }),
    ),
  file: import.meta.url,
  actions: [...family('SYSTEM_RESET', 'request reset', '121-128'), ...family('SYSTEM_OFF', 'request power-off', '129-131')],
  joins: [{ action: 'main.pause_for_reset', effects: [send(ref('shutdown'), 'served')] }],
};
