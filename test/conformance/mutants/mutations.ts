/** The kinds of alteration (rule R24): each takes a recording and a place in it, and gives another recording. */
import { lineOf, type Line, type RecordedFields } from '../../../checker/conform/recording.ts';
import { beginsEvent, COMMAND_OF, EVENTS, extentOf, isAside, LINE_OF, type Event } from './events.ts';
import type { Random } from './random.ts';

export interface Mutation {
  readonly kind: string;
  /** Lines at which it can be done. */
  readonly places: (lines: readonly Line[]) => number[];
  readonly apply: (lines: readonly Line[], at: number, random: Random) => Line[];
  /** The first line behind what was altered. */
  readonly over: (lines: readonly Line[], at: number) => number;
}

const where = (lines: readonly Line[], holds: (l: Line, n: number) => boolean): number[] => lines.flatMap((l, n) => (holds(l, n) ? [n] : []));
const renumber = (lines: readonly Line[]): Line[] => lines.map((l, n) => lineOf(l.fields, n + 1));
const change = (lines: readonly Line[], at: number, fields: (f: RecordedFields) => RecordedFields): Line[] => renumber(lines.map((l, n) => (n === at ? lineOf(fields(structuredClone(l.fields)), n + 1) : l)));

const BITS = { enabled: 0, inserting: 1, removing: 2, fw_remove: 4, present: 5 } as const;
type Flag = keyof typeof BITS;
const flipped = (f: RecordedFields, flag: Flag): RecordedFields => {
  const byte = 1 << BITS[flag];
  if (typeof f.args['flags'] === 'number') f.args = { ...f.args, flags: f.args['flags'] ^ byte, [flag]: 1 - (f.args[flag] as number) };
  if (typeof f.result === 'number') f.result ^= byte;
  return f;
};
const isFlagsTrace = (l: Line): boolean => l.kind === 'qemu-trace/cpuhp_acpi_read_flags';
const isFlagsRead = (l: Line): boolean => /guest\/(mmio|io)-read/.test(l.kind) && l.fields.args['off'] === 4 && typeof l.fields.result === 'number';

const altered: Omit<Mutation, 'over'>[] = [
  {
    kind: 'altered flag byte: one line',
    places: (ls) => where(ls, (l) => isFlagsTrace(l) || isFlagsRead(l)),
    apply: (ls, at, r) => change(ls, at, (f) => flipped(f, r.pick(Object.keys(BITS) as Flag[]))),
  },
  {
    kind: 'altered flag byte: trace and answer alike',
    places: (ls) => where(ls, (l, n) => isFlagsRead(l) && ls[n + 1] !== undefined && isFlagsTrace(ls[n + 1]!)),
    apply: (ls, at, r) => {
      const flag = r.pick(Object.keys(BITS) as Flag[]);
      return change(change(ls, at, (f) => flipped(f, flag)), at + 1, (f) => flipped(f, flag));
    },
  },
  {
    kind: 'altered PSCI result: one line',
    places: (ls) => where(ls, (l) => l.kind === 'qemu-trace/obs_psci_ret' || (/guest\/psci-(cpu-on|affinity-info)/.test(l.kind) && typeof l.fields.result === 'number')),
    apply: (ls, at, r) => change(ls, at, (f) => otherResult(f, r.below(8))),
  },
  {
    kind: 'altered PSCI result: trace and answer alike',
    places: (ls) => where(ls, (l, n) => /guest\/psci-(cpu-on|affinity-info)/.test(l.kind) && returnOf(ls, n) > n),
    apply: (ls, at, r) => {
      const choice = r.below(8);
      return change(change(ls, at, (f) => otherResult(f, choice)), returnOf(ls, at), (f) => otherResult(f, choice));
    },
  },
  {
    kind: 'altered mask',
    places: (ls) => where(ls, (l) => l.kind === 'guest/masks' && l.fields.error === undefined),
    apply: (ls, at, r) => change(ls, at, (f) => otherMask(f, r)),
  },
  {
    kind: 'altered QMP error',
    places: (ls) => where(ls, (l) => /qmp-command\/device_(add|del)/.test(l.kind) && (l.fields.error as { class?: string } | undefined)?.class !== 'harness'),
    apply: (ls, at, r) => change(ls, at, (f) => otherAnswer(f, r)),
  },
];

const MASKS = ['possible', 'present', 'enabled', 'online', 'offline'] as const;
const cpusOf = (list: string): number[] => list.split(',').filter((x) => x !== '').flatMap((x) => {
  const [from, to = from] = x.split('-').map(Number);
  return Array.from({ length: to! - from! + 1 }, (_, n) => from! + n);
});
/** One CPU more or less in one of the masks that this kernel has. */
const otherMask = (f: RecordedFields, r: Random): RecordedFields => {
  const masks = f.result as Record<(typeof MASKS)[number], string> & { acpi: object };
  const mask = r.pick(MASKS.filter((m) => /^[\d,-]*$/.test(masks[m])));
  const cpu = r.below(Object.keys(masks.acpi).length);
  const cpus = cpusOf(masks[mask]);
  masks[mask] = (cpus.includes(cpu) ? cpus.filter((c) => c !== cpu) : [...cpus, cpu].sort((a, b) => a - b)).join(',');
  return f;
};

