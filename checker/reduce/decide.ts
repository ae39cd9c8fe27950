/** Decide all properties of a system: slice by slice, each slice explored whole, traces brought back to the full system. */
import path from 'node:path';
import { enabledActions } from '../ir/interpret.ts';
import { explore } from '../explore/explore.ts';
import { violatedBefore } from '../explore/behind.ts';
import type { ExploreOptions } from '../explore/options.ts';
import type { Profile } from '../explore/profile.ts';
import type { Exploration, FoundDefect, Outcome, PartVerdict, Verdict } from '../explore/result.ts';
import { TYPE_INVARIANT } from '../explore/result.ts';
import { united } from '../explore/usage.ts';
import type { Search } from '../explore/search.ts';
import type { Ir } from '../model/ir.ts';
import { isLiveness } from '../model/property.ts';
import { DefectOnTheWay, liftedPart, wholeTrace } from './lift.ts';
import { slicesOf, type Slice, type SliceOptions } from './slices.ts';

/** One exploration of one slice. */
export interface SliceRun {
  /** Instances that move in the system and are left still here. */
  readonly still: readonly string[];
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly levels: readonly number[];
  readonly complete: boolean;
  readonly profile?: Profile;
}
/** As an exploration; `states` and `transitions` are sums over the slices, `depth` is the largest. */
export interface Decision extends Exploration {
  readonly slices: readonly SliceRun[];
}

export interface DecideOptions extends ExploreOptions, SliceOptions {
  /** Told of each search of a slice when it has ended. */
  readonly onSlice?: (slice: Slice, search: Search) => void;
  /** `whole`: one exploration of the system as it is. Default `cone`. */
  readonly reduce?: 'cone' | 'whole';
}

/** Decide every property of `ir`. Throws if a trace of a slice is no behaviour of the system: that is a defect of the reduction. */
export const decide = async (ir: Ir, given: DecideOptions = {}): Promise<Decision> => {
  const options = numbered(given);
  const slices = options.reduce === 'whole' ? [] : slicesOf(ir, options);
  if (slices.length === 0) {
    const found = await explore(ir, options.next());
    return { ...found, slices: [runOf(found, [])] };
  }
  const parts = new Map<string, (PartVerdict | undefined)[]>(ir.properties.map((p) => [p.id, p.parts.map(() => undefined)]));
  const behind = new Behind();
  const taken = ir.actions.map(() => 0);
  const runs: SliceRun[] = [];
  let onTheWay: FoundDefect | undefined;
  const found: Exploration[] = [];
  for (const slice of slices) {
    const whole = options.behind !== false && decidesAll(slice);
    const x = await explore(slice.ir, { ...options.next(), behind: whole, ...(options.onSlice ? { onSearched: (s) => options.onSlice!(slice, s) } : {}) });
    found.push(x);
    runs.push(runOf(x, slice.still));
    x.taken.forEach((n, k) => (taken[slice.actions[k]!] = Math.max(taken[slice.actions[k]!]!, n)));
    try {
      collect(ir, slice, x, parts);
      if (options.behind !== false) await explain(ir, slice, whole, x, behind, options);
    } catch (e) {
      if (!(e instanceof DefectOnTheWay)) throw e;
      onTheWay = e.found;
    }
    if (x.defect || onTheWay || options.signal?.aborted) break;
  }
  for (const p of ir.properties) {
    if (p.kind !== 'dead' || onTheWay || !parts.get(p.id)!.some((v) => v?.outcome === 'notDecided') || !found.every((x) => x.complete)) continue;
    // A state without any action in the slice that has one in the system: only the whole system tells.
    const x = await explore(ir, options.next());
    found.push(x);
    runs.push(runOf(x, []));
    const v = x.verdicts.find((v) => v.id === p.id)!;
    parts.set(p.id, [...v.parts]);
    behind.note(p.id, v.behind);
  }
  const first = (pick: (x: Exploration) => Exploration['reason']): Exploration['reason'] => found.map(pick).find((r) => r !== undefined);
  const k = found.findIndex((x) => x.defect);
  const defect = k < 0 ? onTheWay : k < slices.length ? defectIn(ir, slices[k]!, found[k]!.defect!) : found[k]!.defect;
  const stopped = found.length < slices.length;
  const reason = first((x) => x.reason) ?? (onTheWay ? { code: 'defect' as const, text: 'a defect of the specification was met' } : undefined) ?? (stopped ? { code: 'aborted' as const, text: 'stopped before the last slice' } : undefined);
  return {
    name: ir.name,
    complete: !stopped && !onTheWay && found.every((x) => x.complete),
    ...(reason ? { reason } : {}),
    states: total(found, (x) => x.states),
    transitions: total(found, (x) => x.transitions),
    depth: Math.max(...found.map((x) => x.depth)),
    levels: found.at(-1)!.levels,
    taken,
    used: united(found.map((x) => x.used)),
    ...(options.outcomes ? { deciding: [...new Set(found.flatMap((x) => x.deciding ?? []))] } : {}),
    verdicts: [typeVerdict(found), ...ir.properties.map((p) => merge(p.id, p.kind, parts.get(p.id)!, behind.of(p.id)))],
    ...(defect ? { defect } : {}),
    bytes: Math.max(...found.map((x) => x.bytes)),
    store: found.map((x) => x.store).find((k) => k !== 'hash') ?? 'hash',
    elapsedMs: total(found, (x) => x.elapsedMs),
    slices: runs,
  };
};

