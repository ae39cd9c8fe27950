/** Recordings of `q35` under qtest: the same register block over CPUs that are not persistent (traces/direct, x86_64). */
import { and, eq, or } from '../checker/model/expression.ts';
import type { MappingSource } from '../checker/conform/mapping.ts';
import { commandLines } from './commands.ts';
import { endLines } from './direct.ts';
import { ports, snapshot } from './guest-accesses.ts';
import { event, step, traced, type Lines } from './lines.ts';
import { mainSteps } from './main-steps.ts';
import { hostLines, NOW, qemuLines } from './qemu-lines.ts';
import { deletedIs, vcpuSteps } from './vcpu-steps.ts';

/** Each CPU brings a local APIC, so the n-th CPU at start is the (2n)-th unattached device, and an unplug deletes two. */
const cpuOf = or(and(eq('i', 0), eq('unattached', 0)), and(eq('i', 1), eq('unattached', 2)));
const deletesApicToo = step('vcpu.join', [event('DEVICE_DELETED', { is: { lapic: 1 } }), event('DEVICE_DELETED', { is: { lapic: 0 }, before: deletedIs(cpuOf) })]);
/** qtest starts the machine by itself, with no command and no event. */
const started = step('main.cont', [traced('runstate_set', { is: { now: NOW.running } })]);
const replaced = [deletesApicToo, started];
/** What q35 has not, or qtest cannot do. */
const absent = /^vcpu\.(CPU_|AFFINITY|SYSTEM_|eject_self|read_ged)|^main\.pre_plug_abort$/;

/** Trace points that the x86_64 binary has. */
const ofQ35 = Object.keys(qemuLines).filter((l) => !/obs_(virt|cpu_|gicv3|ged|psci|power)|\/log$/.test(l));

const without = (lines: Lines, ...kinds: string[]): Lines => Object.fromEntries(Object.entries(lines).filter(([kind]) => !kinds.includes(kind)));

export const directQ35: MappingSource = {
  name: 'direct-q35',
  doc: 'A qtest client on q35 makes one access a line; QEMU traces the register block.',
  setup: {
    start: 'host/qemu-start',
    applies: eq('q35', 1),
    bind: { q35: { path: 'start.args.machine', cases: [['^q35\\b', 1]], otherwise: 0 }, ged: 1, hotplug: 1, flat: 1, nameless: 0 },
    design: { path: 'start.args.machine', cases: [['^q35\\b', 'rfc-v5-q35']] },
    labels: { accel: 'start.args.accel', cold: { path: 'start.args.smp', match: '\\bcpus=(\\d+)' }, slots: { path: 'start.args.smp', match: '\\bmaxcpus=(\\d+)' } },
    systems: { path: 'vm', order: ['src'] },
  },
  recorded: [{ lines: ofQ35 }],
  lines: {
    ...hostLines,
    ...endLines,
    ...qemuLines,
    // cont and stop are never sent: what they do is seen, or is not in the recording.
    ...without(commandLines({ unattached: { path: 'args.id', table: { '/machine/unattached/device[0]': 0, '/machine/unattached/device[2]': 1 }, otherwise: -1 }, refuses: 'bootCpu', qomPath: 'result.{s}.1', migrates: false }), 'qmp-command/cont', 'qmp-command/stop'),
    ...ports,
    ...snapshot,
  },
  steps: [...mainSteps, ...vcpuSteps].filter((s) => !absent.test(s.action) && !replaced.some((r) => r.action === s.action)).concat(replaced),
};
