/**
 * What a Linux guest says of itself through the harness: its CPU masks, and the commands that root gives there. It means something
 * where the system has a kernel (`linux`); a hostile guest keeps no such state.
 */
import { and, at, eq, iff, implies, not, or, type Expr } from '../checker/model/expression.ts';
import type { Field } from '../checker/conform/field.ts';
import type { MappingSource } from '../checker/conform/mapping.ts';
import { enumerated, online, possible, registered } from '../machines/linux/masks.ts';
import { kernelUp } from '../machines/linux/phase.ts';
import type { Call, LineRule, Lines, Part } from './lines.ts';

const linux = eq('linux', 1);
const STATELESS = { ignored: 'what the guest says of itself; a hostile guest keeps no such state' };
const ofLinux = (...cases: LineRule['cases']): LineRule['cases'] => [{ when: not(linux), ...STATELESS }, ...cases];
/** The harness got no answer: guest or QEMU was gone. */
const NO_ANSWER = { when: not(eq('lost', 0)), ignored: 'no answer' };
const lost: Field = { path: 'error', present: true };

/** What root is asked to do, by the command. */
const DOES = { nothing: 0, online: 1, offline: 2, eject: 3, reboot: 4 } as const;
const does = (what: keyof typeof DOES): Expr => eq('does', DOES[what]);
/** `rc` of the shell, and whether there was a file to write to. */
const ENDS = { done: 0, noFile: 1, noDevice: 2, other: 3 } as const;
const ends = (how: keyof typeof ENDS): Expr => eq('ends', ENDS[how]);

/** A write to cpuN/online returns when the CPU is there or gone; one that asks for what is already so does nothing. */
const wrote = (action: string, becomes: Expr): Call => [[{ action, args: { i: 'i' } }, { check: becomes }], [{ check: becomes }]];

const cmd: LineRule = {
  bind: {
    lost,
    does: {
      path: 'args.cmd',
      cases: [
        ['^on \\d+$', DOES.online],
        ['^off \\d+$', DOES.offline],
        ['echo 1 > /sys/bus/acpi/devices/ACPI0007:\\d\\d/eject$', DOES.eject],
        ['^reboot ', DOES.reboot],
      ],
      otherwise: DOES.nothing,
    },
    i: { path: 'args.cmd', match: '^(?:on|off) (\\d+)$|ACPI0007:0(\\d)/eject$', group: 1 },
    device: { path: 'args.cmd', match: 'ACPI0007:0(\\d)/eject$', otherwise: -1 },
    ends: { path: 'result', cases: [['"rc":0', ENDS.done], ["can't create", ENDS.noFile], ['No such device', ENDS.noDevice]], otherwise: ENDS.other },
  },
  cases: ofLinux(
    { when: does('nothing'), ignored: 'looks at something, or asks for what this kernel has not' },
    { when: does('reboot'), call: [[{ action: 'kernel.reboot' }]], unanswered: eq('lost', 1) },
    // QEMU was gone, or went while the kernel was at it.
    { when: and(does('online'), eq('lost', 1)), call: [[{ action: 'kernel.online', args: { i: 'i' } }], []], unanswered: eq('lost', 1) },
    { when: and(does('offline'), eq('lost', 1)), call: [[{ action: 'kernel.offline', args: { i: 'i' } }], []], unanswered: eq('lost', 1) },
    { when: and(does('online'), ends('done')), call: wrote('kernel.online', online('i')) },
    { when: and(does('offline'), ends('done')), call: wrote('kernel.offline', not(online('i'))) },
    { when: and(does('online'), ends('noFile')), call: [[{ check: not(registered('i')) }]] },
    { when: and(does('offline'), ends('noFile')), call: [[{ check: not(registered('i')) }]] },
    { when: and(does('eject'), ends('done')), call: [[{ action: 'kernel.sysfs_eject', args: { i: 'device' } }]] },
    { when: and(does('eject'), ends('noDevice')), call: [[{ check: not(enumerated('device')) }]] },
    { when: and(does('eject'), ends('noFile')), call: [[{ check: at('kind', ['device'], 'boot') }]] },
  ),
};

/** Each file or folder is read at a moment of its own, one after the other. */
const reads = (check: Expr, bind: Record<string, Field>): Part => ({ check, each: { s: 'slot' }, bind });
const list = (name: string, mask: Expr): Part => reads(implies(not(eq(name, -1)), iff(eq(name, 1), mask)), { [name]: { path: `result.${name}`, lists: 's', otherwise: -1 } });

const masks: LineRule = {
  bind: { lost },
  cases: ofLinux(NO_ANSWER, {
    call: [
      [
        reads(and(iff(not(eq('dir', 0)), registered('s')), implies(eq('up', 1), online('s')), implies(eq('up', 0), not(online('s')))), { dir: { path: 'result.dirs.{s}', present: true }, up: { path: 'result.dirs.{s}', table: { 0: 0, 1: 1 }, otherwise: -1 } }),
        // A driver is bound exactly where the kernel has enumerated the device. What _STA said is in the trace.
        reads(iff(eq('bound', 1), enumerated('s')), { bound: { path: 'result.acpi.ACPI0007:0{s}.bound', table: { y: 1 }, otherwise: 0 } }),
        reads(iff(eq('eject', 0), or(at('kind', ['s'], 'boot'), eq('hotplug', 0))), { eject: { path: 'result.acpi.ACPI0007:0{s}.eject_attr', table: { y: 1 }, otherwise: 0 } }),
        list('possible', possible('s')),
        list('present', possible('s')),
        list('enabled', registered('s')),
        list('online', online('s')),
        // Of CPUs that are not possible it lists those cut off by nr_cpus= (drivers/base/cpu.c print_cpus_offline).
        reads(implies(possible('s'), iff(eq('offline', 1), not(online('s')))), { offline: { path: 'result.offline', lists: 's', otherwise: -1 } }),
      ],
    ],
  }),
};

const madt: LineRule = {
  bind: { lost },
  cases: ofLinux(NO_ANSWER, {
    call: [
      [
        reads(and(iff(eq('enabled', 1), at('madt', ['s'], 'enabled')), iff(eq('capable', 1), at('madt', ['s'], 'onlineCapable'))), {
          enabled: 'result.gicc.{s}.enabled',
          capable: 'result.gicc.{s}.online_capable',
        }),
      ],
    ],
  }),
};

const says = (state: Expr): LineRule => ({ bind: { i: 'args.cpu' }, cases: ofLinux({ state }) });

export const guestLines: Lines = {
  'guest/cmd': cmd,
  'guest/masks': masks,
  'guest/madt': madt,
  'guest/ready': says(kernelUp),
  'guest/cpudir-appeared': says(registered('i')),
  'guest/cpudir-gone': says(not(registered('i'))),
};

/** What the guest does unseen. */
export const guestInferred: NonNullable<MappingSource['inferred']> = [
  { when: linux, families: ['vcpu.acknowledge_ged'], reason: 'an interrupt is acknowledged in the GIC, where nothing is traced' },
  { when: linux, families: ['kernel.offline_refused'], reason: 'a veto inside the guest kernel is seen by what it does next' },
  { when: and(linux, eq('guest', 0)), families: ['kernel.online', 'kernel.offline', 'kernel.reboot'], reason: 'what root commands in the guest was not recorded; writes to `eject` files are not inferred, because at any time one could be pending for each CPU' },
];
