/** `vcpuhp prove`: the safety properties of a family, for any number of values; refined before it gives up (R20). */
import { countOf } from './back-references.ts';
import { compose } from '../compile/compose.ts';
import type { ExploreOptions } from '../explore/options.ts';
import type { Family } from '../model/design.ts';
import type { Property } from '../model/property.ts';
import { cpuSeconds } from '../record/cpu-seconds.ts';
import { decide } from '../reduce/decide.ts';
import { attempt, cpuSince, layers, lostByCounting, Subject, type Attempt, type AttemptOptions, type Task } from './attempt.ts';
import type { Fixpoint } from './fixpoint.ts';
import { Focus } from './focus.ts';
import { componentsRead } from './judge.ts';
import { split, splitOf, splittable } from './split.ts';
import { isProvable } from './obligations.ts';
import type { Closed, Proof, PropertyProof, Spurious } from './proof.ts';

export interface ProveOptions {
  /** Ids; default: all. */
  readonly properties?: readonly string[];
  /** Largest size at which a violation is looked for by enumeration; sizes from 3 on only for what is not decided by then. Default 3. */
  readonly upTo?: number;
  /** Abstract states of one set before it is given up. Default 1,000,000. */
  readonly triples?: number;
  /** Properties of which a violation is to be expected: size 2 is enumerated for them before anything else, larger ones before what is lost is refined. */
  readonly suspects?: readonly string[];
  /** Looks at a move, of one set over part of the components or with two values, before it is given up. Default 30,000. */
  readonly pairs?: number;
  readonly explore?: ExploreOptions;
  /** Told what is being done. */
  readonly note?: (text: string) => void;
}

/** A set that a proof rests on, with the obligations that it discharges. */
export interface Support {
  readonly fixpoint: Fixpoint;
  readonly tasks: readonly Task[];
}

/** A proof with the sets it rests on, for the certificate. */
export interface Proved {
  readonly proof: Proof;
  readonly support: readonly Support[];
}

interface State {
  readonly closed: Closed[];
  /** The sets themselves, of those that discharged something. */
  readonly sets: Map<Closed, Fixpoint>;
  /** Discharged tasks: by which set. */
  readonly done: Map<Task, Closed>;
  /** The behaviour that the finest set so far does not exclude. */
  readonly lost: Map<Task, Spurious>;
  /** The finest set that was given up. */
  readonly givenUp: Map<Task, Closed>;
}

const record = (state: State, a: Attempt, tasks: readonly Task[]): void => {
  state.closed.push(a.closed);
  for (const t of tasks) {
    const spurious = a.lost.get(t);
    if (!a.lost.has(t)) {
      state.done.set(t, a.closed);
      state.sets.set(a.closed, a.fixpoint);
      state.lost.delete(t);
    } else if (spurious) state.lost.set(t, spurious);
    if (!a.closed.complete) state.givenUp.set(t, a.closed);
  }
};

/** A set that was given up did not lose it by then. */
const unsure = ({ givenUp, lost }: State, t: Task): boolean => givenUp.has(t) && givenUp.get(t)!.components.join() !== lost.get(t)?.over.join();

