/** Lines that the instrumented QEMU writes: its trace points, and the events of its QMP monitor. */
import { and, eq, not, or } from '../checker/model/expression.ts';
import { decodedFlags, FN, flagBits, ignored, trace, type Lines } from './lines.ts';

const QUIT = 'the model does not know quit, which ends QEMU on request';

/** `arm_get_cpu_by_id` and `arm_set_cpu_on` explain themselves with -d guest_errors (target/arm/arm-powerctl.c). */
export const SAID = { unknownCpu: 1, denied: 2, alreadyOn: 3 } as const;
export const NOW = { running: 1, paused: 2, finishing: 3 } as const;

const CONSTANT = 'a PSCI function with a constant answer';
/** Answers of VERSION, MIGRATE_INFO_TYPE, FEATURES; of a function that there is not: NOT_SUPPORTED (target/arm/psci.c). */
const constants = or(and(eq('fn', 0x84000000), eq('ret', 0x10001)), and(eq('fn', 0x84000006), eq('ret', 2)), and(eq('fn', 0x8400000a), eq('ret', 0)), eq('ret', -1));
const isModelled = or(...Object.values(FN).map((fn) => eq('fn', fn)));

export const qemuLines: Lines = {
  'qemu-trace/obs_virt_cpu_pre_plug': trace('cpu', 'hotplugged'),
  'qemu-trace/obs_virt_cpu_plug': trace('cpu', 'hotplugged', 'boot_cpus', 'acpi_dev'),
  'qemu-trace/obs_virt_cpu_unplug_request': trace('cpu', 'cold_booted'),
  'qemu-trace/obs_virt_cpu_unplug': trace('cpu', 'boot_cpus'),
  'qemu-trace/obs_cpu_reset': trace('cpu', 'power_state'),
  'qemu-trace/obs_cpu_realize': trace('cpu', 'mpidr', 'hotplugged', 'start_powered_off'),
  'qemu-trace/obs_cpu_unrealize': trace('cpu'),
  'qemu-trace/obs_gicv3_cpu_update': trace('gic_cpuif', 'cpu', 'plugging'),
  'qemu-trace/obs_cpuhp_plug_cb': trace('idx', 'hotplugged', 'enabled', 'present', 'inserting', 'removing'),
  'qemu-trace/obs_cpuhp_unplug_request_cb': trace('idx', 'enabled', 'present', 'inserting', 'removing'),
  'qemu-trace/obs_cpuhp_unplug_cb': trace('idx', 'enabled', 'present', 'inserting', 'removing'),
  'qemu-trace/obs_ged_send_event': trace('sel', 'evsel'),
  'qemu-trace/obs_ged_read_sel': trace('val'),
  'qemu-trace/obs_psci_call': { bind: { cpu: 'args.cpu', fn: 'args.fn', target: 'args.a1' }, cases: [{ when: isModelled, trace: true }, { ignored: CONSTANT }] },
  'qemu-trace/obs_psci_ret': { bind: { cpu: 'args.cpu', fn: 'args.fn', ret: 'args.ret' }, cases: [{ when: isModelled, trace: true }, { when: constants, ignored: CONSTANT }] },
  'qemu-trace/obs_psci_cpu_off': trace('cpu'),
  'qemu-trace/obs_power_on_done': trace('cpu'),
  'qemu-trace/obs_power_off_done': trace('cpu'),
  'qemu-trace/cpuhp_acpi_invalid_idx_selected': trace('idx'),
  'qemu-trace/cpuhp_acpi_read_flags': {
    // The byte, and the flags that the recorder decoded from it.
    bind: { idx: 'args.idx', ...flagBits('args.flags'), ...decodedFlags('args') },
    cases: [{ trace: true }],
  },
  'qemu-trace/cpuhp_acpi_write_idx': trace('idx'),
  'qemu-trace/cpuhp_acpi_write_cmd': trace('idx', 'cmd'),
  'qemu-trace/cpuhp_acpi_read_cmd_data': trace('idx', 'data'),
  'qemu-trace/cpuhp_acpi_read_cmd_data2': trace('idx', 'data'),
  'qemu-trace/cpuhp_acpi_cpu_has_events': trace('idx', 'inserting', 'removing'),
  'qemu-trace/cpuhp_acpi_clear_inserting_evt': trace('idx'),
  'qemu-trace/cpuhp_acpi_clear_remove_evt': trace('idx'),
  'qemu-trace/cpuhp_acpi_ejecting_cpu': trace('idx'),
  'qemu-trace/cpuhp_acpi_ejecting_invalid_cpu': trace('idx'),
  'qemu-trace/cpuhp_acpi_fw_remove_cpu': trace('idx'),
  'qemu-trace/cpuhp_acpi_fw_remove_invalid_cpu': trace('idx'),
  'qemu-trace/cpuhp_acpi_write_ost_ev': trace('idx', 'ost_event'),
  'qemu-trace/cpuhp_acpi_write_ost_status': trace('idx', 'ost_status'),
  'qemu-trace/log': {
    bind: {
      said: {
        path: 'args.text',
        cases: [
          ['arm_get_cpu_by_id: Requesting unknown CPU', SAID.unknownCpu],
          ['arm_set_cpu_on: Denying attempt to online removed/disabled CPU', SAID.denied],
          ['arm_set_cpu_on: CPU \\d+ is already on', SAID.alreadyOn],
        ],
        otherwise: 0,
      },
      target: { path: 'args.text', match: 'CPU ?(\\d+)', otherwise: -1 },
    },
    cases: [{ when: not(eq('said', 0)), trace: true }, { ignored: 'message of a device that is not in the model' }],
  },
  'qemu-trace/runstate_set': {
    bind: {
      now: {
        path: 'args.text',
        cases: [
          ['new_state \\d+ \\(running\\)', NOW.running],
          ['new_state \\d+ \\(paused\\)', NOW.paused],
          ['new_state \\d+ \\(finish-migrate\\)', NOW.finishing],
        ],
        otherwise: 0,
      },
    },
    cases: [{ when: not(eq('now', 0)), trace: true }, { ignored: QUIT }],
  },
  'qemu-trace/qemu_system_shutdown_request': ignored(QUIT),
  'qemu-trace/migrate_fd_cancel': ignored(QUIT),
  'qmp-event/DEVICE_DELETED': {
    bind: {
      // A CPU with an id, and one that was there at start (by its number among the unattached devices).
      plugged: { path: 'args.path', match: '^/machine/peripheral/core(\\d+)$', otherwise: -1 },
      unattached: { path: 'args.path', match: '^/machine/unattached/device\\[(\\d+)\\]$', otherwise: -1 },
      lapic: { path: 'args.path', cases: [['/lapic$', 1]], otherwise: 0 },
    },
    cases: [{ trace: true }],
  },
  'qmp-event/ACPI_DEVICE_OST': {
    bind: { idx: { path: 'args.info.slot', match: '^(\\d+)$' }, event: 'args.info.source', status: 'args.info.status', hasName: { path: 'args.info.device', present: true } },
    cases: [{ trace: true }],
  },
  'qmp-event/RESET': trace(),
  'qmp-event/STOP': trace(),
  'qmp-event/RESUME': trace(),
  'qmp-event/SHUTDOWN': ignored(QUIT),
};

/** Lines of the harness about the process, and the recording's first line. */
export const hostLines: Lines = {
  'meta/*': ignored('says what the recording is; picks the mapping'),
  'host/qemu-start': ignored('says how QEMU was started; picks design and configuration'),
  'host/crash-backtrace': ignored('a closer look at the end that qemu-exit reports'),
};
