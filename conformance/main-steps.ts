/** What the main thread leaves behind: machine initialisation and QMP commands. */
import { and, at, eq, exists, iff, not, value, type Expr } from '../checker/model/expression.ts';
import { event, showsFlags, step, traced, type Emission, type Steps } from './lines.ts';
import { NOW } from './qemu-lines.ts';

/** Initialisation is written out slot by slot, for at most so many possible CPUs. */
const MOST_SLOTS = 16;
/** Before the step, or after it. */
type Condition = Pick<Emission, 'where' | 'whereAfter'>;
export const startsAs = (n: number, ...kinds: string[]): Expr => exists('s', 'slot', and(eq('s', n), at('kind', ['s'], ...kinds)));
export const bootCpus: Expr = eq('boot_cpus', value('bootInfo', [], 'cpus'));
/** The flags that the plug, unplug request and unplug callbacks print. */
export const callbackFlags: Expr = showsFlags('idx', ['enabled', 'present', 'inserting', 'removing']);

/** CPU n, realized by machvirt_init before there is an ACPI device (virt.c:2489). */
export const coldBooted = (n: number): Emission[] => {
  const where = startsAs(n, 'boot', 'cold');
  const off = n === 0 ? 0 : 1;
  return [
    traced('obs_virt_cpu_pre_plug', { is: { cpu: n, hotplugged: 0 }, where }),
    traced('obs_cpu_reset', { is: { cpu: n, power_state: off }, where }),
    traced('obs_cpu_realize', { is: { cpu: n, mpidr: n, hotplugged: 0, start_powered_off: off }, where }),
    traced('obs_virt_cpu_plug', { is: { cpu: n, hotplugged: 0, acpi_dev: 0, boot_cpus: n + 1 }, where }),
  ];
};

/** CPU n, given with -device (virt.c:3178), under this condition. */
export const ofCommandLine = ({ n, ...when }: { readonly n: number } & Condition): Emission[] => {
  return [
    traced('obs_virt_cpu_pre_plug', { is: { cpu: n, hotplugged: 0 }, ...when }),
    traced('obs_gicv3_cpu_update', { is: { gic_cpuif: n, cpu: n, plugging: 1 }, ...when }),
    traced('obs_cpu_reset', { is: { cpu: n, power_state: 1 }, ...when }),
    traced('obs_cpu_realize', { is: { cpu: n, mpidr: n, hotplugged: 0, start_powered_off: 1 }, ...when }),
    traced('obs_virt_cpu_plug', { is: { cpu: n, hotplugged: 0, acpi_dev: 1 }, ...when }),
  ];
};
export const slots = Array.from({ length: MOST_SLOTS }, (_, n) => n);

/** do_cpu_reset of each of these CPUs, in the order of their registration, which the model does not keep. */
export const reset = (when: Condition): Emission => traced('obs_cpu_reset', { each: { s: 'slot' }, ...when, args: { s: 'cpu' }, before: iff(eq('power_state', 0), at('kind', ['s'], 'boot')) });

const initialisation: Steps = [
  step('main.create_cpus', slots.flatMap(coldBooted)),
  // qdev_machine_creation_done resets the machine for the first time.
  step('main.create_devices', [...slots.flatMap((n) => ofCommandLine({ n, where: startsAs(n, 'cli') })), reset({ where: at('kind', ['s'], 'boot', 'cold', 'cli') })]),
];

const begun: Emission = traced('obs_virt_cpu_pre_plug', { args: { i: 'cpu' }, is: { hotplugged: 1 } });
const deviceAdd: Steps = [
  step('main.pre_plug', [begun, traced('obs_gicv3_cpu_update', { args: { i: 'cpu' }, is: { plugging: 1 }, before: eq('gic_cpuif', 'cpu') })]),
  step('main.pre_plug_abort', [begun]),
  step('main.device_add_exist', [begun]),
  step('main.reset_cpu', [
    traced('obs_cpu_reset', { args: { i: 'cpu' }, is: { power_state: 1 } }),
    traced('obs_cpu_realize', { args: { i: 'cpu' }, is: { hotplugged: 1, start_powered_off: 1 }, before: eq('mpidr', 'cpu') }),
    traced('obs_cpu_reset', { args: { i: 'cpu' }, is: { power_state: 1 } }),
  ]),
  step('main.plug', [
    traced('obs_virt_cpu_plug', { args: { i: 'cpu' }, is: { hotplugged: 1, acpi_dev: 1 }, after: bootCpus }),
    traced('obs_cpuhp_plug_cb', { args: { i: 'idx' }, is: { hotplugged: 1 }, after: callbackFlags }),
    traced('obs_ged_send_event', { is: { sel: 8, evsel: 8 } }),
  ]),
];

const deviceDel: Steps = [
  step('main.device_del', [
    traced('obs_virt_cpu_unplug_request', { args: { i: 'cpu' }, is: { cold_booted: 0 } }),
    traced('obs_cpuhp_unplug_request_cb', { args: { i: 'idx' }, after: callbackFlags }),
    traced('obs_ged_send_event', { is: { sel: 8, evsel: 8 } }),
  ]),
  step('main.device_del_refused', [traced('obs_virt_cpu_unplug_request', { args: { i: 'cpu' }, is: { cold_booted: 1 } })]),
];

const runState: Steps = [
  step('main.devices_reset', [reset({ where: not(at('resetList', ['s'], 'null')) }), event('RESET')]),
  // do_vm_stop: runstate_set, then pause_all_vcpus, then the event (system/cpus.c:284-303).
  step('main.stop', [traced('runstate_set', { is: { now: NOW.paused } })]),
  step('main.stopped', [event('STOP')]),
  step('main.cont', [event('RESUME'), traced('runstate_set', { is: { now: NOW.running } })]),
];

export const mainSteps: Steps = [...initialisation, ...deviceAdd, ...deviceDel, ...runState];
