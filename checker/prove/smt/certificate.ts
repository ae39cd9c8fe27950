/**
 * The certificate (R20): one SMT-LIB script that asks, of the concrete system with any number of values and of the invariant "every
 * value other than 0 sees a triple of the set" (with two fixed values: every two of them), whether the starts satisfy it, whether each
 * action preserves it, and whether it implies each property. Every answer must be `unsat`. Where names are counted the invariant says
 * besides what the counts are (names.ts).
 */
import type { Labels } from '../labels.ts';
import type { Space } from '../space.ts';
import type { Obligation } from '../obligations.ts';
import type { Env } from './conditions.ts';
import { Conditions } from './conditions.ts';
import { Diagram } from './diagram.ts';
import type { Read } from './names.ts';
import { Relation, type Member, type Step } from './relation.ts';
import { app, conj, disj, equal, negate } from './sorts.ts';

/** The values that a property speaks of are among `t` and `u`; `w` is one beside 0, for the proof is of two values and more; with two fixed values, of three and more. */
const VALUES: Readonly<Record<number, readonly string[]>> = { 1: ['t', 'u', 'w'], 2: ['t', 'u', 'w', 'v'] };
const THERE_ARE: Readonly<Record<number, readonly string[]>> = { 1: ['(not (= w zero))'], 2: ['(not (= w zero))', '(not (= v zero))', '(not (= v w))'] };

/** One question, to be answered `unsat`. */
export interface Query {
  readonly name: string;
  readonly lines: readonly string[];
}

/** What a property asks, of states or of steps. */
export interface Asked {
  readonly property: string;
  readonly step: boolean;
  readonly obligation: Obligation;
}

export class Certificate {
  readonly relation: Relation;
  readonly diagram: Diagram;
  readonly #space: Space;
  /** Cells of the shared part and of one value, as the set orders them. */
  readonly #levels: readonly { readonly component: string; readonly others: readonly number[]; readonly at: 'own' | 'fixed' | 'zero' | undefined; readonly states: readonly (readonly number[])[] }[];

