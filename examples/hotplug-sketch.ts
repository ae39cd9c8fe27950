/**
 * A sketch of vCPU hot-plug: small, but with everything that makes the real model hard. A plug and an eject take several
 * steps, a guest worker walks the slots in order, reset and migration cut across. The same model was written by hand for
 * several other checkers, so its counts are known exactly.
 */
import { createMachine } from 'xstate';
import type { Configuration, Design } from '../checker/model/design.ts';
import { and, at, eq, forall, iff, implies, le, lt, ne, not, ref, value, TRUE, type Expr } from '../checker/model/expression.ts';
import type { Property } from '../checker/model/property.ts';
import { choose, each, send, type Action, type Component, type Effect, type System } from '../checker/model/system.ts';

const FN = '(sketch)';
const me = (...states: string[]): Expr => {
  const region = states[0]!.split('.')[0]!;
  const of = region === 'power' || region === 'guest' ? 'cpu' : ['sta', 'inserting', 'removing'].includes(region) ? 'acpi' : 'object';
  return at(of, ['i'], ...states);
};
const running = at('vm', [], 'running');
const noReset = at('reset', [], 'no');
const tell = (component: string, event: string): Effect => send(ref(component, ['i']), event);

/** A region that events move; a state that names no target for an event of the region stays where it is. */
const region = (initial: string, states: readonly string[], on: Readonly<Record<string, string>>) => ({
  initial,
  states: Object.fromEntries(states.map((s) => [s, { on: Object.fromEntries(Object.entries(on).map(([event, target]) => [event, target])) }])),
});

const parts = (name: string, doc: string, states: Record<string, ReturnType<typeof region>>): Component => ({
  name,
  doc,
  source: FN,
  index: ['slot'],
  file: import.meta.url,
  machine: () => createMachine({ id: name, type: 'parallel', states }),
});

const object = parts('object', 'The CPU object of a slot, its vCPU in KVM and its GIC interface', {
  phase: region('idle', ['idle', 'prePlugged', 'realized', 'described', 'ejecting', 'unparented'], {
    prePlug: 'prePlugged', realize: 'realized', describe: 'described', settle: 'idle', eject: 'ejecting', unrealize: 'unparented', forget: 'idle',
  }),
  qom: region('no', ['no', 'yes'], { realize: 'yes', forget: 'no' }),
  kvm: region('no', ['no', 'yes'], { realize: 'yes', unrealize: 'no' }),
  gic: region('no', ['no', 'yes'], { prePlug: 'yes', forget: 'no' }),
});

const acpi = parts('acpi', 'What ACPI shows of a slot', {
  sta: region('no', ['no', 'yes'], { describe: 'yes', eject: 'no' }),
  inserting: region('no', ['no', 'yes'], { describe: 'yes', eject: 'no', seen: 'no', reset: 'no' }),
  removing: region('no', ['no', 'yes'], { 'ask eject': 'yes', eject: 'no', reset: 'no' }),
});

const cpu = parts('cpu', 'Power state of a slot, and what the guest knows of it', {
  power: region('off', ['off', 'on'], { online: 'on', offline: 'off', reset: 'off', 'reset boot': 'on' }),
  guest: region('absent', ['absent', 'registered', 'online'], {
    register: 'registered', online: 'online', offline: 'registered', eject: 'absent', reset: 'absent', 'reset boot': 'absent', enumerate: 'registered', boot: 'online',
  }),
});

const vm: Component = {
  name: 'vm',
  doc: 'Runs, is paused, or has moved to another host',
  source: FN,
  index: [],
  file: import.meta.url,
  machine: () =>
    createMachine({
      initial: 'running',
      states: { running: { on: { pause: 'paused' } }, paused: { on: { migrate: 'migrated' } }, migrated: { on: { resume: 'running' } } },
    }),
};

const ged: Component = {
  name: 'ged',
  doc: 'The event device has an interrupt raised',
  source: FN,
  index: [],
  file: import.meta.url,
  machine: () => createMachine({ initial: 'low', states: { low: { on: { raise: 'raised', lower: 'low' } }, raised: { on: { raise: 'raised', lower: 'low' } } } }),
};

const reset: Component = {
  name: 'reset',
  doc: 'A reset is under way',
  source: FN,
  index: [],
  file: import.meta.url,
  machine: () => createMachine({ initial: 'no', states: { no: { on: { begin: 'yes' } }, yes: { on: { end: 'no' } } } }),
};

const selector: Component = {
  name: 'selector',
  doc: 'The slot that the guest worker looks at next',
  source: FN,
  index: [],
  file: import.meta.url,
  machine: ({ slot: n = 1 }) =>
    createMachine({
      initial: '0',
      states: Object.fromEntries(Array.from({ length: n }, (_, k) => [String(k), { on: { next: String((k + 1) % n), zero: '0' } }])),
    }),
};

/** An action on one slot; all of them need a running VM. */
const onSlot = (component: string, event: string, slots: Expr, when: Record<string, Expr>, ...effects: Effect[]): Action => ({
  component, index: ['i'], event, params: [{ name: 'i', sort: 'slot' }], where: slots, process: component, when: { running, ...when }, effects, fn: FN, source: FN,
});
const global = (component: string, event: string, when: Record<string, Expr>, ...effects: Effect[]): Action => ({
  component, index: [], event, params: [], process: component, when, effects, fn: FN, source: FN,
});

const hot = lt(0, 'i');
const lastSlot = forall('j', 'slot', le('j', 'i'));
const idle = me('phase.idle');

