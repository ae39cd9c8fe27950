/** A family, made ready for a proof; and one attempt at its obligations with so many values looked at and such components. */
import { declared } from '../compile/expand-action.ts';
import type { Family } from '../model/design.ts';
import { ModelError } from '../model/model-error.ts';
import type { Property } from '../model/property.ts';
import { actionName, type System } from '../model/system.ts';
import { cpuSeconds } from '../record/cpu-seconds.ts';
import { withBackReferences } from './back-references.ts';
import { Fixpoint, TooLarge } from './fixpoint.ts';
import { componentsOf, componentsRead, refuted, Refutations, type Refutation } from './judge.ts';
import { Labels, labelsFor } from './labels.ts';
import { asProperty, isProvable, obligationsOf, type Obligation } from './obligations.ts';
import type { Closed, Spurious } from './proof.ts';
import { spuriousOf } from './spurious.ts';
import { forgetOrder, UNKNOWN } from './weaken.ts';
import { readElsewhere, speaksOf, without } from './without.ts';

/** One obligation of one property, with all that would refute it; undefined where there are too few labels to say. */
export interface Task {
  readonly property: string;
  readonly step: boolean;
  readonly obligation: Obligation;
  /** Its number among the properties that were composed. */
  readonly at: number;
  /** Components that the obligation itself reads. */
  readonly reads: ReadonlySet<string>;
  readonly refutations: readonly Refutation[] | undefined;
}

export class Subject {
  readonly labels: Labels;
  readonly leftOut: readonly string[];
  readonly tasks: readonly Task[];
  /** The properties of the family, and those that speak of what is left out. */
  readonly properties: readonly Property[];
  readonly notSaid: readonly string[];
  /** What the latter would have to show, with what is left out not known: for what is shown of them. */
  readonly unsaid: readonly Task[];

  /** Throws E_NOT_PARAMETRIC where something hangs on the order or number of the values. */
  constructor(family: Family, fixed: number, asked: (p: Property) => boolean) {
    const size = labelsFor(fixed);
    const { sort } = family;
    const bare = (s: System): System => ({ ...s, properties: [] });
    const system = family.system(size);
    this.properties = system.properties.filter(asked);
    const whole = { ...system, properties: this.properties };
    const larger = family.system(size + 1);
    const obligations = this.properties.filter(isProvable).flatMap((p) => obligationsOf(p, whole, sort).map((o, k) => ({ of: p, o, p: asProperty(p, o, k) })));
    const change = forgetOrder(sort);
    const asked2 = obligations.map(({ p }) => ({ ...p, expr: change((p as Property & { kind: 'always' }).expr, new Map()) }) as Property);
    this.labels = new Labels({ ...whole, properties: asked2 }, bare(larger), sort, fixed);
    const { counting, ir } = this.labels;
    const [stray] = readElsewhere(ir, counting);
    if (stray !== undefined)
      throw new ModelError('E_NOT_PARAMETRIC', `component ${stray} counts the values of ${sort}, and a condition reads it`, { fix: 'State what depends on the values without their number', where: { system: whole.name } });
    this.leftOut = counting;
    this.notSaid = this.properties.filter((p) => speaksOf(p, counting)).map((p) => p.id);
    requireSameActions(without(whole, counting), without(larger, counting));
    const refutations = new Refutations(this.labels);
    const all = obligations.map(({ of, o, p }, k): Task => ({ property: of.id, step: p.kind === 'step', obligation: o, at: k, reads: componentsOf(this.labels, ir.properties[k]!.parts.flatMap((x) => [x.when, x.e])), refutations: refutations.of(ir.properties[k]!, variablesOver(o, sort)) }));
    this.tasks = all.filter((t) => !this.notSaid.includes(t.property));
    this.unsaid = all.filter((t) => this.notSaid.includes(t.property));
  }

  /** The same, where each value knows how many others name it; undefined where none can be named. Tasks are in the same order. */
  withBackReferences(): Subject | undefined {
    const more = withBackReferences(this.labels);
    if (!more) return undefined;
    const refutations = new Refutations(more.labels, more.always);
    const tasks = this.tasks.map((t): Task => ({ ...t, refutations: refutations.of(more.labels.ir.properties[t.at]!, variablesOver(t.obligation, more.labels.sort)) }));
    return Object.assign(Object.create(Subject.prototype) as Subject, this, { labels: more.labels, tasks });
  }

  get components(): readonly string[] {
    const { ir, counting } = this.labels;
    return ir.tables.map((t) => t.component).filter((c) => c !== UNKNOWN && !counting.includes(c));
  }
}

