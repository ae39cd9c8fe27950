/** How each component starts again in a new QEMU process: as machine initialisation leaves it, by how its slot is populated. */
import { ModelError } from '../../checker/model/model-error.ts';
import type { Component } from '../../checker/model/system.ts';
import { range } from '../region.ts';
import type { SlotKind, VirtOptions } from '../sorts.ts';
import { extended, type Extension } from '../extend.ts';

/** How a slot is populated when a destination starts. */
export type Populated = 'cold' | 'device' | 'empty';
type Restart = NonNullable<Extension['restart']>;
const of = (cold: readonly string[], device: readonly string[], empty: readonly string[]): Restart => ({ 'start cold': cold, 'start device': device, 'start empty': empty });
const released = ['possible_cpu_arch_ids', 'bind temporary', 'unbind'];

/** Of each slot: the events of machine initialisation that an instance receives, by how its slot is populated. */
export const SLOTS: Readonly<Record<string, Restart>> = {
  slot: of(['possible_cpu_arch_ids', 'bind temporary'], [...released, 'bind o0'], released),
  gic: of(['realize bound'], ['realize unbound', 'bind o0'], ['realize unbound']),
  wires: of(['bind o0'], ['bind o0'], []),
  resetList: of(['bind o0'], ['bind o0'], []),
  acpi: of(['hw_init plugged'], ['hw_init persistent', 'coldplug'], ['hw_init persistent']),
};
/** Of the first object of each slot, and its thread; of every other object: `start`. */
export const OBJECTS: Readonly<Record<string, Restart>> = {
  object: { ...of(['cold create'], ['temporary create', 'finalize', 'cold create'], ['temporary create', 'finalize']), start: [] },
  vcpu: { ...of(['cold start'], ['cold start'], []), start: [] },
};
/** Under KVM also: the KVM vCPU of each possible CPU exists in every process; those without a CPU are parked. */
export const KVM_SLOTS: Readonly<Record<string, Restart>> = {
  kvmVcpu: of(['create', 'set up'], ['create and park', 'set up', 'unpark o0'], ['create and park', 'set up']),
  // Of a slot without a CPU: as that of a temporary object, RUNNABLE (B01).
  mpState: { ...of(['init off'], ['init on', 'init off'], ['init on']), 'start boot': ['init on'] },
};
export const KVM_OBJECTS: Readonly<Record<string, Restart>> = {
  env: { ...of(['cold start'], ['cold start'], []), start: [] },
  vmcse: { ...of(['add'], ['add'], []), start: [] },
};
/** What is the same whatever the command line says. */
const FRESH: Readonly<Record<string, Restart>> = {
  ...Object.fromEntries(['eject', 'inserting', 'removing', 'fwRemove', 'ost', 'registers', 'command', 'ged', 'request', 'cpusQueue', 'runstate', 'shutdown', 'icc', 'ran', 'resetHandlers'].map((c) => [c, { start: [] }])),
  psci: { start: [], 'start boot': ['reset on'] },
  bql: { start: ['main drops'] },
  main: { start: ['create_possible_cpus', 'create_cpus', 'create_gic', 'post_init', 'create_ged', 'create_fw_cfg', 'load_kernel', 'create_devices'] },
};

/** The slot is populated by the command line of each process anew, not by -smp. */
export const free = (k: SlotKind): boolean => k === 'hot' || k === 'cli';
export const freeSlots = (o: VirtOptions): number[] => range(o.slots.length).filter((s) => free(o.slots[s]!));
/** Every way to populate n free slots. */
export const combinations = (n: number): Populated[][] => (n === 0 ? [[]] : combinations(n - 1).flatMap((c) => [[...c, 'empty' as const], [...c, 'device' as const]]));
/** The event by which a component starts again. */
export const startOf = (c: readonly string[]): string => `start ${c.join(' ')}`.trim();

/** boot_cpus, by what starts in the free slots. */
const bootInfoRestart = (o: VirtOptions): Restart => {
  const frees = freeSlots(o).length;
  const cold = o.slots.length - frees;
  return Object.fromEntries(combinations(frees).map((c) => [startOf(c), [`store ${cold}`, `create_fw_cfg ${cold}`, `store ${cold + c.filter((p) => p === 'device').length}`]]));
};

/**
 * Components that a new process finds as they were. A guest's components belong here: they are memory and registers, which travel
 * unchanged, and nobody sends them an event (docs/migration.md).
 */
const KEPT: Readonly<Record<string, string>> = {
  kind: 'constant',
  qemu: 'nothing comes after its end',
  ejected: 'an observer of the VM, whichever process it is in',
  asked: 'an observer; loaded as savedAsked',
  ...Object.fromEntries(['madt', 'context', 'linux', 'notified', 'gedThread', 'aml', 'scanned', 'dueInsert', 'dueRemove', 'kernel', 'stuck'].map((c) => [c, 'the Linux guest (machines/linux)'])),
};

/**
 * The component, able to start again. Throws E_RESTART for one of which nothing is said: forgotten, it would carry the state of
 * the source's process to the destination.
 */
export const restartable = (c: Component, o: VirtOptions): Component => {
  if (c.name in KEPT) return c;
  const restart = c.name === 'bootInfo' ? bootInfoRestart(o) : { ...SLOTS, ...KVM_SLOTS, ...OBJECTS, ...KVM_OBJECTS, ...FRESH }[c.name];
  if (!restart)
    throw new ModelError('E_RESTART', `how component ${c.name} starts in the destination of a migration is not said`, {
      fix: 'Say it in machines/migration/restart.ts: its events of initialisation, or, if it is guest memory, an entry of KEPT',
      where: { file: c.file, component: c.name },
    });
  return extended(c, () => ({ restart }));
};
