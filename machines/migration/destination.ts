/**
 * The destination: a new QEMU process. All components start again, as its own command line builds them: boot and cold CPUs as
 * at the source (`-smp`), each other slot empty or with a `-device` CPU. What device_add makes there is made by the actions of
 * machines/main.ts. One action: the initialisation of machines/main.ts is single-threaded, nobody else exists, and its end is a
 * function of the command line; test/designs/destination holds the two against each other.
 *
 * Only one VM is alive (R7): the source is gone when the destination starts; docs/migration.md has the argument.
 */
import { and, at, exists, forall, iff, implies, not, ref, type Expr } from '../../checker/model/expression.ts';
import { choose, each, send, type Action, type Effect, type Join, type Param } from '../../checker/model/system.ts';
import { bqlFree, slotHolds } from '../conditions.ts';
import { idle } from '../main.ts';
import { range } from '../region.ts';
import { hasGed, resets, type VirtOptions } from '../sorts.ts';
import { phase, SAVED } from './phases.ts';
import { combinations, free, freeSlots, KVM_OBJECTS, KVM_SLOTS, OBJECTS, SLOTS, startOf, type Populated } from './restart.ts';
import { command, me } from './source.ts';
import { wasPlugged } from './stream.ts';

/** What starts in each free slot, as text of an event; in terms of the action's parameters or of the stream. */
type Choice = { readonly params: readonly Param[]; readonly cases: (slot: number) => readonly { when?: Expr; as: string }[] };

const FROM_PARAMS = (frees: readonly number[]): Choice => ({ params: frees.map((s) => ({ name: `slot${s}`, values: ['empty', 'device'] })), cases: (s) => [{ as: `{slot${s}}` }] });
const AS_AT_SOURCE: Choice = { params: [], cases: (s) => [{ when: wasPlugged(s), as: 'device' }, { as: 'empty' }] };
const ALL_EMPTY: Choice = { params: [], cases: () => [{ as: 'empty' }] };

const restarts = (o: VirtOptions, choice: Choice): Effect[] => {
  const frees = freeSlots(o);
  const objects = range(o.incarnations ?? 2);
  const events = (s: number) => (free(o.slots[s]!) ? choice.cases(s).map(({ when, as }) => ({ ...(when ? { when } : {}), event: startOf([as]) })) : [{ event: 'start cold' }]);
  const kvm = o.accel === 'kvm';
  const bySlot = range(o.slots.length).flatMap((s) => [
    ...Object.keys(kvm ? { ...SLOTS, ...KVM_SLOTS } : SLOTS).map((c) => choose(ref(c, [s]), ...(c === 'mpState' && o.slots[s] === 'boot' ? [{ event: 'start boot' }] : events(s)))),
    ...Object.keys(kvm ? { ...OBJECTS, ...KVM_OBJECTS } : OBJECTS).flatMap((c) => objects.map((x) => (x === 0 ? choose(ref(c, [s, 0]), ...events(s)) : send(ref(c, [s, x]), 'start')))),
    ...objects.map((x) => send(ref('psci', [s, x]), x === 0 && o.slots[s] === 'boot' ? 'start boot' : 'start')),
  ]);
  const everySlot = ['inserting', 'removing', 'fwRemove', ...(o.passive ? ['ost'] : []), ...(kvm ? ['icc'] : [])].map((c) => each('s', 'slot', send(ref(c, ['s']), 'start')));
  const single = ['registers', 'request', 'cpusQueue', 'runstate', 'bql', 'main', ...(o.passive ? ['command'] : []), ...(hasGed(o) ? ['ged'] : []), ...(o.restart ? ['shutdown'] : []), ...(kvm && resets(o) ? ['resetHandlers'] : [])].map((c) => send(ref(c), 'start'));
  const possible = combinations(frees.length).filter((c) => c.every((p, k) => choice.cases(frees[k]!).some((x) => x.as === p)));
  const isThat = (c: readonly Populated[]): Expr => and(...c.map((p, k) => (p === 'device' ? wasPlugged(frees[k]!) : not(wasPlugged(frees[k]!)))));
  const bootInfo: Effect =
    choice.params.length > 0
      ? send(ref('bootInfo'), startOf(choice.params.map((p) => `{${p.name}}`)))
      : choose(ref('bootInfo'), ...possible.map((c) => ({ ...(possible.length > 1 ? { when: isThat(c) } : {}), event: startOf(c) })));
  return [...bySlot, ...['eject', ...(kvm ? ['ran'] : [])].map((c) => each('s', 'slot', each('x', 'incarnation', send(ref(c, ['s', 'x']), 'start')))), ...everySlot, ...single, bootInfo];
};

/** Actions by which a destination starts. */
export const DESTINATION_STARTS = ['start_destination', 'start_empty_destination', 'start_equal_destination'].map((e) => `migration.${e}`);

/** The destination starts, and waits for the stream. */
export const destinationActions = (o: VirtOptions): readonly Action[] => {
  const start = (event: string, choice: Choice, when: Readonly<Record<string, Expr>>, doc: string): Action => ({
    component: 'migration',
    index: [],
    process: 'management',
    event,
    cause: 'operator',
    params: choice.params,
    when: { saved: phase(...SAVED), bqlFree, ...when },
    effects: [send(me, 'start destination'), ...restarts(o, choice)],
    fn: 'qemu_init, machvirt_init, qemu_create_cli_devices',
    source: 'system/vl.c; hw/arm/virt.c:2308-2660 (INIT of machines/main.ts); -incoming',
    doc,
  });
  // A destination has the cold CPUs of -smp: a source that lost one (B05) has no symmetric destination.
  const coldAreThere = and(...range(o.slots.length).filter((s) => !free(o.slots[s]!)).map((s) => wasPlugged(s)));
  return [
    ...(o.migrate?.to === 'any'
      ? [start('start_destination', FROM_PARAMS(freeSlots(o)), {}, 'each free slot empty or with a -device CPU')]
      : [
          start('start_empty_destination', ALL_EMPTY, { coldAreThere }, 'no -device CPU; device_add makes them'),
          start('start_equal_destination', AS_AT_SOURCE, { coldAreThere, some: exists('s', 'slot', and(wasPlugged('s'), at('kind', ['s'], 'cli', 'hot'))) }, 'a -device CPU for each that the source had'),
        ]),
    {
      ...command,
      event: 'migrate_incoming',
      cause: 'operator',
      when: { ...idle, incoming: phase('incoming'), ...(o.migrate?.to === 'any' ? {} : { symmetric: forall('s', 'slot', iff(slotHolds('s'), wasPlugged('s'))) }) },
      effects: [send(ref('main'), 'stay'), send(me, 'migrate_incoming')],
      fn: 'qmp_migrate_incoming, process_incoming_migration_co',
      source: 'migration/migration.c:1852-1886, 781-800',
    },
  ];
};

/** A symmetric destination is given only the CPUs that the source had. */
export const destinationJoins = (o: VirtOptions): readonly Join[] =>
  o.migrate?.to === 'symmetric' ? [{ action: 'main.device_add', when: { wasThere: implies(phase('incoming'), wasPlugged('i')) } }] : [];
