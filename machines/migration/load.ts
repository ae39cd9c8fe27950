/**
 * Loading a stream, section by section in the order of the stream: arm_gicv3 (MIG_PRI_GICV3), the CPUs that machvirt_init made,
 * acpi-ged, the CPUs that came later (registered after the GED). The order is seen in the recordings l*.
 *
 * An incoming migration is a coroutine of the main loop: between sections commands may be answered. loadvm holds the BQL to its
 * end. In both nobody runs guest code. All elements of one section are loaded in one action though a CPU may be unrealized
 * between two of them: the thread that is joined there reads nothing of the GIC.
 *
 * A section of an incoming migration that fails ends the process; which one it was is all the same then. loadvm reports an
 * error, and what was loaded before stays. Either can also fail between any two sections (loadvm: a fault, with operator `any`).
 */
import { and, at, exists, forall, implies, not, or, ref, TRUE, type Expr } from '../../checker/model/expression.ts';
import { choose, each, send, type Action, type Effect } from '../../checker/model/system.ts';
import { bqlFree } from '../conditions.ts';
import { addParams } from '../main.ts';
import { endEvent } from '../qemu.ts';
import { hasGed, type VirtOptions } from '../sorts.ts';
import { INCOMING_FAILED, transfers } from './ends.ts';
import { loading, phase, reads, readsIncoming, readsSnapshot } from './phases.ts';
import { me } from './source.ts';
import { hasCpuSection, registered } from './stream.ts';

const main = ref('main');
const bql = ref('bql');
const qemu = ref('qemu');
const cpu = { component: 'main', index: [], process: 'main', params: addParams } as const;
const section = { component: 'migration', index: [], process: 'main', params: [] } as const;
/** CPUs that machvirt_init creates: their sections stand before the GED's. */
const EARLY = ['boot', 'cold'] as const;
const LATE = ['cli', 'hot'] as const;
const perSlot = (component: string, cases: readonly (readonly [saved: Expr, event: string])[]): Effect =>
  each('s', 'slot', choose(ref(component, ['s']), ...cases.map(([when, event]) => ({ when, event }))));

/** gicv3_cpu post_load finds a CPU whose incoming interface is inaccessible; unrealizing it twice does nothing (hw/core/qdev.c:575). */
const unwanted = (i: string, a: string): Expr => and(at('gic', [i], `cpu.o{${a}}`), at('gic', [i], 'accessible.no'), at('object', [i, a], 'life.realized'));
const noneUnwanted = forall('s', 'slot', forall('x', 'incarnation', not(unwanted('s', 'x'))));
/** qemu_loadvm_section_start_full finds no entry for a cpu section of the stream (migration/savevm.c:2600-2607). */
const unknown = (kinds: readonly string[]): Expr => exists('s', 'slot', and(at('kind', ['s'], ...kinds), hasCpuSection('s'), not(registered('s'))));
const known = (kinds: readonly string[]): Expr => forall('s', 'slot', implies(and(at('kind', ['s'], ...kinds), hasCpuSection('s')), registered('s')));
/** power_state of the registered CPUs of these slots. */
const loadPower = (kinds: readonly string[], also: (s: string) => Expr = () => TRUE): Effect =>
  each('s', 'slot', each('x', 'incarnation', choose(
    ref('psci', ['s', 'x']),
    ...(['on', 'off'] as const).map((p) => ({ when: and(at('kind', ['s'], ...kinds), also('s'), at('savedCpu', ['s'], p), at('object', ['s', 'x'], 'queued.yes')), event: `load ${p}` })),
  )));

