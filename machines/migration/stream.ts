/**
 * The migration stream, or a snapshot: one component for each thing the code sends, each with the event that loads it again
 * (R7). `nothing`: no stream exists. Not sent: fw_remove, AcpiCpuStatus.cpu, cold_booted, boot_cpus and FW_CFG_NB_CPUS.
 *
 * Guest memory and registers travel unchanged, so a component that stands for the guest has nothing here and receives no
 * event: it keeps its state.
 */
import { and, at, exists, not, or, ref, type Expr, type Index } from '../../checker/model/expression.ts';
import { choose, each, type Component, type Effect, type Sorts } from '../../checker/model/system.ts';
import { plugged } from '../conditions.ts';
import { flat, range, region } from '../region.ts';
import { hasGed, sortsOf, type VirtOptions } from '../sorts.ts';

/** Actions that write a stream. */
export type Saves = readonly string[];
/** What is done with the stream. */
export interface Ways {
  readonly save: Saves;
  /** Actions after which there is no stream any more. */
  readonly forget: readonly string[];
}

/** A value as the stream holds it, and when it is written. */
type Values = readonly (readonly [state: string, when: Expr])[];

interface Saved {
  readonly name: string;
  readonly doc: string;
  readonly source: string;
  readonly index: readonly string[];
  readonly values: (sorts: Sorts) => Values;
  readonly observer?: boolean;
}

/** The component that holds a saved value. */
const saved = (s: Saved, ways: Ways, sorts: Sorts): Component => {
  const values = s.values(sorts);
  const states = values.map(([v]) => v);
  const me = ref(s.name, s.index.length ? ['s'] : []);
  const everywhere = (e: Effect): Effect => (s.index.length ? each('s', 'slot', e) : e);
  return {
    name: s.name,
    doc: s.doc,
    source: s.source,
    index: s.index,
    ...(s.observer ? { observer: true } : {}),
    machine: () => flat(s.name, region('nothing', ['nothing', ...states], { ...Object.fromEntries(states.map((v) => [`save ${v}`, v])), forget: 'nothing' })),
    file: import.meta.url,
    joins: [
      ...ways.save.map((action) => ({ action, effects: [everywhere(choose(me, ...values.map(([v, when]) => ({ when, event: `save ${v}` }))))] })),
      ...ways.forget.map((action) => ({ action, effects: [everywhere(choose(me, { event: 'forget' }))] })),
    ],
  };
};

const flags = (component: string, path = ''): Values => [
  ['no', at(component, ['s'], `${path}no`)],
  ['yes', at(component, ['s'], `${path}yes`)],
];

/** cpu_common and cpu sections of slot s are registered: cpu_exec_realizefn does it, cpu_exec_unrealizefn undoes it after the join (cpu-target.c:144-176). */
export const registered = (s: Index): Expr => exists('x', 'incarnation', at('object', [s, 'x'], 'queued.yes'));
/** The CPU of slot s whose section is loaded last: the one in the slot, if there is one. */
const powered = (s: Index): Expr =>
  exists('x', 'incarnation', and(at('psci', [s, 'x'], 'power.on'), at('object', [s, 'x'], 'queued.yes'), or(at('slot', [s], 'cpu.o{x}'), not(plugged(s)))));
const removable = (s: Index): Expr => and(plugged(s), exists('x', 'incarnation', and(at('slot', [s], 'cpu.o{x}'), at('object', [s, 'x'], 'coldBooted.no'))));
const ACPI = ['no', 'yes'].flatMap((e) => ['no', 'yes'].map((p) => [e, p] as const));

