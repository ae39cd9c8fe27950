/**
 * What the bare-metal program (or, on q35, the qtest client) was told to do: one register access or one PSCI call a line.
 * All of its accesses are CPU 0's but where the line says otherwise.
 */
import { and, at, eq, exists, lt, not, or, type Expr } from '../checker/model/expression.ts';
import { decodedFlags, event, flagBits, isSlot, psciCall, showsFlags, traced, type Call, type Emission, type LineRule, type Lines, type Part } from './lines.ts';
import { deviceNamed, ostIs } from './commands.ts';
import { SAID } from './qemu-lines.ts';
import { affinityIs, dataIs, selectorIsIdx } from './vcpu-steps.ts';

const noSlot = at('registers', [], 'selector.out');
/** The access by CPU k (default 0), as one of several that the same write can be. */
const by = (action: string, rest: Partial<Extract<Part, { action: string }>> = {}): Part => ({ action, ...rest, args: { k: 0, ...rest.args } });
const dropped = by('vcpu.write_dropped');
/** No answer: QEMU was gone, or the guest hung. */
const unanswered: Expr = eq('silent', 1);
const silent = { path: 'error', present: true } as const;

/** An eject is over when the thread of the CPU has been joined: the write does not return before. */
const ejects = (k: string | number): Call => [
  [by('vcpu.eject', { args: { k } }), by('vcpu.unrealize', { args: { k } }), by('vcpu.join', { args: { k } })],
  [by('vcpu.eject_invalid', { args: { k } })],
  [by('vcpu.write_dropped', { args: { k } })],
];

/** A qtest client is no CPU, and ejects none that it is. */
const ejectsSelf = (k: string | number): Call => [[by('vcpu.eject_self', { args: { k } })]];

/** Traces with the very value that was written, where the steps know its class only. */
const value = (e: Emission, line: string): Emission => ({ ...e, before: and(e.before ?? eq(0, 0), eq(line, 'val')) });
const ofSlot = (name: string): Emission => traced(name, { args: { i: 'idx' } });
const write = (eject: Call): LineRule => ({
  bind: {
    off: 'args.off',
    val: 'args.val',
    silent,
    slot: { path: 'args.val', within: 'slot', otherwise: -1 },
    kind: { path: 'args.val', table: { 0: 'zero' }, otherwise: 'other' },
    ...Object.fromEntries([1, 2, 3, 4].map((bit) => [`bit${bit}`, { path: 'args.val', bit }])),
  },
  cases: [
    { when: and(eq('off', 0), not(eq('slot', -1))), call: [[by('vcpu.write_selector', { args: { i: 'slot' } })]], unanswered },
    { when: eq('off', 0), call: [[by('vcpu.write_selector_out', { emits: [value(traced('cpuhp_acpi_write_idx'), 'idx')] })]], unanswered },
    // hw/acpi/cpu.c:131-160: the lowest set bit of 1..4 wins.
    { when: and(eq('off', 4), eq('bit1', 1)), call: [[by('vcpu.clear_inserting')], [dropped]], unanswered },
    { when: and(eq('off', 4), eq('bit2', 1)), call: [[by('vcpu.clear_removing')], [dropped]], unanswered },
    { when: and(eq('off', 4), eq('bit3', 1)), call: eject, unanswered },
    { when: and(eq('off', 4), eq('bit4', 1)), call: [[by('vcpu.fw_remove')], [by('vcpu.fw_remove_invalid')], [dropped]], unanswered },
    { when: eq('off', 4), call: [[by('vcpu.write_ignored', { emits: [] })], [dropped]], unanswered },
    { when: and(eq('off', 5), eq('val', 0)), call: [[by('vcpu.next_event')], [by('vcpu.next_event_none')], [dropped]], unanswered },
    { when: and(eq('off', 5), lt('val', 4)), call: [[by('vcpu.write_command', { args: { c: 'val' } })], [dropped]], unanswered },
    { when: eq('off', 5), call: [[by('vcpu.write_ignored', { emits: [value(traced('cpuhp_acpi_write_cmd', { before: selectorIsIdx }), 'cmd')] })], [dropped]], unanswered },
    {
      when: eq('off', 8),
      call: [
        [by('vcpu.write_ost_event', { args: { v: 'kind' }, emits: [value(ofSlot('cpuhp_acpi_write_ost_ev'), 'ost_event')] })],
        [
          by('vcpu.write_ost_status', {
            args: { v: 'kind' },
            emits: [event('ACPI_DEVICE_OST', { args: { i: 'idx' }, before: and(eq('status', 'val'), deviceNamed('idx')), after: ostIs('idx', 'event', 'status') }), value(ofSlot('cpuhp_acpi_write_ost_status'), 'ost_status')],
          }),
        ],
        // With command 0 or 3 the data register cannot be written.
        [by('vcpu.write_ignored', { before: at('command', [], 'c0', 'c3'), emits: [] })],
        [dropped],
      ],
      unanswered,
    },
  ],
});

