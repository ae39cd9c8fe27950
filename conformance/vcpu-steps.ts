/** What vCPU threads leave behind: accesses to the hotplug registers and the GED, ejects, PSCI calls, and queued work. */
import { and, at, eq, exists, iff, not, or, type Expr } from '../checker/model/expression.ts';
import { event, isSlot, psciCall, psciReturn, showsFlags, step, traced, type Emission, type Steps } from './lines.ts';
import { bootCpus, callbackFlags } from './main-steps.ts';
import { SAID } from './qemu-lines.ts';

/** The selector is the number that the line prints. */
export const selectorIsIdx: Expr = and(isSlot('idx'), at('registers', [], 'selector.s{idx}'));
const inRange = not(at('registers', [], 'selector.out'));
const command = (...c: number[]): Expr => at('command', [], ...c.map((n) => `c${n}`));
/** What the data register reads (hw/acpi/cpu.c:75-87): the selector, the low half of arch_id, or nothing. */
export const dataIs = (data: string): Expr => or(and(command(0, 3), eq(data, 'idx')), and(command(1, 2), eq(data, 0)));
const ofSlot = (name: string, rest: Partial<Emission> = {}): Emission => traced(name, { args: { i: 'idx' }, ...rest });

const registers: Steps = [
  step('vcpu.write_selector', [ofSlot('cpuhp_acpi_write_idx')]),
  step('vcpu.write_selector_out', [traced('cpuhp_acpi_write_idx', { before: not(isSlot('idx')) })]),
  step('vcpu.write_dropped', [traced('cpuhp_acpi_invalid_idx_selected', { before: not(isSlot('idx')) })]),
  step('vcpu.clear_inserting', [ofSlot('cpuhp_acpi_clear_inserting_evt')]),
  step('vcpu.clear_removing', [ofSlot('cpuhp_acpi_clear_remove_evt')]),
  step('vcpu.eject_invalid', [ofSlot('cpuhp_acpi_ejecting_invalid_cpu')]),
  step('vcpu.fw_remove', [ofSlot('cpuhp_acpi_fw_remove_cpu')]),
  step('vcpu.fw_remove_invalid', [ofSlot('cpuhp_acpi_fw_remove_invalid_cpu')]),
  step('vcpu.next_event', [traced('cpuhp_acpi_write_cmd', { is: { cmd: 0 }, before: selectorIsIdx }), ofSlot('cpuhp_acpi_cpu_has_events', { before: showsFlags('idx', ['inserting', 'removing']) })]),
  step('vcpu.next_event_none', [traced('cpuhp_acpi_write_cmd', { is: { cmd: 0 }, before: selectorIsIdx })]),
  step('vcpu.write_command', [traced('cpuhp_acpi_write_cmd', { args: { c: 'cmd' }, before: selectorIsIdx })]),
  // With the selector out of range the value is 0 and nothing is traced (hw/acpi/cpu.c:59).
  step('vcpu.read_flags', [traced('cpuhp_acpi_read_flags', { before: and(selectorIsIdx, showsFlags('idx'), showsFlags('idx', undefined, 'decoded_')) })], { when: inRange }),
  step('vcpu.read_data', [traced('cpuhp_acpi_read_cmd_data', { before: and(selectorIsIdx, dataIs('data')) })], { when: inRange }),
  step('vcpu.read_data2', [traced('cpuhp_acpi_read_cmd_data2', { is: { data: 0 }, before: selectorIsIdx })], { when: inRange }),
  step('vcpu.read_ged', [traced('obs_ged_read_sel', { before: or(and(eq('val', 8), at('ged', [], 'sel.cpu')), and(eq('val', 0), at('ged', [], 'sel.none'))) })]),
];

/** virt_find_cpu_slot asserts on a CPU that a load has unrealized (B16). */
const survived = at('qemu', [], 'alive');
/** What virt_cpu_unplug leaves behind. A CPU that ejects itself ends QEMU, and the model keeps no state in between: `checked` false. */
const unplugged = (i: string, checked: boolean): Emission[] => [
  traced('cpuhp_acpi_ejecting_cpu', { args: { [i]: 'idx' } }),
  traced('obs_cpuhp_unplug_cb', { args: { [i]: 'idx' }, is: { enabled: 0 }, ...(checked ? { whereAfter: survived, after: callbackFlags } : {}) }),
  traced('obs_gicv3_cpu_update', { args: { [i]: 'cpu' }, is: { plugging: 0 }, before: eq('gic_cpuif', 'cpu'), ...(checked ? { whereAfter: survived } : {}) }),
  traced('obs_virt_cpu_unplug', { args: { [i]: 'cpu' }, ...(checked ? { whereAfter: survived, after: bootCpus } : {}) }),
];

