/** Recordings of `virt` under TCG with an operating system in the guest (traces/linux), whole or in parts: a trace log, a QMP session. */
import { and, at, eq, iff } from '../checker/model/expression.ts';
import type { MappingSource } from '../checker/conform/mapping.ts';
import { deviceNamed, ostIs } from './commands.ts';
import { endLines } from './direct.ts';
import { guestInferred, guestLines } from './linux-guest.ts';
import { migrationLines, migrationSteps, migrationTraces } from './migration.ts';
import { mainSteps } from './main-steps.ts';
import { hostLines, qemuLines } from './qemu-lines.ts';
import { affinityIs, vcpuSteps } from './vcpu-steps.ts';
import { isVirt, virtCommands, virtLabels, virtSetup } from './virt.ts';
import { event, ignored, psciCall, step, traced, type Emission, type Lines, type Steps } from './lines.ts';

const commands = virtCommands('result.{s}.qom-path');
const kinds = Object.keys(qemuLines);
const traces = [...kinds.filter((k) => k.startsWith('qemu-trace/')), ...migrationTraces];
const events = kinds.filter((k) => k.startsWith('qmp-event/'));

/** The model knows of a value whether it is zero; two lines about one value must agree in full. */
const ostEvent = traced('cpuhp_acpi_write_ost_ev', { args: { i: 'idx' }, after: iff(eq('ost_event', 0), at('ost', ['i'], 'event.zero')) });
const ostStatus = (rest: Partial<Emission> = {}): Emission => traced('cpuhp_acpi_write_ost_status', { args: { i: 'idx' }, after: iff(eq('ost_status', 0), at('ost', ['i'], 'status.zero')), ...rest });
const ostReported = event('ACPI_DEVICE_OST', { args: { i: 'idx' }, before: deviceNamed('i'), after: ostIs('i', 'event', 'status'), keep: ['status'] });

/** What nobody commands here: the guest does it on its own. */
const ofGuest: Steps = [
  step('vcpu.write_ost_event', [ostEvent]),
  step('vcpu.write_ost_status', [ostReported, ostStatus({ before: eq('status', 'ost_status') })], { when: eq('monitored', 1) }),
  step('vcpu.write_ost_status', [ostStatus()]),
  // What the call asked is in its first line, the answer in the second.
  step('vcpu.AFFINITY_INFO', [psciCall('AFFINITY_INFO', { keep: ['target'] }), traced('obs_psci_ret', { args: { k: 'cpu' }, before: affinityIs('target', 'ret') })]),
];

const READ = 'reads, and changes nothing';
const HARNESS = 'what the harness saw, or did not see in time; other lines say what was';
const same = (reason: string, ...names: string[]): Lines => Object.fromEntries(names.map((n) => [n, ignored(reason)]));
/** Lines without meaning for the model. */
const without: Lines = {
  ...same('the console of the guest, as late as the host read it', 'guest/kernel'),
  ...same('the GIC is modelled as far as its tie to the CPUs goes', 'qemu-trace/gicv3_icc_igrpen_write', 'qemu-trace/gicv3_dist_badread'),
  ...same(READ, 'qmp-command/human-monitor-command', 'qmp-command/qom-list'),
  ...same(HARNESS, 'guest/cpudir-appear-timeout', 'host/event-not-seen', 'host/guest-not-ready', 'host/cycles-done'),
};

export const linux: MappingSource = {
  name: 'linux',
  doc: 'A guest with an operating system on virt; QEMU traces the register block, the GED, PSCI and the board handlers.',
  setup: {
    ...virtSetup,
    applies: and(eq('virt', 1), eq('system', 1)),
    bind: {
      virt: isVirt,
      system: { path: 'start.args.kernel', table: { false: 0 }, otherwise: 1 },
      ged: { path: 'start.args.machine', cases: [['acpi=off', 0]], otherwise: 1 },
      hotplug: { path: 'start.args', cases: [['thread=single|gic-version=2', 0]], otherwise: 1 },
      flat: { path: 'start.args.smp', cases: [['(sockets|clusters|cores|threads)=', 0]], otherwise: 1 },
      traced: { path: 'records', cases: [['all|qemu-trace', 1]], otherwise: 0 },
      guest: { path: 'records', cases: [['all|guest', 1]], otherwise: 0 },
      monitored: { path: 'records', cases: [['all|qmp-command', 1]], otherwise: 0 },
    },
    seen: { nameless: { line: 'qmp-command/device_add', field: { path: 'args.id', present: true }, is: 0 } },
    knows: { linux: 'kernel' },
    labels: {
      ...virtLabels,
      cli: { path: 'start.args.extra', matches: '\\bcore-id=(\\d+)' },
      ged: { path: 'start.args.machine', cases: [['acpi=off', 'no']], otherwise: 'yes' },
      threads: { path: 'start.args.accel', cases: [['thread=single', 'single']], otherwise: 'multi' },
      // Without ACPI a kernel has no code for what is modelled here. Kernels before 6.11 ignore the online-capable flag.
      guest: { path: 'start.args', cases: [['acpi=off', 'hostile'], ['"kernel":"6\\.1"', 'legacy'], ['"kernel":(true|")', 'linux']], otherwise: 'hostile' },
      maxcpus: { path: 'start.args.append', match: '\\bmaxcpus=(\\d+)' },
      nr_cpus: { path: 'start.args.append', match: '\\bnr_cpus=(\\d+)' },
      gic: { path: 'start.args.machine', match: '\\bgic-version=([23])\\b' },
    },
  },
  recorded: [{ lines: [...traces, ...events] }],
  unrecorded: [
    { when: eq('traced', 0), lines: traces },
    { when: eq('guest', 0), lines: Object.keys(guestLines) },
    { when: eq('monitored', 0), lines: [...events, ...Object.keys(commands)] },
  ],
  lines: { ...hostLines, ...endLines, ...qemuLines, ...migrationLines, ...commands, ...guestLines, ...without },
  steps: [...mainSteps, ...migrationSteps, ...vcpuSteps, ...ofGuest],
  inferred: [
    ...guestInferred,
    {
      when: eq('monitored', 0),
      families: ['main.device_add', 'main.device_del', 'main.device_add_exist', 'main.cont', 'main.stop', 'main.system_reset'],
      reason: 'the commands of the monitor were not recorded; what they do is traced',
    },
    {
      when: eq('traced', 0),
      families: ['vcpu.write_selector', 'vcpu.eject', 'vcpu.write_command', 'vcpu.write_ost_event'],
      reason: 'the guest was not recorded: an eject and an _OST report are seen by what they cause, and these lead to them',
    },
  ],
};
