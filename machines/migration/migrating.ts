/** The virt machine with migration and snapshots. */
import { and, not, or } from '../../checker/model/expression.ts';
import { ModelError } from '../../checker/model/model-error.ts';
import type { Component, Join, Sorts, System } from '../../checker/model/system.ts';
import { flat, range, region } from '../region.ts';
import { hasHotplug, type VirtOptions } from '../sorts.ts';
import { destinationActions, destinationJoins } from './destination.ts';
import { endedByMigration, migratingQemu } from './ends.ts';
import { extended, type Extension } from '../extend.ts';
import { incomingEnds, loadActions, snapshotEnds } from './load.ts';
import { kvmActions, kvmJoins } from './kvm.ts';
import { leftoverActions, leftoverJoins } from './leftover.ts';
import { migrated } from './migrated.ts';
import { FAILED, LOADING, loading, PHASES, SAVED } from './phases.ts';
import { restartable } from './restart.ts';
import { SNAPSHOT_SAVES, snapshotActions } from './snapshot.ts';
import { SOURCE_SAVES, sourceActions, sourceJoins } from './source.ts';
import { stream } from './stream.ts';

/** Events by which sections are loaded, and the states that only a load leads to. */
const EXTENSIONS: Readonly<Record<string, Extension>> = {
  gic: { on: { accessible: { 'load no': 'no', 'load yes': 'yes' } } },
  acpi: {
    on: Object.fromEntries(
      (['enabled', 'present'] as const).map((r, k) => [r, Object.fromEntries(['no', 'yes'].flatMap((e) => ['no', 'yes'].map((p) => [`load ${e} ${p}`, [e, p][k]!])))]),
    ),
  },
  psci: { on: { power: { 'load on': 'on', 'load off': 'off' } } },
  ged: {
    on: {
      sel: Object.fromEntries(['none', 'cpu'].flatMap((s) => ['idle', 'pending'].map((i) => [`load ${s} ${i}`, s]))),
      irq: Object.fromEntries(['none', 'cpu'].flatMap((s) => ['idle', 'pending'].map((i) => [`load ${s} ${i}`, i]))),
    },
  },
  ost: {
    on: {
      event: Object.fromEntries(['zero', 'other'].flatMap((e) => ['zero', 'other'].map((t) => [`load ${e} ${t}`, e]))),
      status: Object.fromEntries(['zero', 'other'].flatMap((e) => ['zero', 'other'].map((t) => [`load ${e} ${t}`, t]))),
    },
  },
  // Realized no more, and not finalized: who holds a reference still holds a living object.
  object: { states: { life: ['unrealized'] }, on: { life: { unrealized: { unrealizing: 'unrealized' } }, queued: { unrealized: 'no' } } },
  main: {
    states: { '': ['joining', 'joiningSnapshot', 'savevmPausing', 'savevmGap', 'loadvmPausing', 'loadvmGap', 'loadvm'] },
    on: {
      '': {
        join: { idle: 'joining', loadvm: 'joiningSnapshot' },
        joined: { joining: 'idle', joiningSnapshot: 'loadvm' },
        savevm: { idle: 'savevmPausing' },
        loadvm: { idle: 'loadvmPausing' },
        'loadvm stopped': { idle: 'loadvmGap' },
        'all paused': { savevmPausing: 'savevmGap', loadvmPausing: 'loadvmGap' },
        saved: { savevmGap: 'idle' },
        'reset for loadvm': { loadvmGap: 'loadvm' },
        'loadvm ends': { loadvm: 'idle' },
      },
    },
  },
};
/** ... under KVM: who waits for registers does it in a state of its own, and the reset in loadvm is the walk of a machine reset. */
const KVM_EXTENSIONS: Readonly<Record<string, Extension>> = {
  main: {
    states: { '': ['savevmSync', 'loadvmPut'] },
    on: {
      '': {
        'savevm stopped': { idle: 'savevmSync' },
        saved: { savevmSync: 'idle' },
        'reset for loadvm': { loadvmGap: 'resetGap' },
        'reset done for loadvm': { resetLast: 'loadvm' },
        'loadvm ends': { loadvm: 'loadvmPut' },
        'registers put': { loadvmPut: 'idle' },
      },
    },
  },
};
/** `migration`: where the VM is between two QEMU processes. */
const migration = (o: VirtOptions, joins: readonly Join[]): Component => ({
  name: 'migration',
  doc: 'outgoing migration and the stream that is read, at source and destination',
  source: 'migration/migration.c (MigrationStatus); migration/savevm.c',
  index: [],
  machine: () =>
    flat(
      'migration',
      region('idle', PHASES, {
        migrate: { idle: 'active' },
        cancel: { active: 'cancelling' },
        stop: { active: 'stopping' },
        'all paused': { stopping: 'gap' },
        'save live': { gap: 'savedLive' },
        'stopped already': { active: 'gapPaused' },
        'save paused': { active: 'savedPaused', gapPaused: 'savedPaused' },
        'wait for ever': { gap: 'hanging', gapPaused: 'hanging' },
        fail: { savedLive: 'failedLive', savedPaused: 'failedPaused' },
        'start destination': Object.fromEntries(SAVED.map((s) => [s, 'incoming'])),
        migrate_incoming: { incoming: 'received' },
        loadvm: { idle: 'received' },
        'load gic': { received: 'gicLoaded' },
        'load boot cpus': { gicLoaded: 'bootCpusLoaded' },
        'load ged': { bootCpusLoaded: 'gedLoaded' },
        'load late cpus': { gedLoaded: 'loaded' },
        // `cancelled`, `go_on`, `stay_paused`; a load that is complete, or that failed in a process that lives on.
        finish: Object.fromEntries(['cancelling', ...FAILED, ...LOADING, 'loaded'].map((s) => [s, 'idle'])),
      }),
    ),
  file: import.meta.url,
  actions: [
    ...(o.migrate?.to ? [...sourceActions(o), ...destinationActions(o), ...incomingEnds] : []),
    ...(o.migrate?.snapshot ? [...snapshotActions(o), ...snapshotEnds(o)] : []),
    ...loadActions(o),
    ...leftoverActions(o),
    ...(o.accel === 'kvm' ? kvmActions(o) : []),
  ],
  joins,
});