/** Prove what can be proved; look for violations of the rest. Throws E_NOT_PARAMETRIC. */
export const prove = async (name: string, family: Family, options: ProveOptions = {}): Promise<Proved> => {
  const started = cpuSeconds();
  const note = options.note ?? (() => {});
  const subject = new Subject(family, 1, (p) => options.properties?.includes(p.id) ?? true);
  const state: State = { closed: [], sets: new Map(), done: new Map(), lost: new Map(), givenUp: new Map() };
  const limits = { triples: options.triples ?? 1_000_000, signal: options.explore?.signal };
  const small = { ...limits, work: options.pairs ?? 30_000 };
  const found = new Found();
  const open = (): Task[] => subject.tasks.filter((t) => !state.done.has(t) && !found.violated.has(t.property));
  await found.look(family, 2, new Set(subject.properties.flatMap((p) => (options.suspects?.includes(p.id) && isProvable(p) ? [p.id] : []))), options, note);
  note('one value');
  const { components, tasks } = mostAsked(subject, open());
  const whole = await attempt(subject, tasks, components, limits);
  record(state, whole, tasks);
  for (const t of subject.unsaid) {
    const by = lostByCounting(subject, whole.fixpoint, t);
    if (by) state.lost.set(t, by);
  }
  const undecided = (): Set<string> => new Set([...open().map((t) => t.property), ...subject.notSaid.filter((id) => !found.violated.has(id))]);
  await found.look(family, 2, undecided(), options, note);
  // What hangs on other components may be decided by what it says alone; else by all of them; and what a set was too large for, by less.
  note('one value, other components');
  const others = (): Task[] => open().filter((t) => !tasks.includes(t));
  for (const t of others()) if (!limits.signal?.aborted) record(state, await attempt(subject, [t], layers(subject, [t])[0]!, small), [t]);
  for (const { components: other, tasks: mine } of cones(subject, others())) if (!limits.signal?.aborted) record(state, await attempt(subject, mine, other, limits), mine);
  await narrow(state, subject, open().filter((t) => unsure(state, t)), small);
  const suspected = (): Set<string> => new Set(open().flatMap((t) => (options.suspects?.includes(t.property) ? [t.property] : [])));
  for (let n = 3; n <= (options.upTo ?? 3); n++) await found.look(family, n, suspected(), options, note);
  await counted(state, subject, open, limits, note);
  // Two other values are there from size 3 on; size 2 is enumerated.
  const left = limits.signal?.aborted ? [] : open().filter((t) => found.holds(t.property, 2));
  if (left.length > 0) {
    note('two values');
    await again(state, subject, left, new Subject(family, 2, (p) => left.some((t) => t.property === p.id)), small);
  }
  // Only that a value moved it is known of a global component; who it was may be what matters.
  const globals = splittable(family.system(2), family.sort).filter((c) => subject.components.includes(c));
  for (const global of globals) {
    const near = limits.signal?.aborted ? [] : open().filter((t) => layers(subject, [t]).at(-1)!.includes(global));
    if (near.length === 0) continue;
    note(`one value, ${global} split`);
    const apart = new Subject(split(family, global), 1, (p) => near.some((t) => t.property === p.id));
    await again(state, subject, near, apart, small, global);
  }
  for (let n = 3; n <= (options.upTo ?? 3); n++) await found.look(family, n, undecided(), options, note);
  const interrupted = limits.signal?.aborted ?? false;
  const properties = subject.properties.map((p) => judged(p, subject, state, found, interrupted));
  const proof: Proof = { name, sort: family.sort, from: 2, leftOut: subject.leftOut, closed: state.closed, properties, ...(interrupted ? { interrupted: true } : {}), cpuMs: cpuSince(started) };
  return { proof, support: supportOf(proof, subject, state) };
};

/** Try tasks again, each as the task of a finer subject that it is there; `split`: the component that tells more there, so that it is looked at always. */
const again = async (state: State, subject: Subject, tasks: readonly Task[], finer: Subject, limits: AttemptOptions, split?: string): Promise<void> => {
  for (const t of tasks) {
    const nth = subject.tasks.filter((x) => x.property === t.property).indexOf(t);
    const mine = finer.tasks.filter((x) => x.property === t.property)[nth]!;
    const tried: State = { ...state, done: new Map(), lost: new Map(), givenUp: new Map() };
    await narrow(tried, finer, [mine], limits, split);
    const by = tried.done.get(mine);
    if (by) state.done.set(t, by);
    const up = tried.givenUp.get(mine);
    if (up) state.givenUp.set(t, up);
  }
};

/** The sets by which what is proved was proved; the same set once, however often it was closed. */
const supportOf = (proof: Proof, subject: Subject, { done, sets }: State): Support[] => {
  const proved = new Set(proof.properties.flatMap((p) => (p.verdict === 'proved' ? [p.id] : [])));
  const support = new Map<string, { fixpoint: Fixpoint; tasks: Task[] }>();
  for (const t of subject.tasks) {
    const by = proved.has(t.property) ? done.get(t) : undefined;
    if (!by) continue;
    const key = `${by.values}:${by.components.join()}`;
    const known = support.get(key);
    if (known) known.tasks.push(t);
    else support.set(key, { fixpoint: sets.get(by)!, tasks: [t] });
  }
  return [...support.values()];
};