const SECTIONS: readonly Saved[] = [
  {
    name: 'savedGicc',
    doc: 'arm_gicv3_cpu section of one slot: gicc_accessible',
    source: 'hw/intc/arm_gicv3_common.c:207-246',
    index: ['slot'],
    values: () => flags('gic', 'accessible.'),
  },
  {
    name: 'savedCpu',
    doc: 'cpu_common and cpu sections of one slot: none, or its power state',
    source: 'cpu-target.c:146-155 (instance id: cpu_index); target/arm/machine.c (power_state)',
    index: ['slot'],
    values: () => [
      ['none', not(registered('s'))],
      ['on', powered('s')],
      ['off', and(registered('s'), not(powered('s')))],
    ],
  },
  {
    name: 'savedAcpi',
    doc: 'acpi-ged/cpuhp section, one slot: is_enabled and is_present',
    source: 'hw/acpi/cpu.c:336-349',
    index: ['slot'],
    values: () => ACPI.map(([e, p]) => [`${e}-${p}`, and(at('acpi', ['s'], `enabled.${e}`), at('acpi', ['s'], `present.${p}`))]),
  },
  { name: 'savedInserting', doc: 'acpi-ged/cpuhp section, one slot: is_inserting', source: 'hw/acpi/cpu.c:341', index: ['slot'], values: () => flags('inserting') },
  { name: 'savedRemoving', doc: 'acpi-ged/cpuhp section, one slot: is_removing', source: 'hw/acpi/cpu.c:342', index: ['slot'], values: () => flags('removing') },
  {
    name: 'savedSelector',
    doc: 'acpi-ged/cpuhp section: selector',
    source: 'hw/acpi/cpu.c:356',
    index: [],
    values: (sorts) => [...range(sorts['slot'] ?? 1).map((s) => `s${s}`), 'out'].map((v) => [v, at('registers', [], `selector.${v}`)]),
  },
  {
    name: 'savedPlug',
    doc: 'not in the stream: what whoever migrates knows of the slot. Empty, or a CPU that device_del could remove, or one that it could not',
    source: 'query-hotpluggable-cpus; hw/arm/virt.c:3262',
    index: ['slot'],
    values: () => [
      ['removable', removable('s')],
      ['coldBooted', and(plugged('s'), not(removable('s')))],
      ['empty', not(plugged('s'))],
    ],
  },
  {
    name: 'savedMark',
    doc: 'observer: fw_remove as it was when the stream was written; it is not sent',
    source: 'hw/acpi/cpu.c:336-349 (no fw_remove)',
    index: ['slot'],
    values: () => flags('fwRemove'),
    observer: true,
  },
];

/** KVM: what it holds of the CPU-interface registers in the kernel; read for accessible interfaces only (hw/intc/arm_gicv3_kvm.c:630). */
const KVM_SECTIONS: readonly Saved[] = [
  { name: 'savedIcc', doc: 'arm_gicv3_cpu section of one slot: ICC registers as a reset leaves them, or used', source: 'hw/intc/arm_gicv3_common.c:226-232', index: ['slot'], values: () => ['fresh', 'used'].map((v) => [v, at('icc', ['s'], v)] as const) },
];

const VALUES = ['zero', 'other'] as const;
/** What the stream holds of components that only pass through (VirtOptions.passive). */
const PASSIVE_SECTIONS: readonly Saved[] = [
  { name: 'savedCommand', doc: 'acpi-ged/cpuhp section: command', source: 'hw/acpi/cpu.c:357', index: [], values: () => range(4).map((c) => [`c${c}`, at('command', [], `c${c}`)]) },
  {
    name: 'savedOst',
    doc: 'acpi-ged/cpuhp section, one slot: ost_event and ost_status',
    source: 'hw/acpi/cpu.c:345-346',
    index: ['slot'],
    values: () => VALUES.flatMap((e) => VALUES.map((t) => [`${e}-${t}`, and(at('ost', ['s'], `event.${e}`), at('ost', ['s'], `status.${t}`))] as const)),
  },
];
/** What it holds of the GED, and the observer that goes with it. */
const GED_SECTIONS: readonly Saved[] = [
  {
    name: 'savedGed',
    doc: 'acpi-ged-state section: sel; with it SPI 9 as arm_gicv3 holds it',
    source: 'hw/acpi/generic_event_device.c:343-350; hw/intc/arm_gicv3_common.c:316 (pending)',
    index: [],
    values: () => ['none', 'cpu'].flatMap((sel) => ['idle', 'pending'].map((irq) => [`${sel}-${irq}`, and(at('ged', [], `sel.${sel}`), at('ged', [], `irq.${irq}`))] as const)),
  },
  { name: 'savedAsked', doc: 'observer: the observer `asked` of one slot, for the CPU that the guest goes on using', source: 'none', index: ['slot'], values: () => flags('asked'), observer: true },
];

/** All of the stream. */
export const stream = (ways: Ways, o: VirtOptions): Component[] =>
  [...SECTIONS, ...(o.accel === 'kvm' ? KVM_SECTIONS : []), ...(o.passive ? PASSIVE_SECTIONS : []), ...(hasGed(o) ? GED_SECTIONS : [])].map((s) => saved(s, ways, sortsOf(o)));

/** The stream has cpu sections for slot s. */
export const hasCpuSection = (s: Index): Expr => at('savedCpu', [s], 'off', 'on');
/** A CPU stood in slot s when the stream was written. */
export const wasPlugged = (s: Index): Expr => at('savedPlug', [s], 'removable', 'coldBooted');
