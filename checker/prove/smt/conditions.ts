/**
 * Conditions of the model over any number of values, in SMT-LIB without quantifiers: `for all` is said of the named values, `some`
 * names one more. Both make the formula weaker than the condition, so that a proof from it is a proof from the condition. With
 * `closed` the named values are all there are, and the formula is exact.
 */
import { fill, type Scope } from '../../compile/scope.ts';
import type { Tables } from '../../compile/tables.ts';
import type { Expr, Index, InstanceRef, Term } from '../../model/expression.ts';
import { app, choice, conj, disj, equal, negate, type Sorts } from './sorts.ts';

/** A variable in scope: a value of the sort, as a term; or any other value, as it is. */
export type Bound = { readonly term: string } | { readonly value: number | string; readonly sort?: string };
export type Env = ReadonlyMap<string, Bound>;

/** Which state an expression is read in. */
export type When = 'pre' | 'post';

/** What a `step` property needs to know. */
export interface Taken {
  readonly action: string;
  readonly args: Env;
}

export class Conditions {
  readonly sorts: Sorts;
  readonly tables: Tables;
  readonly sort: string;
  readonly #sizes: Readonly<Record<string, number>>;
  readonly #closed: boolean;
  /** Values that `for all` is said of. */
  named: readonly string[] = [];
  /** Constants for values that exist, and for what is not said. */
  readonly skolems: string[] = [];
  readonly bools: string[] = [];
  /** The term of an instance; `post` may fall back on `pre`. */
  instance: (component: string, others: readonly number[], at: string | undefined, when: When) => string = () => 'true';
  taken: Taken | undefined;
  #under = 0;
  readonly #prefix: string;

  constructor(sorts: Sorts, tables: Tables, prefix: string, closed = false) {
    this.sorts = sorts;
    this.tables = tables;
    this.sort = sorts.labels.sort;
    this.#sizes = sorts.labels.system.sorts;
    this.#closed = closed;
    this.#prefix = prefix;
  }