/** What a set lost for want of knowing who names whom is tried again, with the names of each value counted. */
const counted = async (state: State, subject: Subject, open: () => Task[], limits: AttemptOptions & { readonly triples: number }, note: (text: string) => void): Promise<void> => {
  const left = open().filter((t) => state.lost.has(t));
  const more = left.length > 0 ? subject.withBackReferences() : undefined;
  if (!more || limits.signal?.aborted) return;
  note('one value, names counted');
  for (const t of left) {
    const mine = more.tasks[subject.tasks.indexOf(t)]!;
    const near = layers(more, [mine]);
    // Less is looked at first, as long as it is little: a set over more components may be the smaller one.
    for (const [components, triples] of [...near.map((c) => [c, FEW] as const), [near.at(-1)!, limits.triples] as const]) {
      if (state.done.has(t) || limits.signal?.aborted) break;
      const a = await attempt(more, [mine], components, { ...limits, triples: Math.min(triples, limits.triples) });
      record(state, { ...a, lost: new Map([...a.lost].map(([, by]) => [t, by])) }, [t]);
    }
  }
};
const FEW = 20_000;

/** Tasks by the components that they hang on, the fewest first. */
const cones = (subject: Subject, tasks: readonly Task[]): { readonly components: readonly string[]; readonly tasks: readonly Task[] }[] => {
  const focus = new Focus(subject.labels);
  const groups = new Map<string, { components: readonly string[]; tasks: Task[] }>();
  for (const t of tasks) {
    const mentions = new Set((t.refutations ?? []).flatMap((r) => (r.action < 0 ? [] : [r.action])));
    const cone = focus.of(componentsRead(subject.labels, t.refutations ?? []), mentions);
    const components = subject.components.filter((c) => cone.has(c));
    const group = groups.get(components.join());
    if (group) group.tasks.push(t);
    else groups.set(components.join(), { components, tasks: [t] });
  }
  return [...groups.values()].toSorted((a, b) => a.components.length - b.components.length);
};

/** The components that most tasks hang on, and the observers that others hang on besides, which cost little; and the tasks that hang on no others. */
export const mostAsked = (subject: Subject, asked: readonly Task[] = subject.tasks): { readonly components: readonly string[]; readonly tasks: readonly Task[] } => {
  const groups = cones(subject, asked);
  const [most] = groups.toSorted((a, b) => b.tasks.length - a.tasks.length || a.components.length - b.components.length);
  const { tables } = subject.labels.ir;
  const observer = (c: string): boolean => tables.some((t) => t.component === c && t.observer);
  const first = new Set(most?.components);
  const wider = groups.filter((g) => g.components.every((c) => first.has(c) || observer(c))).flatMap((g) => g.components);
  const all = new Set([...first, ...wider]);
  const components = subject.components.filter((c) => all.has(c));
  const within = new Set(groups.flatMap((g) => (g.components.every((c) => components.includes(c)) ? g.tasks : [])));
  return { components, tasks: asked.filter((t) => within.has(t)) };
};

/** Try tasks with the components that are nearest to each, then with more; those that look at the same are tried together. `split`: only with this one, and with who moved it. */
const narrow = async (state: State, subject: Subject, tasks: readonly Task[], limits: AttemptOptions, split?: string): Promise<void> => {
  const near = (task: Task): string[][] => layers(subject, [task]).flatMap((l) => (split === undefined ? [l] : l.includes(split) ? [[...l, ...subject.components.filter((c) => splitOf(c) === split)]] : []));
  let left = limits.signal?.aborted ? [] : tasks.map((task) => ({ task, near: near(task) }));
  for (let k = 0; left.length > 0 && !limits.signal?.aborted; k++) {
    left = left.filter(({ task, near }) => k < near.length && !state.done.has(task));
    const groups = new Map<string, Task[]>();
    for (const { task, near } of left) groups.set(near[k]!.join(), [...(groups.get(near[k]!.join()) ?? []), task]);
    for (const [components, together] of groups) {
      if (limits.signal?.aborted) return;
      const a = await attempt(subject, together, components === '' ? [] : components.split(','), limits);
      record(state, a, together);
      if (!a.closed.complete) left = left.filter(({ task }) => !together.includes(task));
    }
  }
};