/** Value of the flags byte of whichever slot is selected; 0 if none is. */
const flagsRead = (shown: Expr): Expr => or(and(noSlot, eq('result', 0)), exists('s', 'slot', and(at('registers', [], 'selector.s{s}'), shown)));
/** Only the bits that mean something can be set. */
const flagsByte = and(eq('bit3', 0), eq('bit6', 0), eq('bit7', 0), lt('result', 256));
const read: LineRule = {
  bind: { off: 'args.off', size: 'args.size', result: 'result', silent, ...flagBits('result'), ...Object.fromEntries([3, 6, 7].map((bit) => [`bit${bit}`, { path: 'result', bit }])), ...flagBits('result', 32, 'wide_') },
  cases: [
    { when: and(eq('off', 0), eq('size', 8)), call: [[by('vcpu.read_data2'), by('vcpu.read_flags', { before: flagsRead(showsFlags('s', undefined, 'wide_')) })]], unanswered },
    { when: eq('off', 0), call: [[by('vcpu.read_data2'), { check: eq('result', 0) }]], unanswered },
    { when: eq('off', 4), call: [[by('vcpu.read_flags', { before: flagsRead(and(showsFlags('s'), flagsByte)) })]], unanswered },
    {
      when: eq('off', 8),
      call: [[by('vcpu.read_data', { before: or(and(noSlot, eq('result', 0)), exists('idx', 'slot', and(at('registers', [], 'selector.s{idx}'), dataIs('result')))) })]],
      unanswered,
    },
    { when: not(lt('off', 12)), ignored: 'outside the 12 bytes of the block: the program takes an abort and stops, QEMU is not concerned' },
    // Nothing is read there (hw/acpi/cpu.c:101).
    { call: [[{ check: eq('result', 0) }]], unanswered },
  ],
};

/** Accesses of CPU 0 by MMIO (virt), and of the qtest client by I/O ports (q35). */
export const mmio: Lines = { 'guest/mmio-write': write([...ejects(0), ...ejectsSelf(0)]), 'guest/mmio-read': read };
export const ports: Lines = { 'guest/io-write': write(ejects(0)), 'guest/io-read': read };

/** A derived line: the flags of all slots, just read one after the other. */
export const snapshot: Lines = {
  'guest/flags-snapshot': {
    cases: [{ state: and(showsFlags('s'), showsFlags('s', undefined, 'decoded_')), each: { s: 'slot' }, bind: { ...flagBits('args.{s}.raw'), ...decodedFlags('args.{s}') } }],
  },
};

const called = { target: 'args.mpidr', k: { path: 'args.by', otherwise: 0 }, slot: { path: 'args.mpidr', within: 'slot', otherwise: -1 }, result: 'result', silent } as const;
const caller = { k: 'k' };
const inGuest = (k: string): Expr => exists('x', 'incarnation', at('vcpu', [k, 'x'], 'thread.guest'));
export const psciCalls: Lines = {
  'guest/psci-cpu-on': {
    bind: called,
    cases: [
      { when: and(eq('result', 0), isSlot('slot')), call: [[by('vcpu.CPU_ON', { args: { ...caller, i: 'slot' } })]], unanswered },
      { when: and(eq('result', -4), isSlot('slot')), call: [[by('vcpu.CPU_ON_ALREADY_ON', { args: { ...caller, i: 'slot' } })]], unanswered },
      { when: and(eq('result', -3), isSlot('slot')), call: [[by('vcpu.CPU_ON_DENIED', { args: { ...caller, i: 'slot' } })]], unanswered },
      { when: eq('result', -3), call: [[by('vcpu.CPU_ON_UNKNOWN', { args: caller })]], unanswered },
    ],
  },
  'guest/psci-affinity-info': {
    bind: { ...called, k: 0, asked: 'args.mpidr' },
    cases: [
      {
        call: [
          [
            by('vcpu.AFFINITY_INFO', {
              before: affinityIs('asked', 'result'),
              emits: [
                psciCall('AFFINITY_INFO', { before: eq('target', 'asked') }),
                traced('log', { is: { said: SAID.unknownCpu }, where: eq('result', -2), before: eq('target', 'asked') }),
                traced('obs_psci_ret', { args: { k: 'cpu' }, before: eq('ret', 'result') }),
              ],
            }),
          ],
        ],
        unanswered,
      },
    ],
  },
  // The CPU itself makes the call; the harness waits for no answer.
  'guest/psci-cpu-off': {
    bind: { k: 'args.cpu' },
    cases: [{ call: ['CPU_OFF', 'CPU_OFF_unplugged', 'CPU_OFF_of_successor'].map((c) => [by(`vcpu.${c}`, { args: caller })]), unanswered: eq(0, 0) }],
  },
};

export const programLines: Lines = {
  'guest/ged-read': {
    bind: { result: 'result', silent },
    cases: [{ call: [[by('vcpu.read_ged', { before: or(and(eq('result', 8), at('ged', [], 'sel.cpu')), and(eq('result', 0), at('ged', [], 'sel.none'))) })]], unanswered }],
  },
  'guest/self-eject': { bind: { k: 'args.cpu' }, cases: [{ call: [...ejects('k'), ...ejectsSelf('k')], unanswered: eq(0, 0) }] },
  'guest/cross-eject': { bind: { k: 'args.cpu' }, cases: [{ call: [...ejects('k'), ...ejectsSelf('k')], unanswered: eq(0, 0) }] },
  'guest/firmware-up': { bind: { k: 0 }, cases: [{ state: inGuest('k') }] },
  // A counter that moves: the CPU executes guest code. One that does not: it has none, or is not powered on.
  'guest/heartbeat': {
    bind: { k: 'args.cpu', running: 'result.running' },
    cases: [{ when: eq('running', 1), state: inGuest('k') }, { when: eq('running', 0), state: not(inGuest('k')) }],
  },
};
