/** What every mapping for recordings of `virt` reads alike: the start of QEMU, the systems of a migration, the monitor. */
import type { MappingSource } from '../checker/conform/mapping.ts';
import { commandLines } from './commands.ts';
import type { Lines } from './lines.ts';

type Setup = MappingSource['setup'];

export const virtSetup = {
  start: 'host/qemu-start',
  design: { path: 'start.args.machine', cases: [['^virt\\b', 'rfc-v5']] },
  systems: { path: 'vm', order: ['src', 'dst'] },
} as const satisfies Partial<Setup>;
/** 1 if the machine is a `virt`. */
export const isVirt: Setup['bind'][string] = { path: 'start.args.machine', cases: [['^virt\\b', 1]], otherwise: 0 };
/** Labels that any of them says. */
export const virtLabels: Setup['labels'] = {
  accel: { path: 'start.args.accel', cases: [['^tcg', 'tcg'], ['^kvm', 'kvm']] },
  migrated: { path: 'systems', cases: [['"dst"', 'yes']], otherwise: 'no' },
  cold: { path: 'start.args.smp', match: '\\bcpus=(\\d+)' },
  slots: { path: 'start.args.smp', match: '\\bmaxcpus=(\\d+)' },
};

/** The monitor of a `virt`; `qomPath`: where the answer of query-hotpluggable-cpus names the CPU of slot {s}. */
export const virtCommands = (qomPath: string): Lines =>
  commandLines({ unattached: { path: 'args.id', match: '^/machine/unattached/device\\[(\\d+)\\]$', otherwise: -1 }, refuses: 'coldBooted', qomPath, migrates: true });
