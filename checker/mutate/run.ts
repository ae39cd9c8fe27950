/** All mutants of a design, or a sample of them, judged one after the other (R22). */
import type { Configuration } from '../model/design.ts';
import { compose } from '../compile/compose.ts';
import { holds } from '../ir/interpret.ts';
import { conjunctName } from '../explore/outcomes.ts';
import type { Ir } from '../model/ir.ts';
import type { System } from '../model/system.ts';
import type { MutantRun } from '../record/mutation.ts';
import { readExpr } from '../reduce/cone.ts';
import { concerns, judge, subjectOf, type Fate, type JudgeOptions, type Subject } from './judge.ts';
import type { Mutant } from './mutant.ts';
import { stepMutants } from './of-steps.ts';
import { systemMutants } from './of-system.ts';
import { initialMutants, transitionMutants } from './of-tables.ts';

/** Every mutant of some configuration, each once, with the configurations that have it. */
export interface Listed {
  readonly mutant: Mutant;
  readonly configurations: readonly string[];
}

export const mutantsOf = (configurations: readonly Configuration[]): Listed[] => {
  const found = new Map<string, { mutant: Mutant; configurations: string[] }>();
  for (const c of configurations) {
    const system = c.system();
    const ir = compose({ ...system, properties: [] });
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

/**
 * Conjuncts that rule out an action for good, because they ask something of an instance that never changes: composing leaves the action out, so
 * that no search could tell that they decide.
 */
const decidingAlways = (system: System, ir: Ir): string[] => {
  const there = new Set(ir.actions.map((a) => a.label));
  const free = compose({ ...system, properties: [] }, { anyStart: true });
  const state = free.instances.map((i) => i.initial);
  const still = (instance: number): boolean => free.tables[free.instances[instance]!.table]!.events.length === 0;
  return free.actions.flatMap((a) => {
    if (there.has(a.label)) return [];
    const failing = a.guard.filter((g) => {
      const reads = new Set<number>();
      readExpr(g.e, reads);
      return [...reads].every(still) && !holds(g.e, state);
    });
    return failing.length === 1 ? [conjunctName(a.name, failing[0]!.name)] : [];
  });
};

export interface MutationOptions extends JudgeOptions {
  /** Called before each mutant. */
  readonly onProgress?: (done: number, all: number, id: string) => void;
  /** CPU seconds after which no further mutant is begun. */
  readonly budget?: number;
}

/** Judge mutants in their order; stops at the budget. */
export const runMutants = async (listed: readonly Listed[], configurations: readonly Configuration[], options: MutationOptions): Promise<MutantRun[]> => {
  const started = process.cpuUsage();
  const spent = (): number => {
    const used = process.cpuUsage(started);
    return (used.user + used.system) / 1e6;
  };
  // The small ones first; each is decided as it is only when a mutant comes to it.
  const bySize = configurations
    .map((c) => ({ c, size: compose({ ...c.system(), properties: [] }).actions.length }))
    .sort((a, b) => a.size - b.size)
    .map(({ c }) => c);
  const decided = new Map<string, Subject>();
  const subject = async (c: Configuration): Promise<Subject> => {
    const known = decided.get(c.id);
    if (known) return known;
    const s = await subjectOf(c);
    const found = { ...s, decision: { ...s.decision, deciding: [...s.decision.deciding!, ...decidingAlways(s.system, s.ir)] } };
    decided.set(c.id, found);
    return found;
  };
  const runs: MutantRun[] = [];
  for (const [k, { mutant, configurations: ids }] of listed.entries()) {
    if (options.signal.aborted || (options.budget !== undefined && spent() > options.budget)) break;
    options.onProgress?.(k, listed.length, mutant.id);
    const fate = await judge(mutant, concerned(mutant, bySize.filter((c) => ids.includes(c.id)), subject), options);
    runs.push(runOf(mutant.id, fate));
  }
  return runs;
};

/** The configurations that a mutant concerns. */
async function* concerned(mutant: Mutant, configurations: readonly Configuration[], subject: (c: Configuration) => Promise<Subject>): AsyncGenerator<Subject> {
  for (const c of configurations) {
    const s = await subject(c);
    if (concerns(s, mutant)) yield s;
  }
}

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