/** Before their expansion the actions are data: they must be the same data for every size. */
const requireSameActions = (a: System, b: System): void => {
  const texts = (s: System): Map<string, string> => new Map(declared(s).map(({ action, joins }) => [actionName(action), JSON.stringify([action, joins])]));
  const [here, there] = [texts(a), texts(b)];
  const odd = [...new Set([...here.keys(), ...there.keys()])].find((name) => here.get(name) !== there.get(name));
  if (odd !== undefined) throw new ModelError('E_NOT_PARAMETRIC', `action ${odd} is another one for another number of values`, { fix: 'Write it with parameters and quantifiers', where: { system: a.name } });
};

const variablesOver = (o: Obligation, sort: string): string[] => o.over.flatMap(([v, s]) => (s === sort ? [v] : []));

/** What an attempt came to for each task: undefined is discharged. */
export interface Attempt {
  readonly closed: Closed;
  readonly lost: ReadonlyMap<Task, Spurious | undefined>;
  readonly fixpoint: Fixpoint;
}

/** Milliseconds of CPU since {@link cpuSeconds} was `before`. */
export const cpuSince = (before: number): number => Math.round(1000 * (cpuSeconds() - before));

export interface AttemptOptions {
  /** Limits of {@link Fixpoint}. */
  readonly triples?: number | undefined;
  readonly work?: number | undefined;
  /** Gives the set up. */
  readonly signal?: AbortSignal | undefined;
}

/** Close the set over `components` and try the tasks. What a set that was given up does not refute is lost without a behaviour. */
export const attempt = async (subject: Subject, tasks: readonly Task[], components: readonly string[], { triples, work, signal }: AttemptOptions = {}): Promise<Attempt> => {
  const started = cpuSeconds();
  const fixpoint = new Fixpoint(subject.labels, { components: new Set(components), ...(triples === undefined ? {} : { triples }), ...(work === undefined ? {} : { work }) });
  let complete = true;
  try {
    while (!fixpoint.advance(50)) {
      await new Promise((resume) => setImmediate(resume));
      if (signal?.aborted) throw new TooLarge('interrupted');
    }
  } catch (e) {
    if (!(e instanceof TooLarge)) throw e;
    complete = false;
  }
  const lost = new Map<Task, Spurious | undefined>();
  for (const t of tasks) {
    const r = t.refutations && refuted(fixpoint.space, t.refutations);
    if (r) lost.set(t, spuriousOf(fixpoint, r.by, r.found));
    else if (!complete || !t.refutations) lost.set(t, undefined);
  }
  return { closed: { values: subject.labels.fixed, triples: fixpoint.space.size, components: [...components], complete, cpuMs: cpuSince(started) }, lost, fixpoint };
};

/** The behaviour that a set does not exclude of what a task would have to show, with the components not known that are left out. */
export const lostByCounting = (subject: Subject, fixpoint: Fixpoint, task: Task): Spurious | undefined => {
  const r = task.refutations && refuted(fixpoint.space, task.refutations);
  return r && { ...spuriousOf(fixpoint, r.by, r.found), rule: `counter: ${subject.leftOut.join(', ')} counts the values, and is left out: it may be at any number` };
};

/** Components by nearness: what the tasks say, what refutes them; what is read by whatever changes that; and so on, up to all that matters. */
export const layers = (subject: Subject, tasks: readonly Task[]): string[][] => {
  const { ir } = subject.labels;
  const componentOf = (i: number): string => ir.tables[ir.instances[i]!.table]!.component;
  const near = new Set(tasks.flatMap((t) => [...t.reads]));
  const more = componentsRead(subject.labels, tasks.flatMap((t) => t.refutations ?? []));
  const out: string[][] = [];
  for (let size = -1; size !== near.size; ) {
    size = near.size;
    out.push(subject.components.filter((c) => near.has(c)));
    // What refutes a step reads the conditions of actions too: a layer of its own, where it is more.
    if ([...more].every((c) => near.has(c)))
      for (const a of ir.actions) {
        const effects = a.effects.filter((f) => near.has(componentOf(f.instance)));
        if (effects.length > 0) for (const c of componentsOf(subject.labels, [...a.guard.map((g) => g.e), ...effects.flatMap((f) => f.cases.flatMap((c) => (c.when ? [c.when] : [])))])) more.add(c);
      }
    for (const c of more) if (c !== UNKNOWN) near.add(c);
  }
  return out;
};
