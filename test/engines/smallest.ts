/** The configuration by which the engines get to know a design. */
import { explore } from '../../checker/explore/explore.ts';
import { compose } from '../../checker/compile/compose.ts';
import { programOf } from '../../checker/export/program/program.ts';
import type { Configuration, Design } from '../../checker/model/design.ts';
import { isModelError } from '../../checker/model/model-error.ts';
import type { Ir } from '../../checker/model/ir.ts';

/** As many states are soon looked at by all; beyond them an engine's search takes longer than compiling it. */
export const MOST_STATES = 100_000;

/** Bits that a state takes where each variable is a bit field. */
const stateBits = (c: Configuration): number => {
  const { variables } = programOf(compose(c.system()));
  return variables.all.reduce((bits, v) => bits + (v.constant ? 0 : Math.ceil(Math.log2(variables.domains[v.domain]!.values.length))), 0);
};

/** Those of `of` that satisfy `wanted`, or all if none does. */
const preferably = (of: readonly Configuration[], wanted: (c: Configuration) => boolean): readonly Configuration[] => (of.some(wanted) ? of.filter(wanted) : of);

const slots = (c: Configuration): number => Number(c.labels['slots'] ?? 0);
const isQuick = (c: Configuration): boolean => c.tier === 'quick';
/** Others are smaller, but say little. */
const canPlug = (c: Configuration): boolean => c.labels['cold'] !== c.labels['slots'];

/** Fewest slots, then fewest bits of a state; the first of equals. */
const narrowest = (of: readonly Configuration[]): Configuration => {
  const fewest = Math.min(...of.map(slots));
  return of
    .filter((c) => slots(c) === fewest)
    .map((c) => ({ c, bits: stateBits(c) }))
    .reduce((best, s) => (s.bits < best.bits ? s : best)).c;
};

/** What a search of at most so many states sees. */
interface Seen {
  readonly c: Configuration;
  readonly states: number;
  /** Properties that the design is said to violate and the engines can be asked for. */
  readonly asked: number;
  /** Those of them that it violates here. */
  readonly shown: number;
  /** Actions that happen. */
  readonly taken: number;
}

/** undefined: the configuration has more states, or has not what the design changes, or an event is refused there. */
const seen = async (c: Configuration, { violates }: Design, most: number): Promise<Seen | undefined> => {
  let ir: Ir;
  try {
    ir = compose(c.system());
  } catch (e) {
    if (isModelError(e)) return undefined;
    throw e;
  }
  const told = new Set(programOf(ir).claims.flatMap((x) => (x.claim === 'omitted' || x.claim === 'reached' ? [] : [x.property.id])));
  const stop = new AbortController();
  const asked = ir.properties.filter((p) => told.has(p.id) && violates.includes(p.id));
  const result = await explore({ ...ir, properties: asked }, { behind: false, signal: stop.signal, onProgress: ({ states }) => states > most && stop.abort() });
  // A bound without an argument is none of theirs.
  if ((!result.complete && result.reason?.code !== 'bounds') || result.states > most) return undefined;
  return { c, states: result.states, asked: asked.length, shown: result.verdicts.filter((v) => v.count > 0).length, taken: result.taken.filter((n) => n > 0).length };
};

const allSeen = async (of: readonly Configuration[], design: Design, most: number): Promise<Seen[]> => {
  const all: Seen[] = [];
  for (const c of of) {
    const s = await seen(c, design, most);
    if (s) all.push(s);
  }
  return all;
};

const best = (of: readonly Seen[], ...by: ((s: Seen) => number)[]): Seen | undefined => [...of].sort((a, b) => by.map((f) => f(a) - f(b)).find((d) => d !== 0) ?? 0)[0];

/**
 * Of those that everybody enumerates and that leave something to plug, the one with the fewest slots whose states take the fewest bits.
 *
 * An entry of the corpus differs in little and has few configurations, the smallest in which that shows; of those the one with the fewest
 * states. Where each has more than `most`, one of those that it is not enumerated in, of no
 * more slots: of the quick tier where most of what it violates is violated, then most
 * actions happen, then the states are fewest. Where nothing of it is violated there, one with at most ten times as many: the smallest of
 * its own after all; else of those that it is not enumerated in and of any tier. Where there is none at all, the narrowest of its own.
 */
export const smallest = async (design: Design, most = MOST_STATES): Promise<Configuration> => {
  const { configurations, others = [], entry } = design;
  const telling = preferably(preferably(configurations, isQuick), canPlug);
  if (!entry) return narrowest(telling);
  const own = best(await allSeen(telling, design, most), (s) => s.states);
  if (own) return own.c;
  const alike = others.filter((c) => canPlug(c) && telling.some((t) => slots(c) <= slots(t) && t.labels['accel'] === c.labels['accel'] && t.labels['guest'] === c.labels['guest']));
  const telltale = async (of: readonly Configuration[], atMost: number): Promise<Seen | undefined> => best(await allSeen(of, design, atMost), (s) => -s.shown, (s) => -s.taken, (s) => s.states);
  const other = await telltale(alike.filter(isQuick), most);
  if (other && (other.shown > 0 || other.asked === 0)) return other.c;
  // Worth a longer search: otherwise nothing would be seen of what the entry is about.
  const longer = best(await allSeen(telling, design, 10 * most), (s) => s.states);
  if (longer) return longer.c;
  const elsewhere = await telltale(alike, 10 * most);
  return (elsewhere?.shown ? elsewhere : other)?.c ?? narrowest(telling);
};
