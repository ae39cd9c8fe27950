/**
 * Power state of a CPU and the work queued for it; the PSCI calls that change them (TCG: all of PSCI is QEMU's).
 *
 * Left out: CPU_SUSPEND (a WFI), VERSION, FEATURES, MIGRATE_INFO_TYPE (constants), SYSTEM_RESET and SYSTEM_OFF (they come
 * with the guest), and entry points by value: a misaligned one is the class `CPU_ON_INVALID`, all others behave alike.
 */
import { and, at, exists, ne, not, ref, type Expr } from '../checker/model/expression.ts';
import { choose, each, send, type Action, type Component, type Effect } from '../checker/model/system.ts';
import { bqlFree, inGuest, slotHolds } from './conditions.ts';
import { executor, guestStep, objectParam, slotParam, target } from './executor.ts';
import { firstOfKind } from './kind.ts';
import { parallel, region, type Region } from './region.ts';

const calling = { inGuest: inGuest('k', 'a'), bqlFree };

export const psciActions: readonly Action[] = [
  {
    ...guestStep,
    event: 'CPU_ON',
    params: [...executor, ...target],
    when: { ...calling, occupied: slotHolds('i', 'b'), off: at('psci', ['i', 'b'], 'power.off') },
    effects: [send(ref('psci', ['i', 'b']), 'queue on')],
    fn: 'arm_set_cpu_on',
    source: 'target/arm/arm-powerctl.c:97-216: SUCCESS, work is queued; PSCI_ON_PENDING is tested but never assigned',
  },
  {
    ...guestStep,
    event: 'CPU_ON_ALREADY_ON',
    params: [...executor, ...target],
    when: { ...calling, occupied: slotHolds('i', 'b'), on: at('psci', ['i', 'b'], 'power.on') },
    effects: [],
    fn: 'arm_set_cpu_on',
    source: 'target/arm/arm-powerctl.c:136-141',
  },
  {
    ...guestStep,
    event: 'CPU_ON_DENIED',
    params: [...executor, slotParam],
    when: { ...calling, empty: not(slotHolds('i')) },
    effects: [],
    fn: 'arm_set_cpu_on',
    source: 'target/arm/arm-powerctl.c:122-134: no slot holds a CPU with this affinity.',
  },
  {
    ...guestStep,
    event: 'CPU_ON_UNKNOWN',
    when: { ...calling },
    effects: [],
    fn: 'arm_set_cpu_on',
    source: 'target/arm/arm-powerctl.c:122-134: an MPIDR of no slot gets DENIED too (H11)',
  },
  {
    ...guestStep,
    event: 'CPU_ON_INVALID',
    when: { ...calling },
    effects: [],
    fn: 'arm_set_cpu_on',
    source: 'target/arm/arm-powerctl.c:113-119: entry point not aligned, tested first',
  },
  {
    ...guestStep,
    event: 'AFFINITY_INFO',
    when: { ...calling },
    effects: [],
    fn: 'arm_handle_psci_call',
    source: 'target/arm/psci.c:88-111: a read; its answer is a function of slot and power state',
  },
  {
    ...guestStep,
    event: 'CPU_OFF',
    when: { ...calling, ownSlot: slotHolds('k', 'a') },
    effects: [send(ref('psci', ['k', 'a']), 'queue off'), send(ref('vcpu', ['k', 'a']), 'halt')],
    fn: 'arm_set_cpu_off',
    source: 'target/arm/arm-powerctl.c:265-297; target/arm/psci.c:226-231; the kick to itself leaves guest code before the next block',
  },
  {
    ...guestStep,
    event: 'CPU_OFF_unplugged',
    when: { ...calling, otherOrNone: not(slotHolds('k', 'a')), notOn: not(exists('x', 'incarnation', and(slotHolds('k', 'x'), at('psci', ['k', 'x'], 'power.on')))) },
    effects: [send(ref('qemu'), 'aborted psci_cpu_off')],
    fn: 'arm_handle_psci_call',
    source: 'target/arm/psci.c:226-231: the caller was unplugged under it; arm_get_cpu_by_id finds no CPU, or a new one that is off; the assert fails',
  },
  {
    ...guestStep,
    event: 'CPU_OFF_of_successor',
    params: [...executor, objectParam],
    when: { ...calling, successor: slotHolds('k', 'b'), another: not(slotHolds('k', 'a')), on: at('psci', ['k', 'b'], 'power.on') },
    where: ne('a', 'b'),
    effects: [send(ref('psci', ['k', 'b']), 'queue off')],
    fn: 'arm_set_cpu_off',
    source: 'target/arm/arm-powerctl.c:265-297: looked up by affinity, so the work goes to the CPU that was plugged into the slot since',
  },
];

