/** What becomes of a mutant (R22): does a property notice it, is it no change at all, or does nobody outside see it? */
import { showsTheSame } from '../compare/compare.ts';
import type { Ir } from '../model/ir.ts';
import { isModelError } from '../model/model-error.ts';
import type { PropertyKind } from '../model/property.ts';
import { REMOVING, type Mutant } from './mutant.ts';
import { notice } from './notice.ts';
import type { Subject } from './subject.ts';

export type Fate =
  | { readonly fate: 'killed'; readonly by: readonly string[]; readonly configuration: string }
  | { readonly fate: 'refused'; readonly by: 'defect' | 'type' | 'load'; readonly message: string; readonly configuration: string }
  | { readonly fate: 'equivalent' }
  | { readonly fate: 'invisible' | 'survivor' | 'undecided'; readonly configurations: readonly string[] };

/** Only these tell whether something can still happen. */
const OF_PRESENCE: readonly PropertyKind[] = ['sometimes', 'recoverable', 'leadsTo', 'eventually', 'alwaysEventually', 'eventuallyAlways', 'dead', 'stuck'];

export interface JudgeOptions {
  /** Bytes for one search. */
  readonly memory: number;
  /** Bytes for each graph of a comparison of what is seen; where that does not suffice a survivor is one. */
  readonly visible: number;
  readonly signal: AbortSignal;
}

/** `subjects`: the configurations that have the mutant, the cheapest first; no more of them are asked for than needed. */
export const judge = async (mutant: Mutant, subjects: AsyncIterable<Subject>, options: JudgeOptions): Promise<Fate> => {
  const counts = (kind: PropertyKind): boolean => !REMOVING.includes(mutant.operator) || OF_PRESENCE.includes(kind);
  const undecided: string[] = [];
  const changed: Subject[] = [];
  for await (const subject of subjects) {
    const configuration = subject.configuration.id;
    let ir: Ir;
    try {
      ir = subject.mutated(mutant);
    } catch (e) {
      if (!isModelError(e)) throw e;
      return { fate: 'refused', by: 'load', message: e.message, configuration };
    }
    if ((await subject.differs(ir)) === false) continue;
    changed.push(subject);
    const { found, ...rest } = await notice(subject, ir, { memory: options.memory, signal: options.signal, counts });
    if (found === 'undecided') undecided.push(configuration);
    else if (found !== 'nothing') return { fate: found, ...rest, configuration } as Fate;
    if (options.signal.aborted) return { fate: 'undecided', configurations: [configuration] };
  }
  if (undecided.length > 0) return { fate: 'undecided', configurations: undecided };
  if (changed.length === 0) return { fate: 'equivalent' };
  const configurations = changed.map((s) => s.configuration.id);
  for (const s of changed) if ((await seenAlike(mutant, s, options)) !== true) return { fate: 'survivor', configurations };
  return { fate: 'invisible', configurations };
};

/** Guest and operator see the same; undefined where that is not decided. */
const seenAlike = async (mutant: Mutant, subject: Subject, { visible, signal }: JudgeOptions): Promise<boolean | undefined> => {
  const seen = subject.observed(mutant);
  return seen && showsTheSame(seen.was, seen.is, { memory: visible, signal });
};
