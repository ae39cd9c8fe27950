/** `vcpuhp prove`: the safety properties of a family, for any number of values; refined before it gives up (R20). */
import { compose } from '../compile/compose.ts';
import type { ExploreOptions } from '../explore/options.ts';
import type { Family } from '../model/design.ts';
import type { Property } from '../model/property.ts';
import { decide } from '../reduce/decide.ts';
import { attempt, layers, Subject, type Attempt, type Task } from './attempt.ts';
import type { Fixpoint } from './fixpoint.ts';
import { isProvable } from './obligations.ts';
import type { Closed, Proof, PropertyProof, Spurious } from './proof.ts';

export interface ProveOptions {
  /** Ids; default: all. */
  readonly properties?: readonly string[];
  /** Largest size at which a violation is looked for by enumeration. Default 2. */
  readonly upTo?: number;
  /** Abstract states of one set before it is given up. Default 300,000. */
  readonly triples?: number;
  /** Looks at a move of one set that looks at two values, before it is given up. Default 200,000. */
  readonly pairs?: number;
  readonly explore?: ExploreOptions;
  /** Told what is being done. */
  readonly note?: (text: string) => void;
}

/** A proof with the sets it rests on, for the certificate. */
export interface Proved {
  readonly proof: Proof;
  readonly subject: Subject;
  /** The set over all components. */
  readonly fixpoint: Fixpoint;
}

interface State {
  readonly closed: Closed[];
  /** Discharged tasks: by which set. */
  readonly done: Map<Task, Closed>;
  readonly lost: Map<Task, Spurious | undefined>;
}

const record = (state: State, a: Attempt, tasks: readonly Task[]): void => {
  state.closed.push(a.closed);
  for (const t of tasks) {
    if (!a.lost.has(t)) {
      state.done.set(t, a.closed);
      state.lost.delete(t);
    } else if (!state.lost.get(t)) state.lost.set(t, a.lost.get(t));
  }
};

/** Prove what can be proved; look for violations of the rest. Throws E_NOT_PARAMETRIC. */
export const prove = async (name: string, family: Family, options: ProveOptions = {}): Promise<Proved> => {
  const started = performance.now();
  const note = options.note ?? (() => {});
  const asked = (p: Property): boolean => options.properties?.includes(p.id) ?? true;
  const subject = new Subject(family, 1, asked);
  const state: State = { closed: [], done: new Map(), lost: new Map() };
  const open = (): Task[] => subject.tasks.filter((t) => !state.done.has(t));
  note('one value');
  const whole = attempt(subject, subject.tasks, subject.components, options.triples ?? 300_000);
  record(state, whole, subject.tasks);
  // What the whole was too large for may be decided by less.
  if (!whole.closed.complete) for (const t of open()) if (!state.lost.get(t)) narrow(state, subject, t, options.triples ?? 300_000);
  const { violated, holding } = await enumerated(family, 2, open(), options, note);
  const left = (): Task[] => open().filter((t) => !violated.has(t.property));
  if (left().length > 0) {
    note('two values');
    const two = new Subject(family, 2, (p) => left().some((t) => t.property === p.id));
    for (const [k, t] of two.tasks.entries()) {
      const mine = subject.tasks.filter((x) => x.property === t.property)[two.tasks.filter((x, m) => m < k && x.property === t.property).length]!;
      if (state.done.has(mine)) continue;
      const tried: State = { closed: state.closed, done: new Map(), lost: new Map() };
      narrow(tried, two, t, options.triples ?? 300_000, options.pairs ?? 200_000);
      const by = tried.done.get(t);
      // Two other values are there from size 3 on; size 2 is enumerated.
      if (by && holding.has(t.property)) {
        state.done.set(mine, by);
        state.lost.delete(mine);
      }
    }
  }
  for (let n = 3; n <= (options.upTo ?? 2) && left().length > 0; n++) for (const [id, found] of (await enumerated(family, n, left(), options, note)).violated) violated.set(id, found);
  const properties = subject.properties.map((p) => judged(p, subject, state, violated, options));
  const proof: Proof = { name, sort: family.sort, from: 2, leftOut: subject.leftOut, closed: state.closed, properties, ms: Math.round(performance.now() - started) };
  return { proof, subject, fixpoint: whole.fixpoint };
};

/** Try a task with the components that are nearest to it, then with more. */
const narrow = (state: State, subject: Subject, task: Task, triples: number, work?: number): void => {
  for (const components of layers(subject, [task])) {
    const a = attempt(subject, [task], components, triples, work);
    record(state, a, [task]);
    if (state.done.has(task) || !a.closed.complete) return;
  }
};

type Violation = NonNullable<PropertyProof['concrete']>;

/** What enumeration finds at one size: violations by property, and the properties that hold there. */
const enumerated = async (family: Family, size: number, tasks: readonly Task[], options: ProveOptions, note: (text: string) => void): Promise<{ readonly violated: Map<string, Violation>; readonly holding: ReadonlySet<string> }> => {
  const ids = new Set(tasks.map((t) => t.property));
  if (ids.size === 0) return { violated: new Map(), holding: ids };
  note(`enumeration of ${size}`);
  const system = family.system(size);
  const ir = compose({ ...system, properties: system.properties.filter((p) => ids.has(p.id)) });
  const { verdicts } = await decide(ir, { ...options.explore, coverage: false });
  const label = (s: { readonly action: number }): string => ir.actions[s.action]!.label;
  return {
    violated: new Map(verdicts.flatMap((v) => (v.outcome === 'violated' && v.trace ? [[v.id, { size, depth: v.trace.steps.length, actions: v.trace.steps.map(label) }] as const] : []))),
    holding: new Set(verdicts.filter((v) => v.outcome === 'holds').map((v) => v.id)),
  };
};

const judged = (p: Property, subject: Subject, state: State, violated: ReadonlyMap<string, Violation>, options: ProveOptions): PropertyProof => {
  const tasks = subject.tasks.filter((t) => t.property === p.id);
  const head = { id: p.id, kind: p.kind, obligations: tasks.length };
  if (!isProvable(p)) return { ...head, verdict: 'notAsked', reason: `says what can or must happen (${p.kind})` };
  if (subject.notSaid.includes(p.id)) return { ...head, verdict: 'unknown', reason: `counter: ${subject.leftOut.join(', ')} counts the values, and is left out` };
  const concrete = violated.get(p.id);
  if (concrete) return { ...head, verdict: 'violated', concrete };
  const lost = tasks.filter((t) => !state.done.has(t));
  const values = Math.max(1, ...tasks.map((t) => state.done.get(t)?.values ?? 1));
  if (lost.length === 0) return { ...head, verdict: 'proved', values, whole: tasks.every((t) => state.done.get(t) === state.closed[0]) };
  const spurious = lost.map((t) => state.lost.get(t)).find((s) => s !== undefined);
  const sizes = Array.from({ length: Math.max(1, (options.upTo ?? 2) - 1) }, (_, k) => k + 2);
  return { ...head, verdict: 'unknown', enumerated: sizes, ...(spurious ? { spurious } : { reason: 'size: more abstract states than the limit' }) };
};
