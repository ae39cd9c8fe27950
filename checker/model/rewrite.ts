/** Rewriting of authors' expressions: below every operator, and variable for variable. */
import type { Expr, Index, InstanceRef, Term } from './expression.ts';
import type { Action, Component, Effect, Join, System } from './system.ts';

/** Which sort each variable in scope ranges over. */
export type Sorted = ReadonlyMap<string, string>;

/** Change the parts of an expression, each in the scope that it stands in. */
export const mapParts = (e: Expr, scope: Sorted, change: (e: Expr, scope: Sorted) => Expr, ofTerm: (t: Term, scope: Sorted) => Term): Expr => {
  const sub = (x: Expr): Expr => change(x, scope);
  const inside = (bind: string, sort: string): Sorted => new Map(scope).set(bind, sort);
  switch (e.op) {
    case 'const':
    case 'at':
    case 'taken':
      return e;
    case 'not':
    case 'next':
    case 'awaited':
      return { ...e, e: sub(e.e) };
    case 'and':
    case 'or':
      return { ...e, es: e.es.map(sub) };
    case 'implies':
    case 'iff':
      return { ...e, a: sub(e.a), b: sub(e.b) };
    case 'cmp':
      return { ...e, a: ofTerm(e.a, scope), b: ofTerm(e.b, scope) };
    case 'forall':
    case 'exists':
      return { ...e, e: change(e.e, inside(e.bind, e.sort)) };
    case 'first':
      return { ...e, at: ofTerm(e.at, scope), from: ofTerm(e.from, scope), where: change(e.where, inside(e.bind, e.sort)) };
  }
};

export const mapTerm = (t: Term, scope: Sorted, change: (e: Expr, scope: Sorted) => Expr): Term =>
  t.t === 'count' ? { ...t, where: change(t.where, new Map(scope).set(t.bind, t.sort)) } : t.t === 'add' ? { ...t, terms: t.terms.map((x) => mapTerm(x, scope, change)) } : t;

/** `e` with variable `from` renamed to `to`, which is bound nowhere in it. */
export const rename = (e: Expr, from: string, to: string): Expr => {
  const text = (s: string): string => s.replaceAll(`{${from}}`, `{${to}}`);
  const index = (x: Index): Index => (x === from ? to : x);
  const ref = (r: InstanceRef): InstanceRef => ({ component: r.component, index: r.index.map(index) });
  const term = (t: Term): Term => {
    if (t.t === 'var') return { ...t, name: t.name === from ? to : t.name };
    if (t.t === 'value') return { ...t, of: ref(t.of), region: text(t.region) };
    if (t.t === 'count') return t.bind === from ? t : { ...t, where: go(t.where) };
    return t.t === 'add' ? { ...t, terms: t.terms.map(term) } : t;
  };
  const go = (x: Expr): Expr => {
    switch (x.op) {
      case 'at':
        return { ...x, of: ref(x.of), states: x.states.map(text) };
      case 'taken':
        return { ...x, args: Object.fromEntries(Object.entries(x.args).map(([p, v]) => [p, index(v)])) };
      case 'forall':
      case 'exists':
        return x.bind === from ? x : { ...x, e: go(x.e) };
      case 'first':
        return { ...x, at: term(x.at), from: term(x.from), where: x.bind === from ? x.where : go(x.where) };
      case 'awaited':
        return go(x.e);
      default:
        return mapParts(x, new Map(), go, term);
    }
  };
  return go(e);
};

/** Rewrite every condition of a system's actions and joins; effects and everything else stay. */
export const mapConditions = (s: System, change: (e: Expr, scope: Sorted) => Expr): System => {
  const effect = (f: Effect, scope: Sorted): Effect => {
    const inner = new Map([...scope, ...Object.entries(f.each ?? {})]);
    return { ...f, cases: f.cases.map((c) => (c.when ? { ...c, when: change(c.when, inner) } : c)), ...(f.where ? { where: change(f.where, inner) } : {}) };
  };
  const when = (w: Readonly<Record<string, Expr>>, scope: Sorted) => Object.fromEntries(Object.entries(w).map(([k, e]) => [k, change(e, scope)]));
  const scopes = new Map<string, Sorted>();
  const action = (a: Action): Action => {
    const scope = new Map(a.params.flatMap((p) => ('sort' in p ? [[p.name, p.sort] as const] : [])));
    scopes.set(`${a.component}.${a.event}`, scope);
    return { ...a, ...(a.where ? { where: change(a.where, scope) } : {}), when: when(a.when, scope), effects: a.effects.map((f) => effect(f, scope)) };
  };
  const join = (j: Join): Join => {
    const scope = scopes.get(j.action) ?? new Map<string, string>();
    return { ...j, ...(j.when ? { when: when(j.when, scope) } : {}), ...(j.effects ? { effects: j.effects.map((f) => effect(f, scope)) } : {}) };
  };
  const actions = s.actions.map(action);
  const first = s.components.map((c): Component => ({ ...c, ...(c.actions ? { actions: c.actions.map(action) } : {}) }));
  const components = first.map((c): Component => ({ ...c, ...(c.joins ? { joins: c.joins.map(join) } : {}) }));
  return { ...s, actions, components };
};

