/**
 * What is seen of the virt machine from outside (R21): commands of the operator and their replies, QMP events, accesses of the guest with the
 * values that it reads, PSCI calls and their results, the interrupt of the GED, the first instruction of a vCPU, and QEMU's end. A write
 * looks the same whether QEMU heeds it or not; which action it is shows only in what follows.
 */
import { and, at, exists, ref, type Expr, type Index } from '../checker/model/expression.ts';
import { seen, type ObservedAction, type Observation } from '../checker/model/observation.ts';
import { choose, each, send, type Component, type Join } from '../checker/model/system.ts';
import { plugged, selected, slotHolds } from './conditions.ts';
import { flat, region } from './region.ts';

const started = ref('started', ['k']);
const again = (action: string, slot: 'i' | 'k'): Join => ({ action, effects: [send(ref('started', [slot]), 'off')] });
const everywhere = (action: string): Join => ({ action, effects: [each('s', 'slot', send(ref('started', ['s']), 'off'))] });

/** Tells the first guest instruction from those behind it. */
const startedComponent: Component = {
  name: 'started',
  doc: 'observer: the vCPU of the slot has executed a guest instruction since it was started',
  source: 'R21',
  index: ['slot'],
  observer: true,
  machine: () => flat('started', region('no', ['no', 'yes'], { run: 'yes', off: 'no' })),
  file: import.meta.url,
  joins: [
    { action: 'vcpu.run', effects: [choose(started, { when: at('started', ['k'], 'no'), event: 'run' })] },
    ...['vcpu.CPU_OFF', 'vcpu.CPU_OFF_unplugged', 'vcpu.CPU_OFF_of_successor', 'vcpu.CPU_OFF_when_off'].map((a) => again(a, 'k')),
    again('vcpu.join', 'i'),
    ...['main.devices_reset', 'main.resume_after_reset'].map(everywhere),
  ],
};

/** Some slot that the selector names has it. */
const ofSelected = (e: (slot: string) => Expr): Expr => exists('s', 'slot', and(selected('s'), e('s')));
const isOn = (s: Index): Expr => exists('x', 'incarnation', and(slotHolds(s, 'x'), at('psci', [s, 'x'], 'power.on')));

const COMMANDS: readonly ObservedAction[] = [
  { action: 'main.device_add', cases: [{ label: 'device_add {i} {p}' }] },
  seen('main.plug', 'device_add: done'),
  seen('main.device_add_error', 'device_add: error'),
  seen('main.device_add_exist', 'device_add {i}: error'),
  seen('main.device_add_refused', 'device_add, bad arguments: error'),
  seen('main.device_del', 'device_del {i}: done'),
  ...['main.device_del_refused', 'main.device_del_while_migrating', 'main.device_del_in_process'].map((a) => seen(a, 'device_del {i}: error')),
  seen('main.device_del_not_found', 'device_del of nothing: error'),
  seen('main.cont', 'cont; event RESUME'),
  seen('main.stop', 'stop'),
  seen('main.stopped', 'stop: done; event STOP'),
  seen('main.system_reset', 'system_reset'),
  ...['main.devices_reset', 'main.resume_after_reset'].map((a) => seen(a, 'event RESET')),
  seen('main.guest_reset', 'event RESET asked for by the guest'),
  seen('main.guest_shutdown', 'event SHUTDOWN'),
  ...['vcpu.join', 'main.unrealized_unwanted'].map((a) => seen(a, 'event DEVICE_DELETED {i}')),
  seen('main.migrate', 'migrate'),
  seen('main.migrate_cancel', 'migrate_cancel'),
  seen('main.migrate_incoming', 'migrate_incoming'),
  seen('migration.start_destination', 'destination starts, slot 1: {slot1}'),
  seen('migration.start_empty_destination', 'destination starts without CPUs'),
  seen('migration.start_equal_destination', 'destination starts like the source'),
  ...['migration.cancelled', 'migration.stay_paused', 'migration.fail'].map((a) => seen(a, 'migrate: failed')),
  seen('migration.go_on', 'event RESUME'),
  ...['migration.save', 'migration.save_stopped'].map((a) => seen(a, 'migrate: stream written')),
  seen('migration.complete', 'migrate_incoming: done'),
  ...['migration.unknown_section', 'migration.stream_error'].map((a) => seen(a, 'migrate_incoming: failed')),
  ...['main.savevm', 'main.savevm_sync'].map((a) => seen(a, 'savevm')),
  ...['main.savevm_save', 'main.savevm_stopped'].map((a) => seen(a, 'savevm: done')),
  ...['main.loadvm', 'main.loadvm_stopped'].map((a) => seen(a, 'loadvm')),
  seen('main.loadvm_complete', 'loadvm: done'),
  ...['main.loadvm_unknown_section', 'main.loadvm_unknown_section_last', 'main.loadvm_stream_error', 'main.loadvm_refused'].map((a) => seen(a, 'loadvm: error')),
];