/** The CPU that DEVICE_DELETED names; `unattached` is the variable with the slot of a CPU that was there at start. */
export const deletedIs = (unattached: Expr): Expr => {
  // A CPU given with -device has an id, though it counts as cold-booted.
  const atStart = and(at('object', ['i', 'b'], 'coldBooted.yes'), at('kind', ['i'], 'boot', 'cold'));
  // An id that does not say its slot.
  const other = and(eq('plugged', -1), eq('unattached', -1));
  return or(and(atStart, unattached), and(not(atStart), or(eq('plugged', 'i'), other)));
};

const ejecting: Steps = [
  step('vcpu.eject', unplugged('i', true)),
  step('vcpu.unrealize', [traced('obs_cpu_unrealize', { args: { i: 'cpu' } })]),
  step('vcpu.join', [event('DEVICE_DELETED', { before: deletedIs(eq('unattached', 'i')) })]),
  step('vcpu.eject_self', [...unplugged('k', false), traced('obs_cpu_unrealize', { args: { k: 'cpu' } })]),
];

const said = (what: number, rest: Partial<Emission> = {}): Emission => traced('log', { is: { said: what }, ...rest });
const psci: Steps = [
  step('vcpu.CPU_ON', [psciCall('CPU_ON', { args: { k: 'cpu', i: 'target' } }), psciReturn('CPU_ON', 0)]),
  step('vcpu.CPU_ON_ALREADY_ON', [psciCall('CPU_ON', { args: { k: 'cpu', i: 'target' } }), said(SAID.alreadyOn, { args: { i: 'target' } }), psciReturn('CPU_ON', -4)]),
  step('vcpu.CPU_ON_DENIED', [
    psciCall('CPU_ON', { args: { k: 'cpu', i: 'target' } }),
    said(SAID.unknownCpu, { args: { i: 'target' } }),
    said(SAID.denied, { args: { i: 'target' } }),
    psciReturn('CPU_ON', -3),
  ]),
  step('vcpu.CPU_ON_UNKNOWN', [psciCall('CPU_ON', { before: not(isSlot('target')) }), said(SAID.unknownCpu), said(SAID.denied), psciReturn('CPU_ON', -3)]),
  step('vcpu.CPU_OFF', [psciCall('CPU_OFF'), traced('obs_psci_cpu_off', { args: { k: 'cpu' } })]),
  step('vcpu.CPU_OFF_unplugged', [psciCall('CPU_OFF'), traced('obs_psci_cpu_off', { args: { k: 'cpu' } })]),
  step('vcpu.CPU_OFF_of_successor', [psciCall('CPU_OFF'), traced('obs_psci_cpu_off', { args: { k: 'cpu' } })]),
  // Both end in a CPU_OFF of the caller (target/arm/psci.c:226-231).
  ...(['SYSTEM_RESET', 'SYSTEM_OFF'] as const).flatMap((fn) => ['', '_unplugged', '_of_successor'].map((course) => step(`vcpu.${fn}${course}`, [psciCall(fn), traced('obs_psci_cpu_off', { args: { k: 'cpu' } })]))),
];

/** Power state of the CPU in the slot that a PSCI call names, as AFFINITY_INFO answers: 0 on, 1 off, -2 no such CPU. */
export const affinityIs = (target: string, answer: string): Expr => {
  const power = (p: string): Expr => exists('s', 'slot', and(eq('s', target), exists('x', 'incarnation', and(at('slot', ['s'], 'cpu.o{x}'), at('psci', ['s', 'x'], `power.${p}`)))));
  return or(and(eq(answer, 0), power('on')), and(eq(answer, 1), power('off')), and(eq(answer, -2), not(power('on')), not(power('off'))));
};

/** Queued work runs in the CPU's own thread, all of it under one hold of the lock. */
const turnedOff: Emission[] = [traced('obs_power_off_done', { args: { k: 'cpu' } })];
const turnedOn: Emission[] = [traced('obs_cpu_reset', { args: { k: 'cpu' }, before: iff(eq('power_state', 0), at('kind', ['k'], 'boot')) }), traced('obs_power_on_done', { args: { k: 'cpu' } })];
const work: Steps = [
  step('vcpu.wait_io_event', turnedOn, { when: at('psci', ['k', 'a'], 'work.on') }),
  step('vcpu.wait_io_event', [...turnedOn, ...turnedOn], { when: at('psci', ['k', 'a'], 'work.on2') }),
  step('vcpu.wait_io_event', [...turnedOff, ...turnedOn], { when: at('psci', ['k', 'a'], 'work.offOn') }),
  step('vcpu.wait_io_event', turnedOff, { when: at('psci', ['k', 'a'], 'work.off') }),
];

export const vcpuSteps: Steps = [...registers, ...ejecting, ...psci, ...work];
