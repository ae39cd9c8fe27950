/** Where the events that a mutation is about stand in a recording: their lines, and the command with all that it caused. */
import type { Line } from '../../../checker/conform/recording.ts';

const CPU_ON = 0xc4000003;
const CPU_OFF = 0x84000002;
const is = (...kinds: string[]) => (l: Line): boolean => kinds.includes(l.kind);
const psci = (fn: number) => (l: Line): boolean => (l.kind === 'qemu-trace/obs_psci_call' || l.kind === 'qemu-trace/obs_psci_ret') && l.fields.args['fn'] === fn;
const ejects = (l: Line): boolean => /guest\/(mmio|io)-write/.test(l.kind) && l.fields.args['off'] === 4 && ((l.fields.args['val'] as number) & 14) === 8;

export const EVENTS = ['plug', 'unplug', 'eject', 'CPU_ON', 'CPU_OFF', 'DEVICE_DELETED'] as const;
export type Event = (typeof EVENTS)[number];

/** A command that root gives in the guest. */
const cmd = (like: RegExp) => (l: Line): boolean => l.kind === 'guest/cmd' && like.test(String(l.fields.args['cmd']));
const either = (...of: readonly ((l: Line) => boolean)[]) => (l: Line): boolean => of.some((f) => f(l));

const accepted = (l: Line): boolean => l.fields.error === undefined;

/** A line that says that the event happened; commands that were refused change nothing, and are no events. */
export const LINE_OF: Readonly<Record<Event, (l: Line) => boolean>> = {
  plug: (l) => is('qemu-trace/obs_virt_cpu_pre_plug', 'qemu-trace/obs_virt_cpu_plug', 'qemu-trace/obs_cpuhp_plug_cb', 'qmp-command/device_add')(l) && accepted(l),
  unplug: (l) => is('qemu-trace/obs_virt_cpu_unplug_request', 'qemu-trace/obs_cpuhp_unplug_request_cb', 'qmp-command/device_del')(l) && accepted(l),
  eject: (l) => is('qemu-trace/cpuhp_acpi_ejecting_cpu', 'qemu-trace/obs_cpuhp_unplug_cb', 'qemu-trace/obs_virt_cpu_unplug', 'qemu-trace/obs_cpu_unrealize')(l) || ejects(l),
  CPU_ON: (l) => psci(CPU_ON)(l) || is('guest/psci-cpu-on', 'qemu-trace/obs_power_on_done')(l),
  CPU_OFF: (l) => psci(CPU_OFF)(l) || is('guest/psci-cpu-off', 'qemu-trace/obs_psci_cpu_off', 'qemu-trace/obs_power_off_done')(l),
  DEVICE_DELETED: is('qmp-event/DEVICE_DELETED'),
};

/** The command with which the event begins, and what must be among the lines it caused. */
export const COMMAND_OF: Readonly<Partial<Record<Event, { readonly begins: (l: Line) => boolean; readonly causes: (l: Line) => boolean }>>> = {
  plug: { begins: is('qmp-command/device_add'), causes: is('qemu-trace/obs_cpuhp_plug_cb') },
  unplug: { begins: is('qmp-command/device_del'), causes: is('qemu-trace/obs_cpuhp_unplug_request_cb') },
  eject: { begins: either(ejects, cmd(/\/eject$/)), causes: is('qmp-event/DEVICE_DELETED') },
  CPU_ON: { begins: either(is('guest/psci-cpu-on'), cmd(/^on /)), causes: is('qemu-trace/obs_power_on_done') },
  CPU_OFF: { begins: either(is('guest/psci-cpu-off'), cmd(/^off /)), causes: is('qemu-trace/obs_power_off_done') },
};

/** What a guest prints by itself, and what the harness sees there, follows from a command. */
const follows = is('guest/kernel', 'guest/cpudir-appeared', 'guest/cpudir-gone', 'host/event-not-seen');
const isCommand = (l: Line): boolean => !follows(l) && (l.fields.source === 'guest' || l.fields.source === 'qmp-command' || l.fields.source === 'host');

/** An event begins at this line, and has the effect that it is about. */
export const beginsEvent = (event: Event, lines: readonly Line[], at: number): boolean => {
  const command = COMMAND_OF[event];
  return command !== undefined && command.begins(lines[at]!) && extentOf(lines, at) < lines.length - 1 && lines.slice(at, extentOf(lines, at)).some(command.causes);
};

/** A line of which something is said elsewhere too, or nothing at all: to stand before or after it means nothing. */
export const isAside = is('guest/kernel', 'host/event-not-seen', 'host/cycles-done', 'qemu-trace/gicv3_icc_igrpen_write', 'qemu-trace/gicv3_dist_badread');

/** Lines from the command at `index` up to the next command: it and what it caused. */
export const extentOf = (lines: readonly Line[], index: number): number => {
  let end = index + 1;
  while (end < lines.length && !isCommand(lines[end]!)) end++;
  return end;
};