/** The register block and the GED. */
const ACCESSES: readonly ObservedAction[] = [
  seen('vcpu.write_selector', 'vcpu {k} writes selector {i}'),
  seen('vcpu.write_selector_out', 'vcpu {k} writes selector, out of range'),
  ...['vcpu.write_dropped', 'vcpu.write_ignored'].map((a) => seen(a, 'vcpu {k} writes what is ignored')),
  seen('vcpu.clear_inserting', 'vcpu {k} writes clear inserting'),
  seen('vcpu.clear_removing', 'vcpu {k} writes clear removing'),
  ...['vcpu.eject', 'vcpu.eject_self', 'vcpu.eject_in_shared_thread', 'vcpu.eject_invalid'].map((a) => seen(a, 'vcpu {k} writes eject')),
  ...['vcpu.fw_remove', 'vcpu.fw_remove_invalid'].map((a) => seen(a, 'vcpu {k} writes fw_remove')),
  ...['vcpu.next_event', 'vcpu.next_event_none'].map((a) => seen(a, 'vcpu {k} writes next CPU with event')),
  seen('vcpu.write_command', 'vcpu {k} writes command {c}'),
  seen('vcpu.write_ost_event', 'vcpu {k} writes _OST event {v}'),
  seen('vcpu.write_ost_status', 'vcpu {k} writes _OST status {v}; event ACPI_DEVICE_OST {i}'),
  seen('vcpu.read_flags', 'vcpu {k} reads flags', {
    enabled: ofSelected((s) => at('acpi', [s], 'enabled.yes')),
    present: ofSelected((s) => at('acpi', [s], 'present.yes')),
    inserting: ofSelected((s) => at('inserting', [s], 'yes')),
    removing: ofSelected((s) => at('removing', [s], 'yes')),
    fw_remove: ofSelected((s) => at('fwRemove', [s], 'yes')),
  }),
  seen('vcpu.read_ged', 'vcpu {k} reads GED selector', { cpu: at('ged', [], 'sel.cpu') }),
  seen('vcpu.acknowledge_ged', 'vcpu {k} takes the GED interrupt'),
];

const CALLS: readonly ObservedAction[] = [
  seen('vcpu.CPU_ON', 'vcpu {k} CPU_ON {i}: SUCCESS'),
  seen('vcpu.CPU_ON32', 'vcpu {k} CPU_ON (32 bit) {i}: SUCCESS'),
  seen('vcpu.CPU_ON_ALREADY_ON', 'vcpu {k} CPU_ON {i}: ALREADY_ON'),
  seen('vcpu.CPU_ON_SELF', 'vcpu {k} CPU_ON {k}: ALREADY_ON'),
  seen('vcpu.CPU_ON_DENIED', 'vcpu {k} CPU_ON {i}: DENIED'),
  seen('vcpu.CPU_ON_UNKNOWN', 'vcpu {k} CPU_ON of an unknown CPU: DENIED'),
  seen('vcpu.CPU_ON_INVALID', 'vcpu {k} CPU_ON with a bad entry point: INVALID_ADDRESS'),
  ...['vcpu.CPU_OFF', 'vcpu.CPU_OFF_unplugged', 'vcpu.CPU_OFF_of_successor', 'vcpu.CPU_OFF_when_off'].map((a) => seen(a, 'vcpu {k} CPU_OFF')),
  seen('vcpu.AFFINITY_INFO_ON', 'vcpu {k} AFFINITY_INFO {i}: ON'),
  seen('vcpu.AFFINITY_INFO_OFF', 'vcpu {k} AFFINITY_INFO {i}: OFF'),
  ...['vcpu.SYSTEM_RESET', 'vcpu.SYSTEM_RESET_unplugged', 'vcpu.SYSTEM_RESET_of_successor'].map((a) => seen(a, 'vcpu {k} SYSTEM_RESET')),
  ...['vcpu.SYSTEM_OFF', 'vcpu.SYSTEM_OFF_unplugged', 'vcpu.SYSTEM_OFF_of_successor'].map((a) => seen(a, 'vcpu {k} SYSTEM_OFF')),
  { action: 'vcpu.run', cases: [{ when: at('started', ['k'], 'no'), label: 'vcpu {k} executes its first instruction' }] },
];

/** What is seen of a virt machine with so many slots. */
export const observationOf = (slots: number): Observation => {
  const each = Array.from({ length: slots }, (_, s) => s);
  return {
    components: [startedComponent],
    labels: [
      ...COMMANDS,
      ...ACCESSES,
      ...CALLS,
      seen('vcpu.read_data', 'vcpu {k} reads data', Object.fromEntries(each.map((s) => [`cpu${s}`, at('registers', [], `selector.s${s}`)]))),
      // One action for all targets: it shows which of them are on.
      seen('vcpu.AFFINITY_INFO', 'vcpu {k} AFFINITY_INFO', Object.fromEntries(each.map((s) => [`on${s}`, isOn(s)]))),
    ],
    state: [
      { name: 'running', expr: at('runstate', [], 'running') },
      { name: 'CPU {i} plugged', bind: { i: 'slot' }, expr: plugged('i') },
      { name: 'CPU {i} enabled', bind: { i: 'slot' }, expr: at('acpi', ['i'], 'enabled.yes') },
      { name: 'CPU {i} inserting', bind: { i: 'slot' }, expr: at('inserting', ['i'], 'yes') },
      { name: 'CPU {i} removing', bind: { i: 'slot' }, expr: at('removing', ['i'], 'yes') },
      { name: 'CPU {i} on', bind: { i: 'slot' }, expr: isOn('i') },
    ],
    end: 'qemu',
  };
};