const gedSection = (o: VirtOptions, slots: number): Effect[] => {
  const flag = (c: string, saved: string): Effect => perSlot(c, [[at(saved, ['s'], 'yes'), 'set'], [at(saved, ['s'], 'no'), 'clear']]);
  const pairs = (as: readonly string[], bs: readonly string[]): string[][] => as.flatMap((a) => bs.map((b) => [a, b]));
  const selectors = [...Array.from({ length: slots }, (_, s) => `s${s}`), 'out'];
  const value = ['zero', 'other'];
  return [
    perSlot('acpi', pairs(['no', 'yes'], ['no', 'yes']).map(([e, p]) => [at('savedAcpi', ['s'], `${e}-${p}`), `load ${e} ${p}`])),
    flag('inserting', 'savedInserting'),
    flag('removing', 'savedRemoving'),
    choose(ref('registers'), ...selectors.map((s) => ({ when: at('savedSelector', [], s), event: `select ${s}` }))),
    ...(o.passive
      ? [
          choose(ref('command'), ...['c0', 'c1', 'c2', 'c3'].map((c) => ({ when: at('savedCommand', [], c), event: `command ${c}` }))),
          perSlot('ost', pairs(value, value).map(([e, t]) => [at('savedOst', ['s'], `${e}-${t}`), `load ${e} ${t}`])),
        ]
      : []),
    ...(hasGed(o)
      ? [
          choose(ref('ged'), ...pairs(['none', 'cpu'], ['idle', 'pending']).map(([sel, irq]) => ({ when: at('savedGed', [], `${sel}-${irq}`), event: `load ${sel} ${irq}` }))),
          perSlot('asked', [[at('savedAsked', ['s'], 'yes'), 'device_del accepted'], [at('savedAsked', ['s'], 'no'), 'plugged']]),
        ]
      : []),
  ];
};

/** The sections, for an incoming migration and for loadvm alike. */
export const loadActions = (o: VirtOptions): readonly Action[] => [
  {
    ...section,
    event: 'load_gic',
    when: { received: phase('received'), reads },
    effects: [send(me, 'load gic'), transfers(o), perSlot('gic', [[at('savedGicc', ['s'], 'yes'), 'load yes'], [at('savedGicc', ['s'], 'no'), 'load no']])],
    fn: 'vmstate_gicv3, vmstate_gicv3_cpu',
    source: 'hw/intc/arm_gicv3_common.c:207-246, 302-340: gicc_accessible is overwritten, cpu is not',
  },
  {
    ...cpu,
    event: 'unrealize_unwanted',
    when: { gicLoaded: phase('gicLoaded'), reads, unwanted: unwanted('i', 'a') },
    effects: [send(ref('object', ['i', 'a']), 'unrealize'), send(ref('vcpu', ['i', 'a']), 'remove'), send(main, 'join'), choose(bql, { when: readsSnapshot, event: 'main drops' })],
    fn: 'vmstate_gicv3_cpu_post_load, qdev_unrealize, cpu_remove_sync',
    source: 'hw/intc/arm_gicv3_common.c:141-147; target/arm/cpu.c:2666-2716; system/cpus.c:641-647 (Y4): no virt_cpu_unplug',
  },
  {
    ...cpu,
    event: 'unrealized_unwanted',
    when: { joining: at('main', [], 'joining', 'joiningSnapshot'), unrealizing: at('object', ['i', 'a'], 'life.unrealizing'), exited: at('vcpu', ['i', 'a'], 'thread.exited'), bqlFree },
    effects: [send(ref('object', ['i', 'a']), 'unrealized'), send(ref('vcpu', ['i', 'a']), 'finalize'), send(main, 'joined'), choose(bql, { when: at('main', [], 'joiningSnapshot'), event: 'main takes' })],
    fn: 'cpu_common_unrealizefn, cpu_exec_unrealizefn',
    source: 'system/cpus.c:648-649; cpu-target.c:160-176; hw/core/qdev.c:601: gic.cpu, the slot, the ACPI record, wires, reset handler and boot_cpus keep it',
  },
  { ...section, event: 'load_boot_cpus', when: { gicLoaded: phase('gicLoaded'), reads, noneUnwanted, known: known(EARLY) }, effects: [send(me, 'load boot cpus'), loadPower(EARLY)], fn: 'vmstate_cpu_common, vmstate_arm_cpu', source: 'cpu-target.c:104-131; target/arm/machine.c' },
  { ...section, event: 'load_ged', when: { bootCpusLoaded: phase('bootCpusLoaded'), reads }, effects: [send(me, 'load ged'), ...gedSection(o, o.slots.length)], fn: 'vmstate_acpi_ged, vmstate_cpu_hotplug', source: 'hw/acpi/generic_event_device.c:334-400; hw/acpi/cpu.c:336-362' },
  { ...section, event: 'load_late_cpus', when: { gedLoaded: phase('gedLoaded'), reads, known: known(LATE) }, effects: [send(me, 'load late cpus'), loadPower(LATE)], fn: 'vmstate_cpu_common, vmstate_arm_cpu', source: 'cpu-target.c:104-131; target/arm/machine.c' },
];