const returnOf = (lines: readonly Line[], at: number): number => {
  const end = extentOf(lines, at);
  return lines.findIndex((l, n) => n > at && n < end && l.kind === 'qemu-trace/obs_psci_ret');
};

/** Another answer that the call can give: CPU_ON 0, -2, -3, -4; AFFINITY_INFO 0, 1, -2. */
const otherResult = (f: RecordedFields, choice: number): RecordedFields => {
  const ofTrace = f.name === 'obs_psci_ret';
  const was = ofTrace ? (f.args['ret'] as number) : (f.result as number);
  const affinity = f.name === 'psci-affinity-info' || f.args['fn'] === 0xc4000004;
  const others = (affinity ? [0, 1, -2] : [0, -2, -3, -4]).filter((x) => x !== was);
  const now = others[choice % others.length]!;
  if (ofTrace) f.args = { ...f.args, ret: now };
  else f.result = now;
  return f;
};

const number = (f: RecordedFields): number => Number(/\d+/.exec(String(f.args['id']))?.[0] ?? 0);
const ANSWERS: Readonly<Record<string, readonly ((f: RecordedFields) => { class: string; desc: string } | undefined)[]>> = {
  device_add: [
    () => undefined,
    (f) => ({ class: 'GenericError', desc: `Duplicate device ID '${f.args['id'] as string}'` }),
    (f) => ({ class: 'GenericError', desc: `cpu(id${number(f)}=0:0:${number(f)}:0) with arch-id ${number(f)} exist` }),
  ],
  device_del: [
    () => undefined,
    (f) => ({ class: 'DeviceNotFound', desc: `Device '${f.args['id'] as string}' not found` }),
    () => ({ class: 'GenericError', desc: 'Hot-unplug of cold-booted CPU not supported!' }),
  ],
};
const otherAnswer = (f: RecordedFields, r: Random): RecordedFields => {
  const was = (f.error as { desc: string } | undefined)?.desc ?? '';
  const others = ANSWERS[f.name]!.map((a) => a(f)).filter((e) => (e?.desc ?? '') !== was);
  const { error: _error, result: _result, ...rest } = f;
  const error = r.pick(others);
  return error ? { ...rest, error } : { ...rest, result: {} };
};

/** Lines change places; the times stay where they were. */
const swap = (lines: readonly Line[], from: number, middle: number, to: number): Line[] => {
  const moved = [...lines.slice(middle, to), ...lines.slice(from, middle)];
  const times = lines.slice(from, to).map((l) => l.fields.t);
  const shifted = moved.map((l, n) => {
    const t = times[n];
    const { t_done: done, t: was = 0, ...rest } = l.fields;
    return lineOf({ ...rest, ...(t === undefined ? {} : { t, ...(done === undefined ? {} : { t_done: t + (done - was) }) }) }, 0);
  });
  return renumber([...lines.slice(0, from), ...shifted, ...lines.slice(to)]);
};

const aboutLine = (event: Event): Mutation[] => {
  const places = (ls: readonly Line[]): number[] => where(ls, LINE_OF[event]);
  return [
    { kind: `dropped line of ${event}`, places, apply: (ls, at) => renumber(ls.filter((_, n) => n !== at)), over: (_, at) => at + 1 },
    { kind: `duplicated line of ${event}`, places, apply: (ls, at) => renumber([...ls.slice(0, at + 1), ...ls.slice(at)]), over: (_, at) => at + 1 },
    { kind: `swapped line of ${event}`, places: (ls) => places(ls).filter((n) => nextLine(ls, n) > 0), apply: (ls, at) => swap(ls, at, nextLine(ls, at), nextLine(ls, at) + 1), over: (ls, at) => nextLine(ls, at) + 1 },
  ];
};

/** The next line that means something; -1: none. */
const nextLine = (lines: readonly Line[], at: number): number => lines.findIndex((l, n) => n > at && !isAside(l));
/** Where the next event of any kind begins, behind the one at this line; -1: none. */
const nextEvent = (lines: readonly Line[], at: number): number => {
  for (let n = extentOf(lines, at); n < lines.length; n++) if (EVENTS.some((e) => beginsEvent(e, lines, n))) return n;
  return -1;
};

const aboutCommand = (event: Event): Mutation[] => {
  if (!COMMAND_OF[event]) return [];
  const places = (ls: readonly Line[]): number[] => where(ls, (_, n) => beginsEvent(event, ls, n));
  return [
    { kind: `dropped whole ${event}`, places, apply: (ls, at) => renumber([...ls.slice(0, at), ...ls.slice(extentOf(ls, at))]), over: extentOf },
    { kind: `duplicated whole ${event}`, places, apply: (ls, at) => renumber([...ls.slice(0, extentOf(ls, at)), ...ls.slice(at)]), over: extentOf },
    {
      kind: `swapped whole ${event}`,
      places: (ls) => places(ls).filter((n) => nextEvent(ls, n) > 0),
      apply: (ls, at) => swap(ls, at, nextEvent(ls, at), extentOf(ls, nextEvent(ls, at))),
      over: (ls, at) => extentOf(ls, nextEvent(ls, at)),
    },
  ];
};

export const mutations: readonly Mutation[] = [
  ...altered.map((m) => ({ ...m, over: (_: readonly Line[], at: number) => at + 2 })),
  ...EVENTS.flatMap(aboutLine),
  ...EVENTS.flatMap(aboutCommand),
];