/** One decision explores several systems, always in the same order: each has its checkpoints in a folder of its own. */
interface Numbered extends DecideOptions {
  readonly next: () => ExploreOptions;
}
const numbered = (options: DecideOptions): Numbered => {
  let n = 0;
  return { ...options, next: () => (options.checkpoint ? { ...options, checkpoint: { ...options.checkpoint, folder: path.join(options.checkpoint.folder, String(n++)) } } : options) };
};

/** What each slice says of what a property's violations lie behind. A violation in one slice that lies behind nothing outweighs the others. */
class Behind {
  readonly #ids = new Map<string, readonly string[] | undefined>();

  note(id: string, behind: readonly string[] | undefined): void {
    if (!this.#ids.has(id) || !behind) this.#ids.set(id, behind);
  }

  of(id: string): readonly string[] | undefined {
    return this.#ids.get(id);
  }
}

const total = (xs: readonly Exploration[], f: (x: Exploration) => number): number => xs.reduce((n, x) => n + f(x), 0);
const runOf = (x: Exploration, still: readonly string[]): SliceRun => ({ still, states: x.states, transitions: x.transitions, depth: x.depth, levels: x.levels, complete: x.complete, ...(x.profile ? { profile: x.profile } : {}) });

/** The verdict of a part is the one of the first (smallest) slice that decides it. */
const collect = (ir: Ir, slice: Slice, x: Exploration, parts: Map<string, (PartVerdict | undefined)[]>): void => {
  slice.ir.properties.forEach((p, n) => {
    const verdict = x.verdicts.find((v) => v.id === p.id)!;
    const known = parts.get(p.id)!;
    verdict.parts.forEach((part, k) => {
      const where = slice.parts[n]![k]!;
      if (known[where] !== undefined && known[where].outcome !== 'notDecided') return;
      known[where] = wholePart(ir, slice, p.kind, part);
    });
  });
};

/**
 * Which of the violations found are met only behind a violation of another property (R5)? Asked of all properties that the
 * slice can decide, and only when a violation has another one before it: then the slice is explored again without what
 * lies behind a violation, and what is violated there too lies behind nothing.
 */
const explain = async (ir: Ir, slice: Slice, whole: boolean, x: Exploration, behind: Behind, options: Numbered): Promise<void> => {
  if (whole) {
    // Everything was decided together, so the exploration has judged it already.
    for (const v of x.verdicts) if (v.count > 0) behind.note(v.id, v.behind);
    return;
  }
  const tainted = x.verdicts.flatMap((v) => {
    if (!v.trace) return [];
    const ids = violatedBefore(ir, wholeTrace(ir, slice, v.trace), v);
    if (ids.length > 0) return [{ id: v.id, ids, live: isLiveness(v.kind) }];
    behind.note(v.id, undefined);
    return [];
  });
  const safety = tainted.filter((t) => !t.live);
  if (safety.length > 0) {
    const context = slice.context();
    const clean = await explore({ ...context, properties: context.properties.filter((p) => !isLiveness(p.kind)) }, { ...options.next(), outcomes: false, profile: false, expandViolating: false });
    for (const { id, ids } of safety) behind.note(id, clean.verdicts.find((v) => v.id === id)?.count === 0 ? ids : undefined);
  }
  const live = tainted.filter((t) => t.live);
  if (live.length === 0) return;
  // Liveness is decided on a graph that lacks nothing, and then in the part of it that passes no violation.
  const context = slice.context();
  const properties = context.properties.filter((p) => !isLiveness(p.kind) || live.some((t) => t.id === p.id));
  const again = await explore({ ...context, properties }, options.next());
  for (const { id, ids } of live) behind.note(id, again.verdicts.find((v) => v.id === id)?.behind ? ids : undefined);
};

/** Nothing that the slice can decide was left to another one. */
const decidesAll = (slice: Slice): boolean => {
  const own = new Map(slice.ir.properties.map((p) => [p.id, p.parts.length]));
  return slice.context().properties.every((p) => own.get(p.id) === p.parts.length);
};

const wholePart = (ir: Ir, slice: Slice, kind: Verdict['kind'], part: PartVerdict): PartVerdict => {
  const lifted = liftedPart(ir, slice, part);
  const { trace } = lifted;
  // What the slice leaves out may still move: only a state without any action of the system is dead.
  if (kind === 'dead' && trace && enabledActions(ir, trace.steps.at(-1)?.state ?? trace.initial).length > 0) return { label: part.label, outcome: 'notDecided', vacuous: part.vacuous, count: 0 };
  return lifted;
};

const defectIn = (ir: Ir, slice: Slice, d: FoundDefect): FoundDefect => {
  try {
    return { ...d, action: slice.actions[d.action]!, trace: wholeTrace(ir, slice, d.trace) };
  } catch (e) {
    if (e instanceof DefectOnTheWay) return e.found;
    throw e;
  }
};

const typeVerdict = (found: readonly Exploration[]): Verdict => {
  const all = found.map((x) => x.verdicts.find((v) => v.id === TYPE_INVARIANT)!);
  return all.find((v) => v.outcome === 'violated') ?? all.find((v) => v.outcome === 'notDecided') ?? all[0]!;
};

/** What a property comes to whose parts came to this. */
export const worst = (outcomes: readonly Outcome[]): Outcome => outcomes.toSorted((a, b) => RANK[a] - RANK[b])[0]!;

const RANK = { violated: 0, satisfied: 1, notDecided: 2, holds: 3, unreached: 3 } as const;
const merge = (id: string, kind: Verdict['kind'], found: readonly (PartVerdict | undefined)[], behind: readonly string[] | undefined): Verdict => {
  const parts = found.map((p): PartVerdict => p ?? { label: '', outcome: 'notDecided', vacuous: false, count: 0 });
  const first = [...parts].sort((a, b) => RANK[a.outcome] - RANK[b.outcome] || (a.depth ?? 0) - (b.depth ?? 0))[0]!;
  return {
    id,
    kind,
    outcome: first.outcome,
    vacuous: parts.every((p) => p.vacuous),
    count: parts.reduce((n, p) => n + p.count, 0),
    ...(first.depth === undefined ? {} : { depth: first.depth }),
    ...(first.trace ? { trace: first.trace } : {}),
    ...(behind ? { behind } : {}),
    parts,
  };
};
