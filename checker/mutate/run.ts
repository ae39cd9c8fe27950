/** All mutants of a design, or a sample of them, judged one after the other (R22). */
import type { Configuration } from '../model/design.ts';
import { domainsOf } from '../explore/domains.ts';
import { cpuSeconds } from '../record/cpu-seconds.ts';
import type { MutantRun } from '../record/mutation.ts';
import { bareOf } from './bare.ts';
import { judge, type Fate, type JudgeOptions } from './judge.ts';
import type { Mutant } from './mutant.ts';
import { stepMutants } from './of-steps.ts';
import { systemMutants } from './of-system.ts';
import { initialMutants, transitionMutants } from './of-tables.ts';
import { Subject } from './subject.ts';

/** Every mutant of some configuration, each once, with the configurations that have it. */
export interface Listed {
  readonly mutant: Mutant;
  readonly configurations: readonly string[];
}

export const mutantsOf = (configurations: readonly Configuration[]): Listed[] => {
  const found = new Map<string, { mutant: Mutant; configurations: string[] }>();
  for (const c of configurations) {
    const { system, ir } = bareOf(c);
    for (const mutant of [...systemMutants(system), ...transitionMutants(ir), ...initialMutants(ir), ...stepMutants(ir)]) {
      const known = found.get(mutant.id);
      if (!known) found.set(mutant.id, { mutant, configurations: [c.id] });
      else if (known.configurations.at(-1) !== c.id) known.configurations.push(c.id);
    }
  }
  return [...found.values()];
};

/** A number that depends on a text alone (FNV-1a). */
const hash = (text: string): number => {
  let h = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) h = Math.imul(h ^ text.charCodeAt(k), 0x01000193) >>> 0;
  return h;
};

/** The first `n` in an order that the seed gives. */
export const sampled = (all: readonly Listed[], seed: string, n: number): Listed[] => {
  const rank = new Map(all.map((x) => [x, hash(`${seed} ${x.mutant.id}`)]));
  return all.toSorted((a, b) => rank.get(a)! - rank.get(b)! || (a.mutant.id < b.mutant.id ? -1 : 1)).slice(0, n);
};

/** The `index`-th of `of` shares of the list, each with mutants of all kinds. */
export const shardOf = (all: readonly Listed[], { index, of }: { readonly index: number; readonly of: number }): Listed[] => all.filter((_, k) => k % of === index - 1);

export interface MutationOptions extends JudgeOptions {
  /** Called before each mutant. */
  readonly onProgress?: (done: number, all: number, id: string) => void;
  /** CPU seconds after which no further mutant is begun. */
  readonly budget?: number;
  /** CPU seconds for one mutant, the configurations as they are not counted; one that takes longer is not decided. */
  readonly limit?: number;
  /** Called after each mutant. */
  readonly onJudged?: (run: MutantRun) => void;
}

/** Judge mutants in their order; stops at the budget. */
export const runMutants = async (listed: readonly Listed[], configurations: readonly Configuration[], options: MutationOptions): Promise<MutantRun[]> => {
  const { signal, budget, limit } = options;
  const started = cpuSeconds();
  const order = bySize(configurations);
  // Each is decided as it is only when a mutant comes to it.
  const decided = new Map<string, Subject>();
  let deciding = 0;
  const subject = async (c: Configuration): Promise<Subject> => {
    const known = decided.get(c.id);
    if (known) return known;
    const before = cpuSeconds();
    const s = await Subject.of(c, options.memory, signal);
    deciding += cpuSeconds() - before;
    decided.set(c.id, s);
    return s;
  };
  async function* having(ids: readonly string[]): AsyncGenerator<Subject> {
    for (const c of order) if (ids.includes(c.id)) yield await subject(c);
  }
  const runs: MutantRun[] = [];
  for (const [k, { mutant, configurations: ids }] of listed.entries()) {
    if (signal.aborted || (budget !== undefined && cpuSeconds() - started > budget)) break;
    options.onProgress?.(k, listed.length, mutant.id);
    const began = cpuSeconds() - deciding;
    const late = new AbortController();
    const watch = setInterval(() => limit !== undefined && cpuSeconds() - deciding - began > limit && late.abort(), LOOK_MS);
    const fate = await judge(mutant, having(ids), { ...options, signal: AbortSignal.any([signal, late.signal]) }).finally(() => clearInterval(watch));
    // What was interrupted from outside is not judged.
    if (signal.aborted) break;
    runs.push(runOf(mutant.id, fate));
    options.onJudged?.(runs.at(-1)!);
  }
  return runs;
};

/** Between two looks at the limit of a mutant. */
const LOOK_MS = 100;

/** The small ones first: by how many bits the states of all instances take, each by itself. */
const bySize = (configurations: readonly Configuration[]): Configuration[] =>
  configurations
    .map((c) => ({ c, bits: domainsOf(bareOf(c).ir).states.reduce((n, s) => n + Math.log2(Math.max(1, s.length)), 0) }))
    .sort((a, b) => a.bits - b.bits)
    .map(({ c }) => c);

const runOf = (id: string, fate: Fate): MutantRun => {
  switch (fate.fate) {
    case 'killed':
      return { id, fate: fate.fate, by: [...fate.by], configurations: [fate.configuration] };
    case 'refused':
      return { id, fate: fate.fate, by: [fate.by], configurations: [fate.configuration] };
    case 'equivalent':
      return { id, fate: fate.fate };
    default:
      return { id, fate: fate.fate, configurations: [...fate.configurations] };
  }
};
