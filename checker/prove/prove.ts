/** `vcpuhp prove`: the safety properties of a family, for any number of values; refined before it gives up (R20). */
import { compose } from '../compile/compose.ts';
import type { ExploreOptions } from '../explore/options.ts';
import type { Family } from '../model/design.ts';
import type { Property } from '../model/property.ts';
import { decide } from '../reduce/decide.ts';
import { attempt, layers, Subject, type Attempt, type AttemptOptions, type Task } from './attempt.ts';
import type { Fixpoint } from './fixpoint.ts';
import { Focus } from './focus.ts';
import { componentsRead } from './judge.ts';
import { isProvable } from './obligations.ts';
import type { Closed, Proof, PropertyProof, Spurious } from './proof.ts';

export interface ProveOptions {
  /** Ids; default: all. */
  readonly properties?: readonly string[];
  /** Largest size at which a violation is looked for by enumeration. Default 2. */
  readonly upTo?: number;
  /** Abstract states of one set before it is given up. Default 300,000. */
  readonly triples?: number;
  /** Looks at a move, of one set over part of the components or with two values, before it is given up. Default 30,000. */
  readonly pairs?: number;
  readonly explore?: ExploreOptions;
  /** Told what is being done. */
  readonly note?: (text: string) => void;
}

/** A proof with the sets it rests on, for the certificate. */
export interface Proved {
  readonly proof: Proof;
  readonly subject: Subject;
  /** The set over the components that most properties hang on. */
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
  const { components, tasks } = mostAsked(subject);
  const limits = { triples: options.triples ?? 300_000, signal: options.explore?.signal };
  const whole = await attempt(subject, tasks, components, limits);
  record(state, whole, tasks);
  // What hangs on more, or what the set was too large for, may be decided by less.
  await narrow(state, subject, open().filter((t) => !state.lost.get(t)), { ...limits, work: options.pairs ?? 30_000 });
  const { violated, holding } = await enumerated(family, 2, open(), options, note);
  const left = (): Task[] => open().filter((t) => !violated.has(t.property));
  if (left().length > 0) {
    note('two values');
    const two = new Subject(family, 2, (p) => left().some((t) => t.property === p.id));
    for (const [k, t] of two.tasks.entries()) {
      const mine = subject.tasks.filter((x) => x.property === t.property)[two.tasks.filter((x, m) => m < k && x.property === t.property).length]!;
      if (state.done.has(mine)) continue;
      const tried: State = { closed: state.closed, done: new Map(), lost: new Map() };
      await narrow(tried, two, [t], { ...limits, work: options.pairs ?? 30_000 });
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

/** The components that most tasks hang on, and the tasks that hang on no others. */
export const mostAsked = (subject: Subject): { readonly components: readonly string[]; readonly tasks: readonly Task[] } => {
  const focus = new Focus(subject.labels);
  const cones = subject.tasks.map((t) => {
    const mentions = new Set((t.refutations ?? []).flatMap((r) => (r.action < 0 ? [] : [r.action])));
    const cone = focus.of(componentsRead(subject.labels, t.refutations ?? []), mentions);
    return subject.components.filter((c) => cone.has(c));
  });
  const count = (c: readonly string[]): number => cones.filter((x) => x.join() === c.join()).length;
  const components = cones.toSorted((a, b) => count(b) - count(a) || a.length - b.length)[0] ?? [];
  return { components, tasks: subject.tasks.filter((_, k) => cones[k]!.every((c) => components.includes(c))) };
};

/** Try tasks with the components that are nearest to each, then with more; those that look at the same are tried together. */
const narrow = async (state: State, subject: Subject, tasks: readonly Task[], limits: AttemptOptions): Promise<void> => {
  let left = tasks.map((task) => ({ task, near: layers(subject, [task]) }));
  for (let k = 0; left.length > 0; k++) {
    left = left.filter(({ task, near }) => k < near.length && !state.done.has(task));
    const groups = new Map<string, Task[]>();
    for (const { task, near } of left) groups.set(near[k]!.join(), [...(groups.get(near[k]!.join()) ?? []), task]);
    for (const [components, together] of groups) {
      const a = await attempt(subject, together, components === '' ? [] : components.split(','), limits);
      record(state, a, together);
      if (!a.closed.complete) left = left.filter(({ task }) => !together.includes(task));
    }
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
