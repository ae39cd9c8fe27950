/** Decide a mutant slice by slice until the verdict of some property differs from what it was. */
import { explore } from '../explore/explore.ts';
import type { Exploration, Outcome } from '../explore/result.ts';
import { TYPE_INVARIANT } from '../explore/result.ts';
import { enabledActions } from '../ir/interpret.ts';
import type { Ir } from '../model/ir.ts';
import type { PropertyKind } from '../model/property.ts';
import { worst } from '../reduce/decide.ts';
import { DefectOnTheWay, wholeTrace } from '../reduce/lift.ts';
import { slicesOf, type Slice } from '../reduce/slices.ts';
import type { Subject } from './subject.ts';

/** What a mutant shows of itself in one configuration. */
export type Noticed =
  | { readonly found: 'killed'; readonly by: readonly string[] }
  | { readonly found: 'refused'; readonly by: 'defect' | 'type'; readonly message: string }
  | { readonly found: 'nothing' | 'undecided' };

export interface NoticeOptions {
  /** Bytes for one search. */
  readonly memory: number;
  readonly signal: AbortSignal;
  /** Kinds of properties that count. */
  readonly counts: (kind: PropertyKind) => boolean;
}

export const notice = async (subject: Subject, ir: Ir, { memory, signal, counts }: NoticeOptions): Promise<Noticed> => {
  const parts = new Map<string, Outcome[]>(ir.properties.map((p) => [p.id, p.parts.map(() => 'notDecided')]));
  const stopAt = new Set(ir.properties.flatMap((p) => (subject.telling.has(p.id) && counts(p.kind) && p.kind !== 'dead' ? [p.id] : [])));
  const search = (of: Ir): Promise<Exploration> => explore(of, { memory, signal, stopAt, behind: false });
  const differing = (): string[] =>
    ir.properties.flatMap((p) => {
      const outcome = worst(parts.get(p.id)!);
      return counts(p.kind) && outcome !== 'notDecided' && outcome !== subject.outcomes.get(p.id) ? [p.id] : [];
    });
  const killed = (): Noticed | undefined => {
    const by = differing();
    return by.length > 0 ? { found: 'killed', by: by.sort() } : undefined;
  };
  let complete = true;
  const look = async (of: Ir, slice: Slice | undefined): Promise<Noticed | undefined> => {
    const x = await search(of);
    if (x.defect) return { found: 'refused', by: 'defect', message: x.defect.message };
    if (x.verdicts.find((v) => v.id === TYPE_INVARIANT)!.outcome === 'violated') return { found: 'refused', by: 'type', message: TYPE_INVARIANT };
    complete &&= x.complete;
    for (const [n, p] of of.properties.entries()) {
      const known = parts.get(p.id)!;
      for (const [k, part] of x.verdicts.find((v) => v.id === p.id)!.parts.entries()) {
        const where = slice ? slice.parts[n]![k]! : k;
        if (known[where] !== 'notDecided' || part.outcome === 'notDecided') continue;
        if (slice && part.trace && part.outcome === 'violated' && (p.kind === 'dead' || subject.outcomes.get(p.id) !== 'violated')) {
          const meets = way(ir, slice, part.trace);
          if (typeof meets === 'string') return { found: 'refused', by: 'defect', message: meets };
          // What the slice leaves out may still move: the whole system tells.
          if (p.kind === 'dead' && meets) continue;
        }
        known[where] = part.outcome;
      }
    }
    return killed();
  };
  for (const slice of slicesOf(ir, { coverage: false })) {
    if (subject.same(slice, ir)) {
      for (const [n, p] of slice.ir.properties.entries())
        for (const where of slice.parts[n]!) {
          const was = subject.part(p.id, where);
          // What the slice leaves out may move in the mutant where it did not before: the whole system tells.
          if (p.kind !== 'dead' || was === 'holds') parts.get(p.id)![where] = was;
        }
      continue;
    }
    const found = await look(slice.ir, slice);
    if (found) return found;
    if (signal.aborted) return { found: 'undecided' };
  }
  // A verdict taken over for the last part of a property may make up what was missing.
  const late = killed();
  if (late) return late;
  const dead = ir.properties.filter((p) => p.kind === 'dead' && parts.get(p.id)!.includes('notDecided'));
  if (dead.length > 0 && complete) {
    const found = await look({ ...ir, properties: dead }, undefined);
    if (found) return found;
  }
  return { found: complete ? 'nothing' : 'undecided' };
};

/** Follow a trace of a slice in the whole system: whether anything can happen at its end; or the defect that is met on the way. */
const way = (ir: Ir, slice: Slice, trace: NonNullable<Exploration['verdicts'][number]['trace']>): boolean | string => {
  try {
    const whole = wholeTrace(ir, slice, trace);
    return enabledActions(ir, whole.steps.at(-1)?.state ?? whole.initial).length > 0;
  } catch (e) {
    if (!(e instanceof DefectOnTheWay)) throw e;
    return e.found.message;
  }
};
