/**
 * Which local states each instance can be in, instance by instance: a quick fixpoint that forgets how instances depend
 * on each other. It over-approximates, so what it rules out (local states, actions) is truly unreachable; what it keeps
 * is only a candidate. It makes states shorter and guards fewer, and it decides nothing.
 */
import type { Ir, IrAction, IrExpr } from '../model/ir.ts';
import { compare, possibleValues } from '../ir/build.ts';
import { within } from '../ir/within.ts';

export interface Domains {
  /** For each instance the local states it may have, ascending. */
  readonly states: readonly (readonly number[])[];
  /** Whether the action may be enabled at all. */
  readonly possible: readonly boolean[];
}

const MAY_BE_TRUE = 1;
const MAY_BE_FALSE = 2;

/** What an expression may evaluate to: a mask of the two constants above. */
const may = (e: IrExpr, sets: readonly ReadonlySet<number>[]): number => {
  switch (e.op) {
    case 'const':
      return e.value ? MAY_BE_TRUE : MAY_BE_FALSE;
    case 'in': {
      const set = sets[e.instance]!;
      const hits = e.states.filter((s) => set.has(s)).length;
      return (hits > 0 ? MAY_BE_TRUE : 0) | (hits < set.size ? MAY_BE_FALSE : 0);
    }
    case 'not':
      return swap(may(e.e, sets));
    case 'and':
      return all(e.es.map((x) => may(x, sets)));
    case 'or':
      return swap(all(e.es.map((x) => swap(may(x, sets)))));
    case 'iff': {
      const a = may(e.a, sets);
      const b = may(e.b, sets);
      const differ = (a & swap(b)) !== 0;
      return ((a & b) !== 0 ? MAY_BE_TRUE : 0) | (differ ? MAY_BE_FALSE : 0);
    }
    case 'cmp': {
      const as = possibleValues(e.a);
      const bs = possibleValues(e.b);
      const some = (wanted: boolean): boolean => as.some((a) => bs.some((b) => compare(e.rel, a, b) === wanted));
      return (some(true) ? MAY_BE_TRUE : 0) | (some(false) ? MAY_BE_FALSE : 0);
    }
    case 'next':
    case 'taken':
      return MAY_BE_TRUE | MAY_BE_FALSE;
  }
};
const swap = (m: number): number => ((m & 1) << 1) | (m >> 1);
const all = (ms: readonly number[]): number => {
  const truth = ms.every((m) => m & MAY_BE_TRUE) ? MAY_BE_TRUE : 0;
  return truth | (ms.some((m) => m & MAY_BE_FALSE) ? MAY_BE_FALSE : 0);
};

/** Compute the domains. A local state outside its table (a corrupted IR) is kept, so that the type invariant sees it. */
export const domainsOf = (ir: Ir): Domains => {
  const sets = ir.instances.map((i) => new Set([i.initial]));
  const possible = ir.actions.map(() => false);
  for (let grown = true; grown; ) {
    grown = false;
    ir.actions.forEach((a, k) => {
      if (!possible[k] && !a.guard.every((g) => may(g.e, sets) & MAY_BE_TRUE)) return;
      possible[k] = true;
      if (apply(ir, a, sets)) grown = true;
    });
  }
  return { states: sets.map((s) => [...s].sort((x, y) => x - y)), possible };
};

/** Add what an action can bring each instance to; whether anything was new. */
const apply = (ir: Ir, a: IrAction, sets: readonly Set<number>[]): boolean => {
  let grown = false;
  for (const f of a.effects) {
    const set = sets[f.instance]!;
    const { next } = ir.tables[ir.instances[f.instance]!.table]!;
    const before = set.size;
    const from = a.guard.reduce<readonly number[]>((ss, g) => within(ss, g.e, f.instance), [...set]);
    for (const c of f.cases) {
      if (c.when !== undefined && !(may(c.when, sets) & MAY_BE_TRUE)) continue;
      for (const s of c.when === undefined ? from : within(from, c.when, f.instance)) {
        const to = next[c.event]![s];
        if (to !== undefined && to >= 0) set.add(to);
      }
    }
    if (set.size > before) grown = true;
  }
  return grown;
};