/** The power state that a machine reset gives CPU (s, x), by the kind of its slot; a CPU_ON that is still queued survives it. */
export const resetTo = (which: 'on' | 'off') => [
  { when: and(at('kind', ['s'], ...(which === 'on' ? ['boot'] : ['cold', 'cli', 'hot'])), at('psci', ['s', 'x'], 'work.on', 'work.on2', 'work.offOn')), event: `reset ${which} pending` },
  { when: at('kind', ['s'], ...(which === 'on' ? ['boot'] : ['cold', 'cli', 'hot'])), event: `reset ${which}` },
];

/** Every CPU object with a reset handler, by the first case that fits. */
export const eachRegistered = (...cases: readonly { readonly when?: Expr; readonly event: string }[]): Effect =>
  each('x', 'incarnation', each('s', 'slot', choose(ref('psci', ['s', 'x']), ...cases.map(({ when, event }) => ({ when: and(at('resetList', ['s'], 'o{x}'), ...(when ? [when] : [])), event })))));

/** do_cpu_reset of every CPU whose handler is registered. */
export const resetRegistered: Effect = eachRegistered(...resetTo('on'), ...resetTo('off'));

/** Its regions; an accelerator that changes one builds its machine from them. */
export const psciRegions: Readonly<Record<'power' | 'work' | 'beforeReset', Region>> = {
  power: region('off', ['off', 'on'], {
    'reset on': 'on',
    'reset off': 'off',
    'reset on pending': 'on',
    'reset off pending': 'off',
    'process on': 'on',
    'process off': 'off',
    finalize: 'off',
  }),
  // `offOn`: a CPU_OFF by a dying predecessor, a machine reset, then CPU_ON; run in this order they leave it on.
  // `on2`: two or more CPU_ON are queued. More of them change nothing: process_queued_cpu_work runs all of them in
  // one BQL section and each does the same (R10).
  work: region('none', ['none', 'on', 'on2', 'off', 'offOn'], {
    'queue on': { none: 'on', on: 'on2', on2: 'on2', off: 'offOn', offOn: 'offOn' },
    // A second one is possible: a dying predecessor turns this CPU off while it turns itself off.
    'queue off': { none: 'off', off: 'off' },
    'process on': 'none',
    'process off': 'none',
    finalize: 'none',
  }),
  // The queued CPU_ON was accepted before a machine reset that has happened since.
  beforeReset: region('no', ['no', 'yes'], { 'reset on pending': 'yes', 'reset off pending': 'yes', 'process on': 'no', 'process off': 'no', finalize: 'no' }),
};

export const psci: Component = {
  name: 'psci',
  doc: 'PSCI power state of one CPU object and the work queued for its thread',
  source: 'target/arm/cpu.h (power_state); target/arm/arm-powerctl.c:62-297; cpu-common.c process_queued_cpu_work',
  index: ['slot', 'incarnation'],
  machine: () => parallel('psci', psciRegions),
  file: import.meta.url,
  actions: psciActions,
  joins: [
    { action: 'main.create_cpus', effects: [firstOfKind('psci', ['boot'], 'reset on')] },
    { action: 'main.reset_cpu', effects: [send(ref('psci', ['i', 'a']), 'reset off')] },
    { action: 'main.devices_reset', effects: [resetRegistered] },
    { action: 'vcpu.join', effects: [send(ref('psci', ['i', 'b']), 'finalize')] },
  ],
};

/** With the conduit disabled: no call is QEMU's, and start-powered-off is not set, so each reset leaves each CPU on (B27). */
export const psciDisabled: Component = {
  ...psci,
  actions: [],
  joins: [
    { action: 'main.create_cpus', effects: [firstOfKind('psci', ['boot', 'cold'], 'reset on')] },
    { action: 'main.create_devices', effects: [firstOfKind('psci', ['cli'], 'reset on')] },
    { action: 'main.reset_cpu', effects: [send(ref('psci', ['i', 'a']), 'reset on')] },
    { action: 'main.devices_reset', effects: [eachRegistered({ event: 'reset on' })] },
    { action: 'vcpu.join', effects: [send(ref('psci', ['i', 'b']), 'finalize')] },
  ],
};
