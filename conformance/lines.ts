/** Shorthands for writing mappings: lines of one reading, and the values that flags and slots have in them. */
import { and, at, eq, exists, iff, not, or, type Expr, type Index } from '../checker/model/expression.ts';
import type { Field } from '../checker/conform/field.ts';
import type { MappingSource } from '../checker/conform/mapping.ts';

export type Lines = MappingSource['lines'];
export type LineRule = Lines[string];
/** What a command did: one of several lists of parts. */
export type Call = Extract<LineRule['cases'][number], { call: unknown }>['call'];
export type Part = Call[number][number];
export type Steps = MappingSource['steps'];
export type StepRule = Steps[number];
export type Emission = StepRule['emits'][number];

/** A trace point, with the numbers that it prints under their own names. */
export const trace = (...names: string[]): LineRule => ({ bind: Object.fromEntries(names.map((n) => [n, `args.${n}`])), cases: [{ trace: true }] });

export const ignored = (reason: string): LineRule => ({ cases: [{ ignored: reason }] });

/** Lines that a step leaves behind: of a trace point, of QMP. */
export const traced = (name: string, rest: Partial<Emission> = {}): Emission => ({ line: `qemu-trace/${name}`, ...rest });
export const event = (name: string, rest: Partial<Emission> = {}): Emission => ({ line: `qmp-event/${name}`, ...rest });
export const step = (action: string, emits: Emission[], rest: Partial<StepRule> = {}): StepRule => ({ action, emits, ...rest });

/** PSCI function ids. */
export const FN = { CPU_ON: 0xc4000003, CPU_OFF: 0x84000002, AFFINITY_INFO: 0xc4000004, SYSTEM_OFF: 0x84000008, SYSTEM_RESET: 0x84000009 } as const;
export const psciCall = (fn: keyof typeof FN, rest: Partial<Emission> = {}): Emission => traced('obs_psci_call', { args: { k: 'cpu' }, is: { fn: FN[fn] }, ...rest });
export const psciReturn = (fn: keyof typeof FN, ret: number, rest: Partial<Emission> = {}): Emission =>
  traced('obs_psci_ret', { args: { k: 'cpu' }, is: { fn: FN[fn], ret }, ...rest });

/** Bits of the flags register, by the names of AcpiCpuStatus (hw/acpi/cpu.c:66-74). */
const FLAGS = [
  ['enabled', 0],
  ['inserting', 1],
  ['removing', 2],
  ['fwRemove', 4],
  ['present', 5],
] as const;

/** Variables `enabled`, `inserting`, ... of the flags byte at `path`; `shift` for a byte inside a wider access. */
export const flagBits = (path: string, shift = 0, prefix = ''): Record<string, Field> => Object.fromEntries(FLAGS.map(([name, bit]) => [prefix + name, { path, bit: bit + shift }]));

/** The same flags as the recorder decoded them, below `path`; the variables begin with `decoded_`. */
export const decodedFlags = (path: string): Record<string, Field> => Object.fromEntries(FLAGS.map(([name]) => [`decoded_${name}`, `${path}.${name === 'fwRemove' ? 'fw_remove' : name}`]));

/** Enabled and present are regions of `acpi`, the pending events components of their own. */
const isSet = (name: string, i: Index): Expr => (name === 'enabled' || name === 'present' ? at('acpi', [i], `${name}.yes`) : at(name, [i], 'yes'));

/** Each flag variable with this prefix is what slot i has. */
export const showsFlags = (i: Index, names: readonly string[] = FLAGS.map(([name]) => name), prefix = ''): Expr =>
  and(...names.map((name) => iff(eq(prefix + name, 1), isSet(name, i))));

/** `CPUs enumerate as core0, core1, ...`: the number in the name that the harness gives a device. */
export const ofId = (path: string): Field => ({ path, match: '^core(\\d+)$', otherwise: -1 });

/** Some slot has this number: it may be any number in a line. */
export const isSlot = (i: Index): Expr => exists('s', 'slot', eq('s', i));

/** Object (i,x) has an id: it was given with device_add or -device. */
export const hasId = (i: Index, x: Index): Expr => or(at('object', [i, x], 'coldBooted.no'), at('kind', [i], 'cli', 'hot'));
/** A device of this id exists: its object has not been finalized. */
export const idTaken = (i: Index): Expr => exists('s', 'slot', and(eq('s', i), exists('x', 'incarnation', and(at('object', ['s', 'x'], 'life.realized', 'life.unrealizing'), hasId('s', 'x')))));
export const idFree = (i: Index): Expr => not(idTaken(i));
