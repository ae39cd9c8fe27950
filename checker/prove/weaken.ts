/**
 * The first rule of the abstraction: the order of the values of the sort is forgotten. Only that value 0 comes first is kept.
 * What hangs on the order becomes an atom of a component whose state is never known, so that it may be true and may be false.
 */
import { createMachine } from 'xstate';
import { and, at, eq, ne, or, TRUE, FALSE, type Expr, type Index, type Term } from '../model/expression.ts';
import type { Component, System } from '../model/system.ts';
import { mapConditions, mapParts, mapTerm, rename, type Sorted } from '../model/rewrite.ts';

/** The component whose state is never known. */
export const UNKNOWN = '?';
const unknown: Component = {
  name: UNKNOWN,
  doc: 'what the abstraction does not know',
  source: 'docs/any-n.md',
  index: [],
  machine: () => createMachine({ id: 'unknown', initial: 'no', states: { no: { on: { flip: 'yes' } }, yes: { on: { flip: 'no' } } } }),
  file: import.meta.url,
};
const MAYBE = at(UNKNOWN, [], 'yes');

const indexOf = (t: Term): Index | undefined => (t.t === 'var' ? t.name : t.t === 'int' ? t.value : undefined);

/** Whether an expression hangs on the order of `sort`, or on a number of its values. */
export const forgetOrder = (sort: string) => {
  const isValue = (t: Term, scope: Sorted): boolean => t.t === 'var' && scope.get(t.name) === sort;
  const go = (e: Expr, scope: Sorted): Expr => {
    if (e.op === 'first' && e.sort === sort) {
      const to = indexOf(e.at);
      const hit = to === undefined ? TRUE : typeof to === 'string' ? rename(go(e.where, new Map(scope).set(e.bind, sort)), e.bind, to) : TRUE;
      return and(hit, MAYBE);
    }
    if (e.op === 'cmp' && (e.rel === '<' || e.rel === '<=') && (isValue(e.a, scope) || isValue(e.b, scope))) return compared(e.rel, indexOf(e.a), indexOf(e.b));
    // Whom a process waits for is no matter of safety.
    if (e.op === 'awaited') return go(e.e, scope);
    return mapParts(e, scope, go, (t, s) => mapTerm(t, s, go));
  };
  return go;
};

/** x < y, x <= y of two values: 0 comes first, and nothing else is known of two that differ. */
const compared = (rel: '<' | '<=', x: Index | undefined, y: Index | undefined): Expr => {
  if (x === undefined || y === undefined) return MAYBE;
  const same = rel === '<=' ? eq(x, y) : FALSE;
  return or(same, and(eq(x, 0), ne(y, 0)), and(ne(x, y), ne(x, 0), ne(y, 0), MAYBE));
};

/** The system with the order of `sort` forgotten. */
export const withoutOrder = (s: System, sort: string): System => {
  const change = forgetOrder(sort);
  const t = mapConditions(s, change);
  return { ...t, components: [...t.components, unknown], ...(t.terminal ? { terminal: change(t.terminal, new Map()) } : {}) };
};
