/**
 * R15 on the real model: small parts of rfc-v5, explored by the engine and by the naive explorer, state for state and step
 * for step. Together they take every action of the design. The smallest also go through @xstate/graph.
 */
import assert from 'node:assert/strict';
import { compose } from '../../checker/compile/compose.ts';
import type { System } from '../../checker/model/system.ts';
import { dropAction, dropComponent, dropEffect, startIn, vary, type Variation } from '../../checker/model/variation.ts';
import { naive } from '../../checker/oracle/naive.ts';
import { design } from '../../designs/rfc-v5.ts';
import { withoutSections } from '../../designs/sections-first.ts';
import type { LinuxOptions } from '../../machines/linux/options.ts';
import type { VirtOptions } from '../../machines/sorts.ts';
import { virt } from '../../machines/virt.ts';
import { engineGraph } from '../explore/engine-graph.ts';
import { assertAgreement, assertSameGraph } from './agreement.ts';

const drop = (...names: string[]): Variation[] => names.map(dropComponent);
const noFlags = [dropAction('vcpu.next_event'), dropAction('vcpu.next_event_none'), ...drop('inserting', 'removing', 'fwRemove')];

/** What only listens under KVM; and only slot 1 selected, without accesses that then change nothing: the parts under TCG take those. */
const listening = ['vmcse', 'ran'];
const quiet = [startIn('registers', 'selector.s1'), ...['write_selector', 'write_selector_out', 'write_dropped', 'write_ignored', 'clear_inserting', 'clear_removing', 'eject_invalid', 'fw_remove', 'fw_remove_invalid', 'read_flags', 'read_data', 'read_data2', 'CPU_ON_INVALID', 'CPU_ON_UNKNOWN', 'eject_self'].map((a) => dropAction(`vcpu.${a}`))];
/** Actions that change nothing; other parts take them. */
const noReads = ['read_flags', 'read_data', 'read_data2', 'AFFINITY_INFO', 'CPU_ON_INVALID', 'CPU_ON_UNKNOWN', 'write_ignored'].map((a) => dropAction(`vcpu.${a}`));
/** `noFlags` where sections are loaded. */
const noFlagsOfStream = [...['inserting', 'removing'].map((c) => dropEffect('migration.load_ged', c)), ...drop('savedInserting', 'savedRemoving', 'savedMark'), ...noFlags];
const noLoadedFlags = [...noFlagsOfStream, ...noReads, dropAction('vcpu.write_selector_out'), dropAction('vcpu.write_dropped')];
const restartsNoFlags = (event: string): Variation[] => ['inserting', 'removing', 'fwRemove'].map((c) => dropEffect(`migration.${event}`, c));

const part = (options: Partial<VirtOptions>, ...variations: readonly Variation[]): System =>
  vary(
    { ...virt('part', { slots: ['boot', 'hot'], operator: 'documented', reset: false, stop: false, passive: false, incarnations: 1, ...options }, []), companions: [], properties: [] },
    'part',
    ...variations,
  );

/** Accesses and calls that change nothing of what such a part is about. */
const readsDropped = ['read_flags', 'read_data', 'read_data2', 'write_dropped', 'write_ignored', 'CPU_ON_UNKNOWN', 'CPU_ON_INVALID', 'AFFINITY_INFO', 'CPU_ON_ALREADY_ON', 'CPU_ON_DENIED', 'eject_invalid'].map((x) => dropAction(`vcpu.${x}`));

/** Without the exit of F30: what a CPU does that is plugged while its predecessor is still joined. */
const replug = withoutSections('main.realize');

const readsOfKvm = ['AFFINITY_INFO_ON', 'AFFINITY_INFO_OFF', 'CPU_ON_ALREADY_ON', 'CPU_ON_SELF', 'CPU_ON_DENIED'].map((x) => dropAction(`vcpu.${x}`));

