/** What must come about in QEMU, and what must always remain possible, whatever the guest is. Fairness: invariants/fairness.ts. */
import { and, at, exists, implies, next, not, or, taken, forall, type Expr } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { threads, type Machine } from './fairness.ts';
import { occupied } from './when.ts';

const CPU = { i: 'slot', x: 'incarnation' } as const;
const ejected = not(at('eject', ['i', 'x'], 'none'));
const running = at('runstate', [], 'running');
const lives = and(at('slot', ['i'], 'cpu.o{x}'), at('object', ['i', 'x'], 'life.realized'));

/** Somebody can still act as the guest: a CPU that is powered on, or will be. */
const someCpuLives: Expr = exists('s', 'slot', exists('r', 'incarnation', and(at('slot', ['s'], 'cpu.o{r}'), or(and(at('psci', ['s', 'r'], 'power.on'), not(at('psci', ['s', 'r'], 'work.off'))), at('psci', ['s', 'r'], 'work.on', 'work.on2', 'work.offOn')))));
/** No object of slot i is left, and none of its events. */
const free: Expr = and(not(occupied('i')), not(exists('r', 'incarnation', not(at('object', ['i', 'r'], 'life.none')))));

/** Its kernel has not crashed or been told to power off. */
const guestLives = (o: Machine): readonly Expr[] => (o.guest ? [not(at('kernel', [], 'panicked', 'poweringOff'))] : []);

/** Whose moves may serve a recovery: QEMU's threads, the guest on them, its kernel. */
const party = (o: Machine): readonly string[] => ['main', 'vcpu[*,*]', ...(o.guest ? ['linux'] : [])];

export const progressOf = (o: Machine): readonly Property[] => [
  {
    id: 'CommandEnds',
    text: 'The main thread, once in a command, gets back to the next one: every pause of all vCPUs, every reset and every device_add ends.',
    source: 'Q.L6, Q.L9, Q.L10; K.P9; system/cpus.c:588-650',
    kind: 'leadsTo',
    from: not(at('main', [], 'idle')),
    to: at('main', [], 'idle'),
    fairness: threads(o),
  },
  {
    id: 'DeviceAddSucceeds',
    text: 'A device_add with valid arguments plugs its CPU.',
    source: 'Q.L4; K.P8; hw/arm/virt.c:3098-3227',
    kind: 'leadsTo',
    bind: CPU,
    from: at('request', [], 'add-{i}-{x}-good'),
    to: lives,
    fairness: threads(o),
  },
  {
    id: 'EjectEnds',
    text: 'An eject that has begun comes to its end: the thread is joined and the CPU is gone.',
    source: 'Q.L3, Q.L10; K.P9; hw/acpi/cpu.c:137-148; system/cpus.c:641-649',
    kind: 'leadsTo',
    bind: CPU,
    from: ejected,
    to: at('eject', ['i', 'x'], 'none'),
    fairness: threads(o),
  },
  {
    id: 'CpuOnTakesEffect',
    text: 'A CPU_ON that succeeded powers its CPU on, unless the CPU is ejected first.',
    source: 'Q.L5; K.P4; target/arm/arm-powerctl.c:62-95, 174-191',
    kind: 'leadsTo',
    bind: CPU,
    from: at('psci', ['i', 'x'], 'work.on', 'work.on2', 'work.offOn'),
    to: at('psci', ['i', 'x'], 'power.on'),
    unless: ejected,
    fairness: threads(o),
  },
  {
    id: 'StartedCpuExecutes',
    text: 'A CPU that is powered on in a running machine executes guest code, unless it is turned off or ejected, or the machine is stopped.',
    source: 'Q.L5, Q.L9; K.P4; system/cpus.c:79-100',
    scope: 'After a machine reset: the boot CPU, too.',
    kind: 'leadsTo',
    bind: CPU,
    from: and(lives, at('psci', ['i', 'x'], 'power.on'), running),
    to: at('vcpu', ['i', 'x'], 'thread.guest'),
    unless: or(ejected, not(at('psci', ['i', 'x'], 'power.on')), not(at('psci', ['i', 'x'], 'work.none')), not(running)),
    fairness: threads(o),
  },
  {
    id: 'CpuOffTakesEffect',
    text: 'A CPU_OFF powers its CPU off, as AFFINITY_INFO then says, unless the CPU is ejected or the machine reset first.',
    source: 'K.P5; target/arm/arm-powerctl.c:265-297',
    kind: 'leadsTo',
    bind: CPU,
    from: at('psci', ['i', 'x'], 'work.off'),
    to: at('psci', ['i', 'x'], 'power.off'),
    unless: ejected,
    fairness: threads(o),
  },
  {
    id: 'PauseEnds',
    text: 'A CPU that waits until all vCPUs are stopped stops waiting.',
    source: 'Q.L6; B14c; system/cpus.c:601-625',
    kind: 'leadsTo',
    bind: CPU,
    from: at('vcpu', ['i', 'x'], 'thread.pausing'),
    to: not(at('vcpu', ['i', 'x'], 'thread.pausing')),
    fairness: threads(o),
  },
  ...(o.restart
    ? [
        {
          id: 'GuestRequestIsServed',
          text: 'A reset or power-off that the guest asked for is carried out.',
          source: 'Q.L9; system/runstate.c:770-812',
          kind: 'leadsTo',
          from: at('shutdown', [], 'reset', 'powerOff'),
          to: at('shutdown', [], 'none'),
          fairness: threads(o),
        } as const,
      ]
    : []),
  {
    id: 'DeviceDelRaisesRequest',
    text: 'Each accepted device_del of a CPU that stands in its slot marks it for removal, after a refusal of the guest too.',
    source: 'Q.L8; K.P6; hw/acpi/cpu.c:303-316',
    kind: 'step',
    expr: forall('i', 'slot', forall('x', 'incarnation', implies(and(taken('main.device_del', { i: 'i', a: 'x' }), at('slot', ['i'], 'cpu.o{x}')), next(at('removing', ['i'], 'yes'))))),
  },
  {
    id: 'SlotCanBeVacated',
    text: 'As long as some CPU lives, a hot-pluggable slot can be brought back to empty, with nothing left of its CPUs.',
    source: 'Q.L3; K.P6, K.P7, K.P8; cover letter E5',
    kind: 'recoverable',
    bind: { i: 'slot' },
    from: and(at('kind', ['i'], 'hot'), at('main', [], 'idle'), someCpuLives, ...guestLives(o)),
    goal: free,
    by: party(o),
  },
  {
    id: 'SlotCanBeUsedAgain',
    text: 'A hot-pluggable slot that is empty can be plugged again.',
    source: 'Q.L4; K.P8; hw/arm/virt.c:3098-3227',
    kind: 'recoverable',
    bind: { i: 'slot' },
    from: and(at('kind', ['i'], 'hot'), at('main', [], 'idle'), not(occupied('i'))),
    goal: exists('r', 'incarnation', and(at('slot', ['i'], 'cpu.o{r}'), at('object', ['i', 'r'], 'life.realized'))),
    by: party(o),
  },
];
