/** The configuration for a recording: as many slots, started as they were, everything in it that a recording can show. */
import type { Configuration, Labels } from '../checker/model/design.ts';
import { ModelError } from '../checker/model/model-error.ts';
import type { System } from '../checker/model/system.ts';
import type { LinuxOptions } from '../machines/linux/options.ts';
import { coldBooted, type SlotKind, type VirtOptions } from '../machines/sorts.ts';

/** What a recording can say of its machine; what it does not say is as on a plain `virt`. */
export interface Recordable {
  readonly design: string;
  readonly accel: string;
  readonly system: (o: VirtOptions) => System;
  /** Values of other labels that this design has a system for. */
  readonly has: Readonly<Record<'guest' | 'ged' | 'threads' | 'gic' | 'migrated', readonly string[]>>;
}

const KNOWN = ['accel', 'cold', 'slots', 'cli', 'ged', 'threads', 'gic', 'guest', 'maxcpus', 'nr_cpus', 'migrated'];

const numberOf = (labels: Labels, name: string): number => Number(labels[name] ?? Number.NaN);
const refuse = (design: string, what: string, fix: string): never => {
  throw new ModelError('E_CONFIGURATION', `${design} has no system for ${what}`, { fix, where: { design } });
};

/** Which slots start how. `maxcpus=` is cut down to `cpus=` where hot-plug is gated off (hw/arm/virt.c:2369-2376). */
const slotsOf = (design: string, labels: Labels, gated: boolean): SlotKind[] => {
  const [cold, all] = [numberOf(labels, 'cold'), gated ? numberOf(labels, 'cold') : numberOf(labels, 'slots')];
  if (!(cold >= 1 && all >= cold)) return refuse(design, `cold=${labels['cold']}, slots=${labels['slots']}`, 'Give at least one cold-booted CPU, and no fewer slots than that');
  const cli = (labels['cli'] ?? '').split('+').filter((x) => x !== '').map(Number);
  if (!cli.every((n) => n >= cold && n < all)) return refuse(design, `cli=${labels['cli']}`, 'Name slots behind the cold-booted ones: cli=2, cli=2+3');
  return Array.from({ length: all }, (_, i) => (i === 0 ? 'boot' : i < cold ? 'cold' : cli.includes(i) ? 'cli' : 'hot'));
};

/** Everything that root may do there, and what a slow emulator may make the kernel do. */
const guestOf = (design: string, labels: Labels): LinuxOptions | undefined => {
  const { guest = 'hostile' } = labels;
  const limits = Object.fromEntries((['maxcpus', 'nr_cpus'] as const).flatMap((name) => (labels[name] === undefined ? [] : [[name, numberOf(labels, name)]]))) as Partial<Record<'maxcpus' | 'nr_cpus', number>>;
  for (const [name, n] of Object.entries(limits)) if (!(Number.isInteger(n) && n >= 1)) refuse(design, `${name}=${labels[name]}`, 'Give what the command line of the kernel says: one or more');
  if (guest === 'hostile') return undefined;
  const { maxcpus, nr_cpus: nrCpus } = limits;
  return { profile: guest === 'legacy' ? 'legacy' : 'linux', admin: true, sysfsEject: true, status: true, ...(maxcpus === undefined ? {} : { maxcpus }), ...(nrCpus === undefined ? {} : { nrCpus }) };
};

/**
 * Labels: `cold`, `slots`, `cli` (slots given with -device), `ged`, `threads`, `gic`, `migrated`; `guest`, and of its kernel's command line `maxcpus`,
 * `nr_cpus`. Throws E_CONFIGURATION.
 */
export const recorded = (r: Recordable) => (labels: Labels): Configuration => {
  const { design } = r;
  if ((labels['accel'] ?? r.accel) !== r.accel) refuse(design, `accel=${labels['accel']}`, `Name another design with --design, or --label accel=${r.accel}`);
  for (const name of Object.keys(labels)) if (!KNOWN.includes(name)) refuse(design, `${name}=${labels[name]}`, `Known labels: ${KNOWN.join(', ')}`);
  for (const [name, values] of Object.entries(r.has)) {
    const v = labels[name];
    if (v !== undefined && !values.includes(v)) refuse(design, `${name}=${v}`, values.length ? `Known here: ${values.map((x) => `${name}=${x}`).join(', ')}` : `It has no ${name}: leave the label out`);
  }
  const threads = labels['threads'] === 'single' ? 'single' : 'multi';
  const gic = labels['gic'] === '2' ? 2 : 3;
  const ged = labels['ged'] !== 'no';
  const guest = guestOf(design, labels);
  const slots = slotsOf(design, labels, threads === 'single' || gic === 2);
  const cold = coldBooted(slots);
  const special = [...(labels['migrated'] === 'yes' ? ['migrated'] : []), ...(guest ? [`${guest.profile} guest`] : []), ...(ged ? [] : ['no GED']), ...(threads === 'single' ? ['one thread'] : []), ...(gic === 2 ? ['GICv2'] : [])];
  return {
    id: ['recorded', `${cold}-of-${slots.length}`, ...(labels['cli'] ? [`cli-${labels['cli']}`] : []), ...(['maxcpus', 'nr_cpus'] as const).flatMap((name) => (labels[name] === undefined ? [] : [`${name}-${labels[name]}`])), ...special.map((s) => s.replace(' guest', '').replace(' ', '-').toLowerCase())].join('-'),
    title: `${cold} CPUs at boot, ${slots.length} possible${special.map((s) => `, ${s}`).join('')}; everything that a recording can show`,
    tier: 'recording',
    labels: { ...labels, accel: r.accel },
    system: () => r.system({ slots, operator: 'any', reset: true, stop: true, restart: true, passive: true, ged, threads, gic, ...(guest ? { guest } : {}), ...(labels['migrated'] === 'yes' ? { migrate: { to: 'any' } } : {}) }),
  };
};