/** The section that comes next is of a CPU that does not exist here. */
const unknownSection: Expr = or(and(phase('gicLoaded'), noneUnwanted, unknown(EARLY)), and(phase('gedLoaded'), unknown(LATE)));

/** How an incoming migration ends. */
export const incomingEnds: readonly Action[] = [
  { ...section, event: 'complete', when: { loaded: phase('loaded'), readsIncoming }, effects: [send(me, 'finish')], fn: 'process_incoming_migration_bh', source: 'migration/migration.c:720-779: paused; with autostart it goes on as `cont` does' },
  { ...section, event: 'unknown_section', when: { readsIncoming, unknownSection }, effects: [send(qemu, endEvent(INCOMING_FAILED))], fn: 'qemu_loadvm_section_start_full', source: 'migration/savevm.c:2600-2607; migration/migration.c:836-853' },
  { ...section, event: 'stream_error', cause: 'fault', when: { loading, readsIncoming }, effects: [send(qemu, endEvent(INCOMING_FAILED))], fn: 'process_incoming_migration_co', source: 'migration/migration.c:836-853: the connection breaks, or the stream is damaged' },
];

const loadvm = { component: 'main', index: [], process: 'main', params: [] } as const;
/** Under KVM registers are still to be put, in a step of its own (machines/migration/kvm.ts). */
const fails = (o: VirtOptions): readonly Effect[] => [send(me, 'finish'), send(main, 'loadvm ends'), ...(o.accel === 'kvm' ? [] : [send(bql, 'main drops')])];

const loadvmStreamError = (o: VirtOptions): Action => ({ ...loadvm, event: 'loadvm_stream_error', cause: 'fault', when: { readsSnapshot, loading }, effects: fails(o), fn: 'load_snapshot', source: 'migration/savevm.c:3327-3334: the snapshot is damaged or cannot be read to its end' });

/** How a loadvm ends. */
export const snapshotEnds = (o: VirtOptions): readonly Action[] => [
  { ...loadvm, event: 'loadvm_complete', when: { loaded: phase('loaded'), readsSnapshot }, effects: fails(o), fn: 'load_snapshot', source: 'migration/savevm.c:3327-3340: paused; a VM that ran goes on as `cont` does (load_snapshot_resume)' },
  {
    ...loadvm,
    event: 'loadvm_unknown_section',
    when: { readsSnapshot, unknownSection },
    effects: fails(o),
    fn: 'load_snapshot, qemu_loadvm_section_start_full',
    source: 'migration/savevm.c:2600-2607, 3331-3334: an error is reported; what was loaded stays, the VM is left stopped, and cont is allowed (system/runstate.c:134)',
  },
  {
    ...loadvm,
    event: 'loadvm_unknown_section_last',
    when: { readsSnapshot, unknownSection },
    effects: [...fails(o), loadPower([...EARLY, ...LATE], (s) => or(and(phase('gicLoaded'), at('kind', [s], ...EARLY)), and(phase('gedLoaded'), at('kind', [s], ...LATE))))],
    fn: 'load_snapshot, qemu_loadvm_section_start_full',
    source: 'as loadvm_unknown_section, with the sections of the other CPUs before the unknown one',
  },
  // A fault (R11).
  ...(o.operator === 'any' ? [loadvmStreamError(o)] : []),
];