  /**
   * `of`: the system that it is about, where it is not that of the set; `drop`: triples that are left out.
   * Both are for tests, which see the certificate fail.
   */
  constructor(space: Space, { of = space.labels, drop = () => false }: { readonly of?: Labels; readonly drop?: (triple: number) => boolean } = {}) {
    const { labels } = space;
    this.#space = space;
    this.relation = new Relation(of);
    const { ir } = labels;
    const instances = [...space.shared, ...space.own[labels.viewer]!];
    const tuples = space.keyOf.flatMap((key, t) => (drop(t) ? [] : [[...space.keys[key]!, ...space.locals[space.localOf[t]!]!]]));
    this.diagram = new Diagram(tuples);
    this.#levels = instances.map((i, n) => {
      const { table, index } = ir.instances[i]!;
      const over = ir.tables[table]!.index;
      const d = over.indexOf(labels.sort);
      const at = d < 0 ? undefined : n >= space.shared.length ? 'own' : index[d] === 0 ? 'zero' : 'fixed';
      return { component: ir.tables[table]!.component, others: index.filter((_, k) => k !== d), at, states: this.#read(table) };
    });
  }

  /** By state of a triple: the states of the labels that read like it. */
  #read(table: number): number[][] {
    const { named, renamed, fixed, viewer, other, ir, live } = this.#space.labels;
    return ir.tables[table]!.states.map((_, s) => {
      if (!live[table]![s]) return [];
      const l = named[table]![s]!;
      if (l < fixed || l === viewer) return [s];
      return l === other ? renamed[table]![s]!.filter((_x, k) => k !== viewer && k >= fixed) : [];
    });
  }

  /** With two fixed values: whom a triple sees from whom. */
  get #two(): boolean {
    return this.#space.labels.fixed > 1;
  }

  /** That the value `x` sees a triple of the set, with `y` as the fixed one; `cell` gives the state of a cell. */
  #sees(x: string, y: string, cell: Read): string {
    const at = { own: x, fixed: y, zero: 'zero' };
    return app('R', ...this.#levels.map((l) => cell(l.component, l.others, l.at && at[l.at])), ...(this.#two ? [y] : []), x);
  }

  /** ... and so it is for each of `named`, or each two. */
  #allSee(named: readonly string[], cell: Read): string[] {
    const others = named.filter((x) => x !== 'zero');
    const other = (...xs: string[]): string[] => xs.map((x) => negate(equal(x, 'zero')));
    if (!this.#two) return others.map((x) => app('=>', conj(other(x)), this.#sees(x, '', cell)));
    return others.flatMap((x) => others.flatMap((y) => (x === y ? [] : [app('=>', conj([...other(x, y), negate(equal(x, y))]), this.#sees(x, y, cell))])));
  }

  #definition(): string {
    const { sorts } = this.relation;
    const { viewer } = this.#space.labels;
    const params = this.#levels.map((l, k) => `(v${k} ${sorts.sortOf(l.component)})`).join(' ');
    const who = new Map([[viewer, 'x'], ...(this.#two ? [[1, 'y'] as const] : [])]);
    const body = this.diagram.term((level, values) => {
      const l = this.#levels[level]!;
      return sorts.among(l.component, `v${level}`, values.flatMap((v) => l.states[v]!), who);
    });
    return `(define-fun R (${params} ${this.#two ? '(y Slot) ' : ''}(x Slot)) Bool\n${body})`;
  }

  /** What every query begins with. */
  preamble(): string[] {
    return ['(set-logic ALL)', ...this.relation.declarations(), this.#definition()];
  }

  #invariant(named: readonly string[], cell: Read): string[] {
    const { sorts, cells, names } = this.relation;
    return [
      ...this.#allSee(named, cell),
      ...names.counted(named, named, cell),
      ...names.once(named, named, cell),
      ...cells.flatMap((c) => (c.indexed ? named : [undefined]).map((at) => sorts.wellFormed(c.component, cell(c.component, c.others, at)))).filter((w) => w !== 'true'),
    ];
  }

  /** All queries: the start, each action, each property of states, and each action again for the properties of steps. */
  *queries(asked: readonly Asked[]): Generator<Query> {
    yield this.#start();
    const steps = asked.filter((a) => a.step);
    for (const m of this.relation.members()) {
      yield* this.#preserved(m);
      if (steps.length > 0) yield* this.#kept(m, steps);
    }
    for (const a of asked) if (!a.step) yield this.#property(a);
  }

  #start(): Query {
    const { relation } = this;
    const { labels } = this.#space;
    const { ir, locals } = labels;
    const is = (i: number, state: number, at: string | undefined): string => {
      const { table, index } = ir.instances[i]!;
      const { component, index: over } = ir.tables[table]!;
      return equal(relation.before(component, index.filter((_, d) => over[d] !== labels.sort), at), relation.sorts.state(component, state, () => 'zero'));
    };
    const known = (i: number): boolean => !labels.unknown.includes(i);
    const read: Read = (c, o, at) => relation.before(c, o, at);
    const named = ['t', 'u', 'w'];
    const starts = (x: string): string => disj(labels.starts.map((s) => conj(s.flatMap((state, k) => (known(locals[labels.viewer]![k]!) ? [is(locals[labels.viewer]![k]!, state, x)] : [])))));
    return {
      name: 'start',
      lines: [
        ...this.#constants(named, [], []),
        ...assertions([
          ...labels.globals.filter(known).map((i) => is(i, ir.instances[i]!.initial, undefined)),
          ...locals[0]!.filter(known).map((i) => is(i, ir.instances[i]!.initial, 'zero')),
          ...named.map((x) => disj([equal(x, 'zero'), starts(x)])),
          negate(conj([...this.#allSee(named, read), ...relation.names.counted(named, named, read), ...relation.names.once(named, named, read)])),
        ]),
      ],
    };
  }

  #constants(slots: readonly string[], bools: readonly string[], posts: readonly string[]): string[] {
    return [
      ...slots.map((x) => `(declare-const ${x} Slot)`),
      ...bools.map((b) => `(declare-const ${b} Bool)`),
      ...posts.map((p) => {
        const at = p.lastIndexOf(':');
        return `(declare-const ${p.slice(0, at)} ${this.relation.sorts.sortOf(p.slice(at + 1))})`;
      }),
    ];
  }

  #given(step: Step): string[] {
    return [...this.relation.order(step.named), ...this.#invariant(step.named, (c, o, at) => this.relation.before(c, o, at)), ...step.says];
  }

  #declared(step: Step): string[] {
    return this.#constants([...new Set([...step.named, ...step.conditions.skolems])].filter((x) => x !== 'zero'), step.bools, step.constants.filter((c) => c.includes(':')));
  }

  /** Whoever looks on sees a triple of the set after the action too; and the counts are what they are said to be. */
  *#preserved(m: Member): Generator<Query> {
    const preserved = (name: string, values: readonly string[], said: (after: Read) => string[]): Query[] => {
      const step = this.relation.step(m, values);
      if (!step) return [];
      // What the action does not change is among what is given.
      const before = new Set(said((c, o, at) => this.relation.before(c, o, at)));
      const after = said(step.after).filter((e) => !before.has(e));
      return after.length === 0 ? [] : [{ name: `${name} ${m.name}`, lines: [...this.#declared(step), ...assertions([...this.#given(step), negate(conj(after))])] }];
    };
    yield* preserved('preserved by', this.#two ? ['t', 'u'] : ['t'], (after) => this.#allSee(this.#two ? ['t', 'u'] : ['t'], after));
    yield* preserved('names counted after', ['t', 'u', 'w'], (after) => [...this.relation.names.counted(['t'], ['u'], after), ...this.relation.names.once(['t'], ['u', 'w'], after)]);
  }

  /** No step of it violates a property of steps. */
  *#kept(m: Member, asked: readonly Asked[]): Generator<Query> {
    const { fixed } = this.#space.labels;
    const step = this.relation.step(m, VALUES[fixed]!);
    if (!step) return;
    const violated = asked.map((a) => this.#violated(a.obligation, step.conditions)).filter((v) => v !== 'false');
    if (violated.length > 0) yield { name: `steps of ${m.name}`, lines: [...this.#declared(step), ...assertions([...this.#given(step), ...THERE_ARE[fixed]!, disj(violated)])] };
  }

  /** An obligation that fails for values among `t`, `u`, and any other of its variables. */
  #violated(o: Obligation, c: Conditions): string {
    const { sort, system } = this.#space.labels;
    const slots = ['t', 'u'];
    let used = 0;
    const envs = o.over.reduce<Env[]>((all, [v, s]) => {
      if (s === sort) {
        const term = slots[used++];
        if (term === undefined) throw new Error('a property of more than two values');
        return all.map((e) => new Map(e).set(v, { term }));
      }
      return all.flatMap((e) => Array.from({ length: system.sorts[s]! }, (_, value) => new Map(e).set(v, { value, sort: s })));
    }, [new Map()]);
    return disj(envs.map((e) => c.weak(o.body, e, 'pre', true)));
  }

  #property({ property, obligation }: Asked): Query {
    const { fixed } = this.#space.labels;
    const read = (named: readonly string[]): { violated: string; c: Conditions } => {
      const c = new Conditions(this.relation.sorts, this.relation.tables, '');
      c.named = named;
      c.instance = (component, others, at) => this.relation.before(component, others, at);
      return { violated: this.#violated(obligation, c), c };
    };
    const first = read(['zero', ...VALUES[fixed]!]);
    const named = ['zero', ...VALUES[fixed]!, ...first.c.skolems];
    const { violated, c } = read(named);
    return {
      name: `property ${property}`,
      lines: [
        ...this.#constants(named.slice(1), c.bools, []),
        ...assertions([...this.relation.order(named), ...this.#invariant(named, (k, o, at) => this.relation.before(k, o, at)), ...THERE_ARE[fixed]!, violated]),
      ],
    };
  }
}

const assertions = (es: readonly string[]): string[] => es.filter((e) => e !== 'true').map((e) => `(assert ${e})`);

/** A certificate with the properties that rest on its set. */
export interface Part {
  readonly certificate: Certificate;
  readonly asked: readonly Asked[];
}

/** The whole script: each part begins anew. */
export const script = (...parts: readonly Part[]): string => {
  const out: string[] = [];
  for (const { certificate, asked } of parts) {
    if (out.length > 0) out.push('(reset)');
    out.push(...certificate.preamble());
    for (const q of certificate.queries(asked)) out.push(`(echo ${JSON.stringify(q.name)})`, '(push)', ...q.lines, '(check-sat)', '(pop)');
  }
  return `${out.join('\n')}\n`;
};