/** Names of all instances of a component. */
const instances = (c: Component, sorts: Sorts): string[] =>
  c.index.reduce<readonly (readonly number[])[]>((all, sort) => all.flatMap((at) => range(sorts[sort]!).map((i) => [...at, i])), [[]]).map((at) => (at.length ? `${c.name}[${at.join(',')}]` : c.name));

/** A system before it is said what it is held to. */
type Unjudged = Omit<System, 'properties'>;

/** Add migration and snapshots, as `o.migrate` asks, to the system without. Throws E_OPTIONS for what docs/migration.md leaves out. */
export const withMigration = (system: Unjudged, o: VirtOptions): Unjudged => {
  if (o.guest && o.migrate?.snapshot)
    throw new ModelError('E_OPTIONS', 'snapshots are not modelled with an operating system in the guest: loadvm would have to take its memory back in time', {
      fix: 'Leave out migrate.snapshot, or enumerate snapshots with the hostile guest (docs/migration.md)',
    });
  if (!hasHotplug(o) || o.gic === 2)
    throw new ModelError('E_OPTIONS', 'migration is not modelled for machines without GED, with one TCG thread or with GICv2', { fix: 'Leave out migrate, or ged, threads and gic' });
  if (o.accel === 'kvm' && (o.smc32 || o.restart || (o.migrate?.to && o.migrate.snapshot)))
    throw new ModelError('E_OPTIONS', 'under KVM migration is not modelled with 32-bit PSCI calls, with SYSTEM_RESET and SYSTEM_OFF, or together with snapshots', { fix: 'Leave out migrate, or smc32, restart and one of to and snapshot' });
  const accel = o.accel ?? 'tcg';
  const kvm = accel === 'kvm';
  const grown = (c: Component): Component => {
    if (c.name === 'qemu') return migratingQemu(accel);
    const xs = [EXTENSIONS[c.name], kvm ? KVM_EXTENSIONS[c.name] : undefined].filter((x) => x !== undefined);
    return restartable(xs.reduce((grown, x) => extended(grown, () => x), c), o);
  };
  const ways = {
    save: [...(o.migrate?.to ? SOURCE_SAVES : []), ...(o.migrate?.snapshot ? SNAPSHOT_SAVES : [])],
    forget: o.migrate?.to ? ['migration.complete', 'migration.go_on', 'migration.stay_paused'] : [],
  };
  const joins = [...leftoverJoins(o), ...sourceJoins(o), ...destinationJoins(o), ...(kvm ? kvmJoins(o) : [])];
  const components = [...system.components.map(grown), migration(o, joins), ...(o.migrate?.to ? [migrated] : []), ...stream(ways, o)];
  return {
    ...system,
    components,
    ...(system.terminal ? { terminal: or(system.terminal, endedByMigration(accel)) } : {}),
    ...(system.quiescence ? { quiescence: { ...system.quiescence, expr: and(system.quiescence.expr, not(loading)) } } : {}),
    // What a load overwrites follows more than its slot; with an operating system nearly all is one slice, and the rest goes along.
    companions: o.guest ? components.flatMap((c) => instances(c, system.sorts)) : [],
  };
};
