/** Each kind of migration happens, and what it leads to is looked at when it is at rest (R12). */
import { and, at, exists, lt, not, or, type Expr } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { plugged, quiescentSlot } from '../machines/conditions.ts';
import { INCOMING_FAILED } from '../machines/migration/ends.ts';
import { FAILED, phase, readsSnapshot } from '../machines/migration/phases.ts';
import { endState } from '../machines/qemu.ts';
import { wasPlugged } from '../machines/migration/stream.ts';
import { hot, some } from './reachability.ts';
import { occupied } from './when.ts';

const loaded = phase('loaded');
const incoming = and(loaded, not(readsSnapshot));
const snapshot = and(loaded, readsSnapshot);
const object = (...states: string[]): Expr => exists('x', 'incarnation', and(at('slot', ['i'], 'cpu.o{x}'), ...states.map((s) => at('object', ['i', 'x'], s))));
const emptyBefore = at('savedPlug', ['i'], 'empty');
const emptyNow = not(occupied('i'));
const hotSlot = (i: string): Expr => at('kind', [i], 'hot');
const migrated = at('migrated', [], 'yes');
/** A hot-pluggable slot with a CPU of the command line: only a destination has that. */
const byDevice = object('life.realized', 'coldBooted.yes');

export const migrationReachability: readonly Property[] = [
  some('CanMigrateByDevice', 'A hot-plugged CPU can be migrated to a destination that has it by -device.', 'Q.8; recordings l1, l9', hot(and(phase('gedLoaded'), not(readsSnapshot), at('savedPlug', ['i'], 'removable'), byDevice))),
  some('CanMigrateByDeviceAdd', 'A hot-plugged CPU can be migrated to a destination that has it by device_add.', 'Q.8; recordings l2, l7', hot(and(incoming, at('savedPlug', ['i'], 'removable'), object('life.realized', 'coldBooted.no')))),
  some('CanMigrateEmptySlot', 'A VM can be migrated with a slot empty on both sides.', 'Q.8; recording l6', hot(and(incoming, emptyBefore, emptyNow))),
  some('CanMigrateOnlineCpu', 'A hot-plugged CPU can be powered on when it is migrated.', 'Q.8; recording l1', hot(and(incoming, exists('x', 'incarnation', and(at('slot', ['i'], 'cpu.o{x}'), at('psci', ['i', 'x'], 'power.on')))))),
  some('CanMigratePendingEvents', 'Insert and removal events can be pending when a CPU is migrated.', 'Q.8; recording l7', hot(and(incoming, occupied('i'), at('inserting', ['i'], 'yes'), at('removing', ['i'], 'yes')))),
  some('CanMigrateToOneCpuMore', 'A destination can have a CPU more; it is unrealized.', 'B16; recording l5', hot(and(incoming, emptyBefore, object('life.unrealized')))),
  some('CanMigrateToOneCpuFewer', 'A destination can lack a CPU.', 'Q.8; recording l3', hot(and(phase('gedLoaded'), not(readsSnapshot), wasPlugged('i'), emptyNow))),
  some('IncomingMigrationCanFail', 'An incoming migration can fail; its QEMU exits.', 'Q.8; recordings l3, l10', at('qemu', [], endState(INCOMING_FAILED))),
  some('SourceCanFail', 'A migration can fail after the source was stopped.', 'R7; migration/migration.c:2806', phase(...FAILED)),
  some('SourceCanCancel', 'A migration can be cancelled.', 'R7; migration/migration.c:1517', phase('cancelling')),
  some('CanRunAfterMigration', 'A hot-plugged CPU can run guest code at a destination.', 'Q.8; observed (component migrated)', hot(and(migrated, exists('x', 'incarnation', at('vcpu', ['i', 'x'], 'thread.guest'))))),
  some('CanEjectAfterMigration', 'A CPU can be ejected at a destination.', 'Q.8; observed (component migrated)', hot(and(migrated, exists('x', 'incarnation', at('object', ['i', 'x'], 'life.unrealizing'))))),
  some('CanSaveSnapshot', 'A snapshot of a VM that runs can be saved.', 'migration/savevm.c:3067', at('main', [], 'savevmGap')),
  some('CanLoadSnapshot', 'A snapshot with a hot-plugged CPU can be loaded into the VM that still has it.', 'migration/savevm.c:3259', hot(and(snapshot, wasPlugged('i'), plugged('i')))),
  some('CanLoadSnapshotAfterPlug', 'A snapshot can be loaded after a CPU was plugged; it is unrealized.', 'migration/savevm.c:3259; B16', hot(and(snapshot, emptyBefore, object('life.unrealized')))),
  some('CanLoadSnapshotAfterUnplug', 'A snapshot with a CPU that was unplugged since can be tried.', 'migration/savevm.c:2600', hot(and(phase('gedLoaded'), readsSnapshot, wasPlugged('i'), emptyNow))),
  some('QuiescentPluggedAfterLoad', 'A slot with a CPU is at rest when a stream is loaded: each property of slots at rest is asked there.', 'R12', hot(and(loaded, quiescentSlot('i'), plugged('i')))),
  some('QuiescentEmptyAfterLoad', 'An empty slot is at rest when a stream is loaded.', 'R12', hot(and(loaded, quiescentSlot('i'), emptyNow))),
];

/** Needs two hot-pluggable slots. */
export const migrationReachabilityOfTwo: readonly Property[] = [
  some(
    'CanMigrateToAnotherSlot',
    'A destination can have the CPU in another slot.',
    'Q.8; recording l10',
    exists('i', 'slot', exists('j', 'slot', and(or(lt('i', 'j'), lt('j', 'i')), hotSlot('i'), hotSlot('j'), phase('received'), at('savedPlug', ['i'], 'removable'), emptyNow, at('savedPlug', ['j'], 'empty'), occupied('j')))),
  ),
];