/** `bootMayGoOffline`: the guest may take CPU 0 offline too. */
const actions = (bootMayGoOffline: boolean): Action[] => [
  onSlot('plug', 'prePlug', hot, { noReset, idle, noCpu: me('qom.no'), gicFree: me('gic.no') }, tell('object', 'prePlug')),
  onSlot('plug', 'realize', hot, { prePlugged: me('phase.prePlugged') }, tell('object', 'realize')),
  onSlot('plug', 'describe', hot, { realized: me('phase.realized') }, tell('object', 'describe'), tell('acpi', 'describe')),
  onSlot('plug', 'notify', hot, { described: me('phase.described') }, tell('object', 'settle'), send(ref('ged'), 'raise')),
  onSlot('unplug', 'ask', hot, { noReset, idle, cpu: me('qom.yes'), present: me('sta.yes'), notAsked: me('removing.no') }, tell('acpi', 'ask eject'), send(ref('ged'), 'raise')),
  onSlot('unplug', 'eject', hot, { noReset, idle, asked: me('removing.yes'), poweredOff: me('power.off'), notOnline: not(me('guest.online')) }, tell('object', 'eject'), tell('acpi', 'eject'), tell('cpu', 'eject')),
  onSlot('unplug', 'unrealize', hot, { ejecting: me('phase.ejecting') }, tell('object', 'unrealize')),
  onSlot('unplug', 'forget', hot, { unparented: me('phase.unparented') }, tell('object', 'forget')),
  onSlot('guest', 'offline', bootMayGoOffline ? TRUE : hot, { noReset, online: me('guest.online') }, tell('cpu', 'offline')),
  onSlot('guest', 'online', TRUE, { noReset, registered: me('guest.registered'), present: me('sta.yes') }, tell('cpu', 'online')),
  {
    ...onSlot('worker', 'scan', TRUE, { noReset, raised: at('ged', [], 'raised'), selected: eq(value('selector', []), 'i') }),
    effects: [
      choose(ref('acpi', ['i']), { when: me('inserting.yes'), event: 'seen' }),
      choose(ref('cpu', ['i']), { when: and(me('inserting.yes'), me('guest.absent')), event: 'register' }),
      send(ref('selector'), 'next'),
      choose(ref('ged'), { when: lastSlot, event: 'lower' }),
    ],
  },
  global('vm', 'resetBegin', { running, noReset }, send(ref('reset'), 'begin'), send(ref('ged'), 'lower'), send(ref('selector'), 'zero'),
    each('j', 'slot', send(ref('acpi', ['j']), 'reset')), each('j', 'slot', send(ref('cpu', ['j']), 'reset'), ne('j', 0)), send(ref('cpu', [0]), 'reset boot')),
  global('vm', 'resetEnd', { running, resetting: at('reset', [], 'yes') }, send(ref('reset'), 'end'),
    each('j', 'slot', choose(ref('cpu', ['j']), { when: at('acpi', ['j'], 'sta.yes'), event: 'enumerate' }), ne('j', 0)),
    choose(ref('cpu', [0]), { when: at('acpi', [0], 'sta.yes'), event: 'boot' })),
  global('vm', 'pause', { running, noReset, allIdle: forall('j', 'slot', at('object', ['j'], 'phase.idle')) }, send(ref('vm'), 'pause')),
  global('vm', 'migrate', { paused: at('vm', [], 'paused') }, send(ref('vm'), 'migrate')),
  global('vm', 'resume', { migrated: at('vm', [], 'migrated') }, send(ref('vm'), 'resume')),
];

const always = (id: string, text: string, expr: Expr): Property => ({ id, text, source: FN, kind: 'always', expr: forall('i', 'slot', expr) });
const properties: Property[] = [
  always('QomMatchesKvm', 'Between procedures QEMU has a CPU object exactly where KVM has a vCPU.', implies(idle, iff(me('qom.yes'), me('kvm.yes')))),
  always('PoweredIsCreated', 'A vCPU that is powered on exists in KVM.', implies(me('power.on'), me('kvm.yes'))),
  always('OnlineIsPresent', 'A CPU that the guest has online is present in ACPI.', implies(me('guest.online'), me('sta.yes'))),
  always('GicMatchesSta', 'Between procedures a GIC interface is in use exactly where ACPI shows the CPU.', implies(idle, iff(me('gic.yes'), me('sta.yes')))),
];

/** The sketch with `n` slots, of which slot 0 is there from the start. */
export const hotplugSketch = (n: number, bootMayGoOffline: boolean): System => ({
  name: `hotplug-sketch ${n},${bootMayGoOffline ? 1 : 0}`,
  sorts: { slot: n },
  components: [vm, ged, reset, selector, object, acpi, cpu],
  actions: actions(bootMayGoOffline),
  properties,
  initial: {
    'object[0]': ['phase.idle', 'qom.yes', 'kvm.yes', 'gic.yes'],
    'acpi[0]': ['sta.yes', 'inserting.no', 'removing.no'],
    'cpu[0]': ['power.on', 'guest.online'],
  },
});

const configuration = (n: number, boot: 0 | 1): Configuration => ({
  id: `sketch-${n}-${boot}`,
  title: `${n} slots${boot ? ', CPU 0 may go offline' : ''}`,
  tier: n <= 4 ? 'quick' : 'full',
  labels: { slots: String(n) },
  system: () => hotplugSketch(n, boot === 1),
});

export const design: Design = {
  name: 'hotplug-sketch',
  title: 'A sketch of vCPU hot-plug',
  source: 'made for measurements',
  configurations: [2, 3, 4, 5].flatMap((n) => [configuration(n, 0), configuration(n, 1)]),
  violates: [],
};
