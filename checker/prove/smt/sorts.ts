/**
 * Local states of any number of values in SMT-LIB: a datatype for each component. A state that names a value of the sort is a
 * constructor with an argument of sort Slot; the states that differ only in whom they name are one constructor. Slot is
 * uninterpreted, with a distinguished `zero`; a state that names value 0 has a constructor of its own.
 */
import type { Labels } from '../labels.ts';

/** `|x|`: any name as a symbol. */
export const symbol = (name: string): string => `|${name.replaceAll('|', '/').replaceAll('\\', '/')}|`;
export const app = (f: string, ...xs: readonly string[]): string => (xs.length === 0 ? f : `(${f} ${xs.join(' ')})`);
export const conj = (xs: readonly string[]): string => {
  const kept = [...new Set(xs.filter((x) => x !== 'true'))];
  return kept.includes('false') ? 'false' : kept.length === 0 ? 'true' : kept.length === 1 ? kept[0]! : app('and', ...kept);
};
export const disj = (xs: readonly string[]): string => {
  const kept = [...new Set(xs.filter((x) => x !== 'false'))];
  return kept.includes('true') ? 'true' : kept.length === 0 ? 'false' : kept.length === 1 ? kept[0]! : app('or', ...kept);
};
export const negate = (x: string): string => (x === 'true' ? 'false' : x === 'false' ? 'true' : app('not', x));
export const choice = (c: string, a: string, b: string): string => (a === b || c === 'true' ? a : c === 'false' ? b : app('ite', c, a, b));
export const equal = (a: string, b: string): string => (a === b ? 'true' : app('=', a, b));

/** One constructor. */
interface Shape {
  /** The state with nobody named, or with the label that looks on. */
  readonly state: number;
  readonly names: boolean;
}

export class Sorts {
  readonly labels: Labels;
  readonly #tables = new Map<string, number>();
  /** By table and state: the constructor. */
  readonly #shapeOf: (readonly (Shape | undefined)[])[];

  constructor(labels: Labels) {
    this.labels = labels;
    const { ir, named, renamed, live, viewer } = labels;
    ir.tables.forEach((t, k) => this.#tables.set(t.component, k));
    this.#shapeOf = ir.tables.map((table, t) =>
      table.states.map((_, s) => {
        if (!live[t]![s]) return undefined;
        const names = named[t]![s]! >= 0;
        return { state: names ? renamed[t]![s]![viewer]! : s, names };
      }),
    );
  }

  table(component: string): number {
    const t = this.#tables.get(component);
    if (t === undefined) throw new Error(`no component ${component}`);
    return t;
  }

  sortOf(component: string): string {
    return symbol(`T ${component}`);
  }

