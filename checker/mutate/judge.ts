/** What becomes of a mutant (R22): does a property notice it, is it no change at all, or does nobody outside see it? */
import { showsTheSame } from '../compare/compare.ts';
import { compose } from '../compile/compose.ts';
import { observe, type Observed } from '../compile/observe.ts';
import type { Outcome, Verdict } from '../explore/result.ts';
import { TYPE_INVARIANT } from '../explore/result.ts';
import { transitionNumber } from '../explore/usage.ts';
import type { Configuration } from '../model/design.ts';
import type { Ir } from '../model/ir.ts';
import { ModelError } from '../model/model-error.ts';
import type { PropertyKind } from '../model/property.ts';
import type { System } from '../model/system.ts';
import { decide, type Decision } from '../reduce/decide.ts';
import { slicesOf } from '../reduce/slices.ts';
import { REMOVING, type Mutant } from './mutant.ts';
import { sameGraph } from './same-graph.ts';

/** A configuration as it is, decided. */
export interface Subject {
  readonly configuration: Configuration;
  readonly system: System;
  readonly ir: Ir;
  readonly decision: Decision;
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

export type Fate =
  | { readonly fate: 'killed'; readonly by: readonly string[]; readonly configuration: string }
  | { readonly fate: 'refused'; readonly by: 'defect' | 'type' | 'load'; readonly message: string; readonly configuration: string }
  | { readonly fate: 'equivalent' }
  | { readonly fate: 'invisible' | 'survivor' | 'undecided'; readonly configurations: readonly string[] };

/** Only these tell whether something can still happen. */
const OF_PRESENCE: readonly PropertyKind[] = ['sometimes', 'recoverable', 'leadsTo', 'eventually', 'alwaysEventually', 'eventuallyAlways', 'dead', 'stuck'];

export const subjectOf = async (configuration: Configuration): Promise<Subject> => {
  const system = configuration.system();
  const ir = compose(system);
  const decision = await decide(ir, { outcomes: true, ...(configuration.coverage === undefined ? {} : { coverage: configuration.coverage }) });
  return { configuration, system, ir, decision, outcomes: new Map(decision.verdicts.map((v) => [v.id, v.outcome])) };
};

/** Whether the mutant can make a difference in the configuration; see {@link Mutant.needs}. */
export const concerns = ({ ir, decision, configuration }: Subject, { needs }: Mutant): boolean => {
  const { families, deciding, transitions } = needs;
  // What a configuration does not look for, nobody can say of.
  if (families && !families.every((f) => ir.actions.some((a, k) => a.name === f && (configuration.coverage === false || decision.taken[k]! > 0)))) return false;
  if (deciding !== undefined && configuration.coverage !== false && !decision.deciding!.includes(deciding)) return false;
  if (!transitions) return true;
  return transitions.some(({ table, event, from }) => {
    const k = ir.tables.findIndex((t) => t.component === table);
    const t = ir.tables[k];
    return t !== undefined && decision.used[k]!.includes(transitionNumber(t, t.events.indexOf(event), t.states.indexOf(from)));
  });
};

const mutated = ({ system }: Pick<Subject, 'system'>, { change }: Mutant): Ir => (change.of === 'system' ? compose(change.apply(system)) : change.apply(compose(system)));

export interface JudgeOptions {
  /** Bytes for one search. */
  readonly memory: number;
  /** Bytes for each graph of a comparison of what is seen; where that does not suffice a survivor is one. */
  readonly visible: number;
  readonly signal: AbortSignal;
}

/** `concerned`: the configurations that the mutant concerns, the cheapest first; no more of them are asked for than needed. */
export const judge = async (mutant: Mutant, concerned: AsyncIterable<Subject>, options: JudgeOptions): Promise<Fate> => {
  const undecided: string[] = [];
  const subjects: Subject[] = [];
  for await (const subject of concerned) {
    subjects.push(subject);
    const found = await noticed(mutant, subject, options);
    if (found === 'undecided') undecided.push(subject.configuration.id);
    else if (found) return found;
    if (options.signal.aborted) return { fate: 'undecided', configurations: [subject.configuration.id] };
  }
  if (undecided.length > 0) return { fate: 'undecided', configurations: undecided };
  const changed: Subject[] = [];
  for (const s of subjects) if (!(await unchanged(mutant, s, options.memory))) changed.push(s);
  if (changed.length === 0) return { fate: 'equivalent' };
  const configurations = changed.map((s) => s.configuration.id);
  for (const s of changed) if ((await seenAlike(mutant, s, options)) !== true) return { fate: 'survivor', configurations };
  return { fate: 'invisible', configurations };
};

/** Decide the mutant until the first verdict that differs. */
const noticed = async (mutant: Mutant, subject: Subject, { memory, signal }: JudgeOptions): Promise<Fate | 'undecided' | undefined> => {
  const configuration = subject.configuration.id;
  const stop = new AbortController();
  const by = new Set<string>();
  const kinds = new Map(subject.ir.properties.map((p) => [p.id, p.kind]));
  const onVerdict = (id: string, outcome: Verdict['outcome']): void => {
    if (outcome === 'notDecided' || outcome === subject.outcomes.get(id)) return;
    if (REMOVING.includes(mutant.operator) && !OF_PRESENCE.includes(kinds.get(id)!)) return;
    by.add(id);
    stop.abort();
  };
  try {
    const found = await decide(mutated(subject, mutant), { memory, coverage: false, behind: false, onVerdict, signal: AbortSignal.any([signal, stop.signal]) });
    if (found.defect) return { fate: 'refused', by: 'defect', message: found.defect.message, configuration };
    if (found.verdicts.find((v) => v.id === TYPE_INVARIANT)?.outcome === 'violated') return { fate: 'refused', by: 'type', message: TYPE_INVARIANT, configuration };
    if (by.size > 0) return { fate: 'killed', by: [...by].sort(), configuration };
    for (const v of found.verdicts) onVerdict(v.id, v.outcome);
    if (by.size > 0) return { fate: 'killed', by: [...by].sort(), configuration };
    return found.complete ? undefined : 'undecided';
  } catch (e) {
    if (!(e instanceof ModelError)) throw e;
    return { fate: 'refused', by: 'load', message: e.message, configuration };
  }
};

/** The same graph, slice by slice. */
const unchanged = async (mutant: Mutant, { system, ir }: Subject, memory: number): Promise<boolean> => {
  const other = mutated({ system }, mutant);
  if (other.instances.length !== ir.instances.length) return false;
  const [a, b] = [slicesOf(ir), slicesOf(other)];
  if (a.length !== b.length) return false;
  for (const [k, x] of a.entries()) {
    if (b[k]!.cone.instances.size !== x.cone.instances.size || (await sameGraph(x.ir, b[k]!.ir, memory)) !== true) return false;
  }
  return true;
};

/** Guest and operator see the same; undefined where that is not decided. */
const seenAlike = async (mutant: Mutant, { system }: Subject, { visible, signal }: JudgeOptions): Promise<boolean | undefined> => {
  if (!system.observation) return undefined;
  const was = observe(system);
  const is: Observed = mutant.change.of === 'system' ? observe(mutant.change.apply(system)) : ofIr(was, mutant.change.apply(was.ir));
  return showsTheSame(was, is, { memory: visible, signal });
};

/** Actions that a mutant adds are silent. */
const ofIr = (was: Observed, ir: Ir): Observed => ({ ...was, ir, observation: { ...was.observation, labels: ir.actions.map((_, k) => was.observation.labels[k] ?? []) } });