type Violation = NonNullable<PropertyProof['concrete']>;

/** What enumeration finds, size by size. */
class Found {
  readonly violated = new Map<string, Violation>();
  /** Sizes that were enumerated to the end, by property. */
  readonly #holds = new Map<string, number[]>();

  holds(property: string, size: number): boolean {
    return this.sizes(property).includes(size);
  }

  sizes(property: string): readonly number[] {
    return this.#holds.get(property) ?? [];
  }

  /** Enumerate one size, for these properties; not again what was. */
  async look(family: Family, size: number, asked: ReadonlySet<string>, options: ProveOptions, note: (text: string) => void): Promise<void> {
    const ids = new Set([...asked].filter((id) => !this.violated.has(id) && !this.holds(id, size)));
    if (ids.size === 0 || options.explore?.signal?.aborted) return;
    note(`enumeration of ${size}`);
    const system = family.system(size);
    const ir = compose({ ...system, properties: system.properties.filter((p) => ids.has(p.id)) });
    const { verdicts } = await decide(ir, { ...options.explore, behind: false, coverage: false });
    for (const v of verdicts) {
      if (v.outcome === 'violated' && v.trace) this.violated.set(v.id, { size, depth: v.trace.steps.length, actions: v.trace.steps.map((s) => ir.actions[s.action]!.label) });
      else if (v.outcome === 'holds') this.#holds.set(v.id, [...this.sizes(v.id), size]);
    }
  }
}

const splitBy = (components: readonly string[]): { split?: readonly string[] } => {
  const found = [...new Set(components.flatMap((c) => splitOf(c) ?? []))];
  return found.length > 0 ? { split: found } : {};
};

const judged = (p: Property, subject: Subject, state: State, found: Found, interrupted: boolean): PropertyProof => {
  const tasks = subject.tasks.filter((t) => t.property === p.id);
  const head = { id: p.id, kind: p.kind, obligations: tasks.length };
  if (!isProvable(p)) return { ...head, verdict: 'notAsked', reason: `says what can or must happen (${p.kind})` };
  const concrete = found.violated.get(p.id);
  if (concrete) return { ...head, verdict: 'violated', concrete };
  const enumerated = found.sizes(p.id);
  if (subject.notSaid.includes(p.id)) {
    const by = subject.unsaid.flatMap((t) => (t.property === p.id ? (state.lost.get(t) ?? []) : []))[0];
    return { ...head, verdict: 'unknown', enumerated, ...(by ? { spurious: by } : { reason: `counter: ${subject.leftOut.join(', ')} counts the values, and is left out` }) };
  }
  const lost = tasks.filter((t) => !state.done.has(t));
  const values = Math.max(1, ...tasks.map((t) => state.done.get(t)?.values ?? 1));
  if (lost.length === 0) return { ...head, verdict: 'proved', values, ...splitBy(tasks.flatMap((t) => state.done.get(t)!.components)), ...(tasks.some((t) => state.done.get(t)!.components.some((c) => countOf(c) !== undefined)) ? { namesCounted: true } : {}) };
  const spurious = lost.map((t) => state.lost.get(t)).find((s) => s !== undefined);
  const up = interrupted ? undefined : lost.flatMap((t) => (unsure(state, t) ? [state.givenUp.get(t)!] : []))[0];
  return { ...head, verdict: 'unknown', enumerated, ...(spurious ? { spurious } : { reason: interrupted ? 'interrupted' : 'size: more abstract states than the limit' }), ...(up ? { givenUp: { values: up.values, triples: up.triples, components: up.components } } : {}) };
};