  #name(t: number, shape: Shape): string {
    const { component, states } = this.labels.ir.tables[t]!;
    return symbol(`${component}: ${states[shape.state]!}${shape.names ? ' *' : ''}`);
  }

  #argument(t: number, shape: Shape, y: string): string {
    return `(${symbol(`of ${this.labels.ir.tables[t]!.component}: ${this.labels.ir.tables[t]!.states[shape.state]!}`)} ${y})`;
  }

  #shapes(t: number): Shape[] {
    const seen = new Map<number, Shape>();
    for (const x of this.#shapeOf[t]!) if (x && !seen.has(x.state)) seen.set(x.state, x);
    return [...seen.values()];
  }

  /** Declarations of all datatypes. */
  declarations(): string[] {
    return this.labels.ir.tables.map((table, t) => {
      const ctors = this.#shapes(t).map((x) => (x.names ? `(${this.#name(t, x)} (${symbol(`of ${table.component}: ${table.states[x.state]!}`)} Slot))` : `(${this.#name(t, x)})`));
      return `(declare-datatypes ((${this.sortOf(table.component)} 0)) ((${ctors.join(' ')})))`;
    });
  }

  /** No state names value 0 in the place of another one. */
  wellFormed(component: string, y: string): string {
    const t = this.table(component);
    return conj(this.#shapes(t).flatMap((x) => (x.names ? [`(=> ${this.#is(t, x, y)} (not (= ${this.#argument(t, x, y)} zero)))`] : [])));
  }

  #is(t: number, shape: Shape, y: string): string {
    return `((_ is ${this.#name(t, shape)}) ${y})`;
  }

  /** `y` is a state that names `who`, which is not value 0. */
  names(component: string, y: string, who: string): string {
    const t = this.table(component);
    return disj(this.#shapes(t).flatMap((x) => (x.names ? [conj([this.#is(t, x, y), equal(this.#argument(t, x, y), who)])] : [])));
  }

  /** A state of the labels as a term; `who` gives the term of a label. */
  state(component: string, state: number, who: (label: number) => string): string {
    const t = this.table(component);
    const shape = this.#shapeOf[t]![state]!;
    const ctor = this.#name(t, shape);
    return shape.names ? `(${ctor} ${who(this.labels.named[t]![state]!)})` : ctor;
  }

  /**
   * `y` is among `states` of the labels, which is closed under exchange of labels but those in `who`: label by term. A term may be
   * value 0: then pass the states for label 0 and no `who` (see Relation).
   */
  among(component: string, y: string, states: readonly number[], who: ReadonlyMap<number, string>): string {
    const t = this.table(component);
    const { renamed, other } = this.labels;
    const set = new Set(states);
    return disj(
      this.#shapes(t).map((x) => {
        if (!x.names) return set.has(x.state) ? this.#is(t, x, y) : 'false';
        const rest = set.has(renamed[t]![x.state]![other]!);
        const odd = [...who].filter(([label]) => set.has(renamed[t]![x.state]![label]!) !== rest);
        const arg = this.#argument(t, x, y);
        if (rest) return conj([this.#is(t, x, y), ...odd.map(([, term]) => negate(equal(arg, term)))]);
        return odd.length === 0 ? 'false' : conj([this.#is(t, x, y), disj(odd.map(([, term]) => equal(arg, term)))]);
      }),
    );
  }

  /** The state after `event` of the labels; `accepted`: whether it is accepted. `who`: terms of the labels that the event names. */
  next(component: string, event: number, y: string, who: ReadonlyMap<number, string>): { readonly after: string; readonly accepted: string } {
    const t = this.table(component);
    const { ir, renamed, other } = this.labels;
    const next = ir.tables[t]!.next[event]!;
    const cases: { when: string; after: string | undefined }[] = [];
    for (const x of this.#shapes(t)) {
      const is = this.#is(t, x, y);
      if (!x.names) {
        cases.push({ when: is, after: this.#result(t, next[x.state]!, who, undefined) });
        continue;
      }
      const arg = this.#argument(t, x, y);
      for (const [label, term] of who) cases.push({ when: conj([is, equal(arg, term)]), after: this.#result(t, next[renamed[t]![x.state]![label]!]!, who, undefined) });
      cases.push({ when: is, after: this.#result(t, next[renamed[t]![x.state]![other]!]!, who, arg) });
    }
    const refused = cases.some((c) => c.after === undefined);
    return {
      after: cases.reduceRight((rest, c) => choice(c.when, c.after ?? y, rest), y),
      accepted: refused ? cases.reduceRight((rest, c) => choice(c.when, c.after === undefined ? 'false' : 'true', rest), 'true') : 'true',
    };
  }

  #result(t: number, to: number, who: ReadonlyMap<number, string>, rest: string | undefined): string | undefined {
    if (to < 0) return undefined;
    const { ir, other } = this.labels;
    return this.state(ir.tables[t]!.component, to, (l) => {
      const term = who.get(l) ?? (l === other ? rest : undefined);
      if (term === undefined) throw new Error(`an event of ${ir.tables[t]!.component} leads to a value that nobody named`);
      return term;
    });
  }
}