const SMALLEST: readonly System[] = [
  part({ slots: ['boot'], reset: true, stop: true }),
  part({ slots: ['boot'], passive: true }, ...drop('ost')),
  part({ slots: ['boot'], passive: true }, ...drop('ged', 'asked')),
  part({ accel: 'kvm', slots: ['boot'], reset: true }, ...noFlags),
  part({ accel: 'kvm', slots: ['boot'], migrate: { to: 'any' } }),
];
const SMALL: readonly System[] = [
  part({}),
  part({ operator: 'any' }, ...noFlags),
  part({ reset: true, stop: true }, ...noFlags),
  part({ slots: ['boot', 'cold'], threads: 'single' }, ...noFlags),
  part({ slots: ['boot', 'cold', 'cli'], ged: false, reset: true, stop: true }),
  part({ slots: ['boot', 'cli'], reset: true }, ...noFlags),
  part({ slots: ['boot', 'cold'], gic: 2 }),
  part({ incarnations: 2 }, ...noFlags, dropAction('vcpu.eject_self'), ...replug),
  part({ passive: true }, ...noFlags, ...drop('command', 'ost', 'asked', 'wires', 'resetList', 'bootInfo')),
  part({ restart: true, incarnations: 2 }, ...noFlags, ...readsDropped, ...replug, ...drop('wires', 'bootInfo', 'gic'), ...['vcpu.eject_self', 'vcpu.CPU_OFF', 'main.guest_reset', 'main.guest_shutdown', 'main.device_del', 'main.device_add_exist', 'main.device_add_refused'].map(dropAction)),
  part({ conduit: 'disabled', virtualization: true, tcgContexts: true }, ...noFlags),
  part({ accel: 'kvm' }, ...noFlags),
  part({ accel: 'kvm', operator: 'any' }, ...noFlags, ...quiet, ...drop(...listening, 'icc')),
  part({ accel: 'kvm', incarnations: 2 }, ...noFlags, ...quiet, ...replug, ...drop(...listening, 'icc', 'bootInfo')),
  part({ accel: 'kvm', smc32: true }, ...noFlags, ...quiet, ...drop(...listening, 'icc')),
  part({ accel: 'kvm', slots: ['boot', 'cold'], restart: true }, ...noFlags, ...quiet, ...readsOfKvm, ...drop(...listening, 'icc', 'bootInfo', 'wires', 'gic'), ...['vcpu.eject', 'vcpu.CPU_OFF', 'vcpu.SYSTEM_OFF', 'main.device_add', 'main.guest_reset'].map(dropAction)),
  part({ accel: 'kvm', slots: ['boot'], restart: true }, ...noFlags),
  part({ accel: 'kvm', reset: true }, ...noFlags, ...quiet, ...drop(...listening, 'icc')),
  part({ migrate: { to: 'any' } }, ...restartsNoFlags('start_destination'), ...noLoadedFlags),
  part({ migrate: { to: 'symmetric' } }, ...['start_empty_destination', 'start_equal_destination'].flatMap(restartsNoFlags), ...noLoadedFlags),
  part({ migrate: { snapshot: true } }, ...noLoadedFlags, ...['main.device_add_refused', 'main.device_add_exist', 'vcpu.CPU_OFF'].map(dropAction)),
  part({ slots: ['boot'], passive: true, migrate: { to: 'any' } }, ...noReads),
  part({ accel: 'kvm', slots: ['boot'], migrate: { snapshot: true } }),
  // A CPU is joined while `stop` waits, and a migration waits for its thread (F43).
  part({ accel: 'kvm', slots: ['boot', 'cold'], stop: true, migrate: { to: 'any' } }, dropAction('migration.start_destination'), ...noFlagsOfStream, ...quiet, ...readsOfKvm, ...['vcpu.CPU_ON', 'vcpu.CPU_OFF', 'main.device_add'].map(dropAction)),
];

/** With a Linux guest. */
const linux = (options: Partial<VirtOptions>, guest: Partial<LinuxOptions>, ...variations: readonly Variation[]): System =>
  part({ ...options, guest: { profile: 'linux', admin: false, queue: 1, ...guest } }, ...variations);
const noAdd = dropAction('main.device_add');
const LINUX: readonly System[] = [
  linux({ slots: ['boot'], restart: true }, { admin: true, sysfsEject: true, timeouts: true, kexec: true, kdump: true, status: true }),
  linux({ slots: ['boot', 'cold'] }, { admin: true, sysfsEject: true, timeouts: true, kexec: true }, noAdd),
  linux({ slots: ['boot', 'cold'], passive: true }, { admin: true, sysfsEject: true }, noAdd),
  linux({ slots: ['boot', 'cold'] }, { admin: true, sysfsEject: true, kdump: true }, noAdd),
  linux({ slots: ['boot', 'cold'] }, { firmwareMarks: true }, noAdd),
  linux({ slots: ['boot', 'cold'], threads: 'single' }, { admin: true, sysfsEject: true, status: true }),
  linux({}, {}, ...drop('wires', 'resetList', 'bootInfo', 'asked', 'dueInsert', 'dueRemove', 'madt', 'gic'), dropAction('vcpu.join')),
  linux({ accel: 'kvm', slots: ['boot'], reset: true }, { admin: true }, ...drop(...listening)),
  linux({ accel: 'kvm', slots: ['boot', 'cold'] }, { admin: true, sysfsEject: true }, noAdd, ...drop(...listening, 'icc')),
  linux({}, { profile: 'legacy' }, ...drop('wires', 'resetList', 'bootInfo', 'asked', 'dueInsert', 'dueRemove'), dropAction('main.device_del')),
];

describe('the model and its oracles', () => {
  const taken = new Set<string>();
  const note = (system: System, counts: readonly number[]): void => {
    const ir = compose(system);
    counts.forEach((n, i) => n > 0 && taken.add(ir.actions[i]!.name));
  };

  SMALLEST.forEach((system, k) =>
    it(`agrees with XState three ways, smallest part ${k + 1}`, async () => note(system, (await assertAgreement(system)).result.taken)),
  );
  [...SMALL, ...LINUX].forEach((system, k) =>
    it(`agrees with the naive explorer, part ${k + 1}`, async () => {
      const engine = await engineGraph(compose(system));
      assertSameGraph(engine, naive(system));
      note(system, engine.result.taken);
    }),
  );
  it('between them the parts take every action of rfc-v5', () => {
    const families = new Set(design.configurations.flatMap((c) => (c.tier === 'quick' ? compose(c.system()).actions.map((a) => a.name) : [])));
    assert.deepEqual(
      [...families].filter((name) => !taken.has(name)),
      [],
    );
  });
});