  /** What follows from `e` (with `not`, from its negation). */
  weak(e: Expr, env: Env, when: When = 'pre', not = false): string {
    const sub = (x: Expr, n = not): string => this.weak(x, env, when, n);
    switch (e.op) {
      case 'const':
        return String(e.value !== not);
      case 'at':
        return not ? negate(this.#at(e.of, e.states, env, when)) : this.#at(e.of, e.states, env, when);
      case 'not':
        return sub(e.e, !not);
      case 'and':
        return (not ? disj : conj)(e.es.map((x) => sub(x)));
      case 'or':
        return (not ? conj : disj)(e.es.map((x) => sub(x)));
      case 'implies':
        return not ? conj([sub(e.a, false), sub(e.b, true)]) : disj([sub(e.a, true), sub(e.b, false)]);
      case 'iff':
        return disj([conj([sub(e.a, false), sub(e.b, not)]), conj([sub(e.a, true), sub(e.b, !not)])]);
      case 'awaited':
        return sub(e.e);
      case 'next':
        return this.weak(e.e, env, 'post', not);
      case 'taken': {
        const is = this.#taken(e.action, e.args, env);
        return not ? negate(is) : is;
      }
      case 'cmp': {
        const is = this.#compare(e.rel, e.a, e.b, env, when);
        return is === undefined ? this.#anything() : not ? negate(is) : is;
      }
      case 'forall':
        return this.#quantified(e.bind, e.sort, !not, env, (inner) => this.weak(e.e, inner, when, not));
      case 'exists':
        return this.#quantified(e.bind, e.sort, not, env, (inner) => this.weak(e.e, inner, when, not));
      case 'first':
        return this.#first(e, env, when, not);
    }
  }

  /** Whether {@link weak} says all that `e` says, and its negation all that the negation says. */
  exact(e: Expr): boolean {
    return this.#closed || !JSON.stringify(e).match(new RegExp(`"op":"first"|"sort":"${this.sort}"`));
  }

  #quantified(bind: string, sort: string, all: boolean, env: Env, body: (env: Env) => string): string {
    if (sort !== this.sort) return (all ? conj : disj)(Array.from({ length: this.#sizes[sort]! }, (_, value) => body(new Map(env).set(bind, { value, sort }))));
    if (all || this.#closed) {
      this.#under++;
      const parts = this.named.map((term) => body(new Map(env).set(bind, { term })));
      this.#under--;
      return (all ? conj : disj)(parts);
    }
    // One for each of the values that all is said of would be named: say nothing.
    if (this.#under > 0) return 'true';
    const term = `${this.#prefix}some${this.skolems.length}`;
    this.skolems.push(term);
    return body(new Map(env).set(bind, { term }));
  }

  #anything(): string {
    const b = `${this.#prefix}any${this.bools.length}`;
    this.bools.push(b);
    return b;
  }

  /** A constant that is true only where `e` may be, and false only where it may not. */
  decided(e: Expr, env: Env, more: string[]): string {
    if (this.exact(e)) return this.weak(e, env);
    const b = this.#anything();
    more.push(app('=>', b, this.weak(e, env)), app('=>', negate(b), this.weak(e, env, 'pre', true)));
    return b;
  }

  /** A value of the sort as a term, any other index as a number. */
  index(x: Index, env: Env, sort: string | undefined): { readonly term: string } | { readonly value: number } {
    if (typeof x === 'number') {
      if (sort !== this.sort) return { value: x };
      if (x === 0) return { term: 'zero' };
      throw new Error(`value ${x} of ${this.sort} is named outright`);
    }
    const b = env.get(x);
    if (!b) throw new Error(`no variable ${x}`);
    return 'term' in b ? b : { value: Number(b.value) };
  }

  /** The term of an instance, and its component. */
  of(ref: InstanceRef, env: Env, when: When): string {
    const over = this.sorts.labels.ir.tables[this.sorts.table(ref.component)]!.index;
    let at: string | undefined;
    const others: number[] = [];
    ref.index.forEach((x, d) => {
      const i = this.index(x, env, over[d]);
      if ('term' in i) at = i.term;
      else others.push(i.value);
    });
    return this.instance(ref.component, others, at, when);
  }

  /** A template with the values of the sort as labels: the texts to use where the term is value 0, and where it is not. */
  labelled(templates: readonly string[], env: Env): { readonly term: string | undefined; readonly zero: readonly string[]; readonly other: readonly string[] } {
    const used = [...new Set(templates.flatMap((t) => [...t.matchAll(/\{([^{}]*)\}/g)].map((m) => m[1]!)))];
    const terms = [...new Set(used.flatMap((v) => (env.has(v) && 'term' in env.get(v)! ? [(env.get(v) as { term: string }).term] : [])))];
    if (terms.length > 1) throw new Error(`${templates.join(', ')} names two values of ${this.sort}`);
    const scope = (label: number): Scope => new Map([...env].map(([v, b]) => [v, 'term' in b ? { value: label, sort: this.sort } : b] as const));
    const texts = (label: number): string[] => templates.map((t) => fill(t, scope(label), {}));
    return { term: terms[0], zero: texts(0), other: texts(this.sorts.labels.viewer) };
  }

  #at(of: InstanceRef, states: readonly string[], env: Env, when: When): string {
    const y = this.of(of, env, when);
    const { term, zero, other } = this.labelled(states, env);
    const among = (paths: readonly string[], who: ReadonlyMap<number, string>): string =>
      this.sorts.among(of.component, y, [...new Set(paths.flatMap((p) => this.tables.matching(of.component, p, {})))], who);
    if (term === undefined) return among(zero, new Map());
    return choice(equal(term, 'zero'), among(zero, new Map()), among(other, new Map([[this.sorts.labels.viewer, term]])));
  }

  #compare(rel: '=' | '!=' | '<' | '<=', a: Term, b: Term, env: Env, when: When): string | undefined {
    const value = (t: Term): string | undefined => {
      if (t.t === 'var') {
        const x = env.get(t.name);
        return x && 'term' in x ? x.term : undefined;
      }
      return undefined;
    };
    const [x, y] = [value(a), value(b)];
    if (x !== undefined || y !== undefined) {
      const of = (t: Term, known: string | undefined): string | undefined => known ?? (t.t === 'int' && t.value === 0 ? 'zero' : undefined);
      const [p, q] = [of(a, x), of(b, y)];
      if (p === undefined || q === undefined) return undefined;
      const same = equal(p, q);
      return rel === '=' ? same : rel === '!=' ? negate(same) : rel === '<' ? conj([negate(same), app('lt', p, q)]) : disj([same, app('lt', p, q)]);
    }
    const [m, n] = [this.#number(a, env, when), this.#number(b, env, when)];
    if (m === undefined || n === undefined) return undefined;
    return rel === '!=' ? negate(equal(m, n)) : app(rel === '=' ? '=' : rel, m, n);
  }

  #number(t: Term, env: Env, when: When): string | undefined {
    switch (t.t) {
      case 'int':
        return t.value < 0 ? `(- ${-t.value})` : String(t.value);
      case 'var': {
        const x = env.get(t.name);
        return x && 'value' in x ? String(x.value) : undefined;
      }
      case 'value':
        return undefined;
      case 'count': {
        if (t.sort === this.sort && !this.#closed) return undefined;
        const all: Bound[] = t.sort === this.sort ? this.named.map((term) => ({ term })) : Array.from({ length: this.#sizes[t.sort]! }, (_, value) => ({ value, sort: t.sort }));
        return app('+', '0', '0', ...all.map((b) => choice(this.weak(t.where, new Map(env).set(t.bind, b), when), '1', '0')));
      }
      case 'add': {
        const xs = t.terms.map((x) => this.#number(x, env, when));
        return xs.some((x) => x === undefined) ? undefined : app('+', '0', '0', ...(xs as string[]));
      }
    }
  }

  #first(e: Expr & { op: 'first' }, env: Env, when: When, not: boolean): string {
    const term = (t: Term): string | undefined => {
      const i = t.t === 'var' ? this.index(t.name, env, this.sort) : t.t === 'int' ? this.index(t.value, env, e.sort) : undefined;
      return i && 'term' in i ? i.term : undefined;
    };
    const [at, from] = [term(e.at), term(e.from)];
    if (e.sort !== this.sort || at === undefined || from === undefined || (not && !this.#closed)) return this.#anything();
    // Going up from `from` and round, t comes before `at`.
    const before = (t: string): string => {
      const [notBefore, ahead] = [disj([equal(from, t), app('lt', from, t)]), conj([negate(equal(t, at)), app('lt', t, at)])];
      const round = conj([negate(equal(from, at)), app('lt', at, from)]);
      return choice(round, disj([notBefore, ahead]), conj([notBefore, ahead]));
    };
    const hit = (t: string, n: boolean): string => this.weak(e.where, new Map(env).set(e.bind, { term: t }), when, n);
    this.#under++;
    const passed = this.named.map((t) => disj([equal(t, at), negate(before(t)), hit(t, true)]));
    this.#under--;
    const is = conj([hit(at, false), ...passed]);
    return not ? negate(is) : is;
  }

  #taken(action: string, args: Readonly<Record<string, Index>>, env: Env): string {
    if (!this.taken || this.taken.action !== action) return 'false';
    return conj(
      Object.entries(args).map(([p, x]) => {
        const given = this.taken!.args.get(p)!;
        if ('term' in given) return equal(given.term, (this.index(x, env, this.sort) as { term: string }).term);
        const wanted = typeof x === 'string' && env.has(x) ? env.get(x)! : { value: x };
        return String('value' in wanted && String(wanted.value) === String(given.value));
      }),
    );
  }
}
