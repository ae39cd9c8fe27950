/**
 * The abstraction `scan-any-order` (R17): a search "the first value from x on with P" finds any value with P. Every step of the ordered
 * system is a step of this one, so what holds here holds there; a violation counts only where the ordered system has it too.
 */
import { TRUE, type Expr } from '../../model/expression.ts';
import { mapConditions, mapParts, mapTerm, rename, type Sorted } from '../../model/rewrite.ts';
import type { System } from '../../model/system.ts';

export const SCAN_ANY_ORDER = 'scan-any-order';

const anyOrder = (e: Expr, scope: Sorted): Expr => {
  if (e.op !== 'first') return mapParts(e, scope, anyOrder, (t, s) => mapTerm(t, s, anyOrder));
  return e.at.t === 'var' ? rename(anyOrder(e.where, new Map(scope).set(e.bind, e.sort)), e.bind, e.at.name) : TRUE;
};

/** Properties that an over-approximation decides where they hold. */
const KEPT = ['always', 'whenQuiescent', 'step', 'survives'];

/** The abstracted system; properties of other kinds (liveness, `sometimes`, `dead`, `stuck`) are refused: they are not in it. */
export const scanAnyOrder = (s: System): System => ({ ...mapConditions(s, anyOrder), properties: s.properties.filter((p) => KEPT.includes(p.kind)) });
