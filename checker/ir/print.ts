/** Expressions, states and steps as text, for traces and reports. */
import type { Expr, InstanceRef, Term } from '../model/expression.ts';
import type { Ir, IrExpr, IrTable, IrTerm } from '../model/ir.ts';
import { C, ENGLISH, type Style } from './style.ts';

export type Language = 'c' | 'english';
const styles: Readonly<Record<Language, Style>> = { c: C, english: ENGLISH };

const named = (r: InstanceRef): string => (r.index.length ? `${r.component}[${r.index.join(',')}]` : r.component);

/** An authors' expression, variables and all. */
export const printExpr = (e: Expr, language: Language = 'c'): string => {
  const s = styles[language];
  const p = (x: Expr): string => {
    switch (x.op) {
      case 'const':
        return s.constant(x.value);
      case 'at':
        return s.at(named(x.of), x.states);
      case 'not':
        return x.e.op === 'at' ? s.notAt(named(x.e.of), x.e.states) : s.not(p(x.e));
      case 'and':
      case 'or':
        return s[x.op](x.es.map(p));
      case 'implies':
      case 'iff':
        return s[x.op](p(x.a), p(x.b));
      case 'cmp':
        return s.cmp(x.rel, t(x.a), t(x.b));
      case 'forall':
      case 'exists':
        return s[x.op](x.bind, x.sort, p(x.e));
      case 'first':
        return s.first(t(x.at), x.bind, x.sort, t(x.from), p(x.where));
      case 'awaited':
        return p(x.e);
      case 'next':
        return s.next(p(x.e));
      case 'taken': {
        const args = Object.entries(x.args).map(([k, v]) => `${k}=${v}`);
        return s.taken(`${x.action}${args.length ? `(${args.join(', ')})` : ''}`);
      }
    }
  };
  const t = (x: Term): string => {
    switch (x.t) {
      case 'int':
        return String(x.value);
      case 'var':
        return x.name;
      case 'value':
        return s.value(named(x.of), x.region);
      case 'count':
        return s.count(x.bind, x.sort, p(x.where));
      case 'add':
        return s.sum(x.terms.map(t));
    }
  };
  return p(e);
};

/** An expanded expression, instances and states by name. */
export const printIrExpr = (ir: Ir, e: IrExpr, language: Language = 'c'): string => {
  const s = styles[language];
  const p = (x: IrExpr): string => {
    switch (x.op) {
      case 'const':
        return s.constant(x.value);
      case 'in': {
        const i = ir.instances[x.instance]!;
        const { paths, negated } = pathsFor(ir.tables[i.table]!, x.states);
        return negated ? s.notAt(i.name, paths) : s.at(i.name, paths);
      }
      case 'not':
        return s.not(p(x.e));
      case 'and':
      case 'or':
        return s[x.op](x.es.map(p));
      case 'iff':
        return s.iff(p(x.a), p(x.b));
      case 'cmp':
        return s.cmp(x.rel, t(x.a), t(x.b));
      case 'next':
        return s.next(p(x.e));
      case 'taken':
        return s.or(x.actions.map((a) => s.taken(ir.actions[a]!.label)));
    }
  };
  const t = (x: IrTerm): string => {
    switch (x.t) {
      case 'int':
        return String(x.value);
      case 'value':
        return s.value(ir.instances[x.instance]!.name, '');
      case 'sum':
        return s.sum(x.terms.map(t));
      case 'bool':
        return s.bool(p(x.e));
    }
  };
  return p(e);
};

/** The fewest state paths (greedily) that say "in one of these local states", or its contrary if that is shorter. */
const pathsFor = (table: IrTable, states: readonly number[]): { paths: string[]; negated: boolean } => {
  const all = table.states.map((_, s) => s);
  const positive = cover(table, states);
  const negative = cover(table, all.filter((s) => !states.includes(s)));
  return negative.length > 0 && negative.length < positive.length ? { paths: negative, negated: true } : { paths: positive, negated: false };
};

const cover = (table: IrTable, states: readonly number[]): string[] => {
  const wanted = new Set(states);
  const matches = new Map<string, number[]>();
  table.states.forEach((name, s) => {
    const here = new Set<string>();
    for (const leaf of name.split(' ')) leaf.split('.').forEach((_, k, keys) => here.add(keys.slice(0, k + 1).join('.')));
    for (const path of here) matches.set(path, [...(matches.get(path) ?? []), s]);
  });
  const inside = [...matches].filter(([, ss]) => ss.every((s) => wanted.has(s)));
  const out: string[] = [];
  const left = new Set(states);
  const gain = (ss: readonly number[]): number => ss.filter((s) => left.has(s)).length;
  while (left.size > 0) {
    const best = inside.reduce<[string, number[]]>((b, x) => (gain(x[1]) > gain(b[1]) ? x : b), ['', []]);
    if (gain(best[1]) === 0) {
      out.push(...[...left].map((s) => table.states[s]!));
      break;
    }
    out.push(best[0]);
    for (const s of best[1]) left.delete(s);
  }
  return out;
};

/** One instance in a state. */
export interface InstanceState {
  readonly instance: string;
  readonly state: string;
}

/** Every instance with its local state. */
export const describeState = (ir: Ir, state: readonly number[]): InstanceState[] =>
  ir.instances.map((i, k) => ({ instance: i.name, state: ir.tables[i.table]!.states[state[k]!] ?? `(${state[k]})` }));

/** One region of one instance that a step changed; region '' is the root. */
export interface Change {
  readonly instance: string;
  readonly region: string;
  readonly from: string;
  readonly to: string;
}

/** What differs between two states, by region: only leaf paths that changed. */
export const changes = (ir: Ir, before: readonly number[], after: readonly number[]): Change[] => {
  const old = describeState(ir, before);
  return describeState(ir, after).flatMap(({ instance, state }, k) => (old[k]!.state === state ? [] : changedLeaves(instance, old[k]!.state, state)));
};

const changedLeaves = (instance: string, from: string, to: string): Change[] => {
  const a = from.split(' ');
  const b = to.split(' ');
  const gone = a.filter((l) => !b.includes(l));
  const come = b.filter((l) => !a.includes(l));
  const out: Change[] = [];
  for (const l of gone) {
    const twin = come.reduce<string | undefined>((best, m) => (best === undefined || shared(l, m).length > shared(l, best).length ? m : best), undefined);
    if (twin !== undefined) come.splice(come.indexOf(twin), 1);
    const region = twin === undefined ? l.split('.').slice(0, -1) : shared(l, twin);
    const rest = (leaf: string): string => leaf.split('.').slice(region.length).join('.');
    out.push({ instance, region: region.join('.'), from: rest(l), to: twin === undefined ? '-' : rest(twin) });
  }
  for (const m of come) {
    const keys = m.split('.');
    out.push({ instance, region: keys.slice(0, -1).join('.'), from: '-', to: keys.at(-1)! });
  }
  return out;
};

/** Leading keys that two leaf paths share. */
const shared = (a: string, b: string): string[] => {
  const x = a.split('.');
  const y = b.split('.');
  const n = x.findIndex((k, i) => k !== y[i]);
  return x.slice(0, n < 0 ? x.length - 1 : n);
};
