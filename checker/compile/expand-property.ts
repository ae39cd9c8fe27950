/** From properties to their parts: what can fail on its own, with its antecedent apart (vacuity, R12, R23). */
import type { IrExpr, IrFairness, IrPart, IrProperty } from '../model/ir.ts';
import { ModelError } from '../model/model-error.ts';
import type { Expr } from '../model/expression.ts';
import type { Fairness } from '../model/fairness.ts';
import type { Property } from '../model/property.ts';
import type { System } from '../model/system.ts';
import { FALSE, TRUE, isConst } from '../ir/build.ts';
import { unknownKind, type Expander, type StepActions } from './expand-expression.ts';
import { printFairness, printParty, type FairnessExpander } from './expand-fairness.ts';
import { EMPTY, fill, overSorts, type Place, type Scope } from './scope.ts';

/** What the parts of properties are expanded with. */
export interface Expanders {
  readonly expressions: Expander;
  readonly fairness: FairnessExpander;
  readonly actions: StepActions;
}

/** Expand one property. */
export const expandProperty = (p: Property, system: System, using: Expanders): IrProperty => {
  const { id, text, source, scope = '', kind } = p;
  const parts = partsOf(p, system, using);
  const assumes = assumptionsOf(p, system);
  return { id, text, source, scope, kind, parts, ...(assumes ? { assumes } : {}) };
};

/** What a verdict must say beside `holds`; undefined for kinds that assume nothing. */
const assumptionsOf = (p: Property, system: System): string[] | undefined => {
  if (p.kind === 'recoverable') return [`moves of ${p.by.map(printParty).join(', ')} only`];
  if (!('fairness' in p)) return undefined;
  const fairness = p.fairness.length ? p.fairness.map(printFairness) : ['no fairness'];
  return [...fairness, ...(system.assumptions ?? []).map((a) => `${a.id}: ${a.text}`)];
};

const labelOf = (scope: Scope): string => [...scope].map(([k, b]) => `${k}=${b.value}`).join(' ');

/** An expression in its scope. */
interface Scoped {
  readonly e: Expr;
  readonly scope: Scope;
}

/**
 * The instances of what is said for all: each value of a leading `forall` is a part of its own, also behind an
 * implication, so that a part says which instance fails and depends on no other. Each antecedent keeps the scope that it
 * stands in, for the `forall` behind it may reuse a variable's name.
 */
const instancesOf = (x: Scoped, system: System, place: Place, whens: readonly Scoped[] = []): { whens: readonly Scoped[]; body: Scoped }[] => {
  const { e, scope } = x;
  if (e.op === 'forall') return overSorts(scope, { [e.bind]: e.sort }, system.sorts, place).flatMap((inner) => instancesOf({ e: e.e, scope: inner }, system, place, whens));
  if (e.op === 'implies') return instancesOf({ e: e.b, scope }, system, place, [...whens, { e: e.a, scope }]);
  return [{ whens, body: x }];
};

/** One part an instance; those whose antecedent is false by its indices alone are left out. */
const instanceParts = (e: Expr, scope: Scope, system: System, x: Expander, place: Place, actions?: StepActions): IrPart[] => {
  const parts = instancesOf({ e, scope }, system, place).map(({ whens, body }) => {
    const label = labelOf(body.scope);
    let when: IrExpr = TRUE;
    for (const w of whens) {
      when = x.build.and([when, x.expression(w.e, w.scope, place, actions)]);
      if (isConst(when, false)) return { label, when, e: TRUE };
    }
    const rest = x.split(body.e, body.scope, place, actions);
    return { label, when: x.build.and([when, rest.when]), e: rest.e };
  });
  const telling = parts.filter((p) => !isConst(p.when, false));
  return telling.length > 0 ? telling : parts.slice(0, 1);
};

/** One part a value of the bound variables. */
const boundParts = (bound: Readonly<Record<string, string>> | undefined, system: System, place: Place, part: (scope: Scope) => Omit<IrPart, 'label'>): IrPart[] =>
  overSorts(EMPTY, bound ?? {}, system.sorts, place).map((scope) => ({ label: labelOf(scope), ...part(scope) }));

const partsOf = (p: Property, system: System, { expressions: x, fairness, actions }: Expanders): IrPart[] => {
  const place: Place = { system: system.name, property: p.id };
  const fair = (assumed: readonly Fairness[], scope: Scope): IrFairness[] => assumed.flatMap((f) => fairness.constraints(f, scope, place));
  switch (p.kind) {
    case 'always':
      return instanceParts(p.expr, EMPTY, system, x, place);
    case 'step':
      return instanceParts(p.expr, EMPTY, system, x, place, actions);
    case 'sometimes':
      return [{ label: '', when: TRUE, e: x.expression(p.expr, EMPTY, place) }];
    case 'whenQuiescent': {
      const q = system.quiescence;
      if (!q) throw new ModelError('E_NO_QUIESCENCE', 'the system has no quiescence', { fix: 'Set `quiescence` on the system', where: place });
      return overSorts(EMPTY, { [q.bind]: q.sort }, system.sorts, place).map((scope) => {
        const part = x.split(p.expr, scope, place);
        return { label: labelOf(scope), when: x.build.and([x.expression(q.expr, scope, { ...place, in: 'quiescence' }), part.when]), e: part.e };
      });
    }
    case 'dead':
      return [{ label: '', when: p.unless ? x.build.not(x.expression(p.unless, EMPTY, place)) : TRUE, e: FALSE }];
    case 'stuck':
      return boundParts(p.bind, system, place, (scope) => ({ when: x.expression(p.inside, scope, place), e: FALSE, process: fill(p.process, scope, place) }));
    case 'survives': {
      const terminal = system.terminal ? x.expression(system.terminal, EMPTY, place) : FALSE;
      return [{ label: '', when: TRUE, e: x.build.not(x.build.and([terminal, x.expression(p.expr, EMPTY, place)])) }];
    }
    case 'leadsTo':
      return boundParts(p.bind, system, place, (scope) => ({
        when: x.expression(p.from, scope, place),
        e: x.expression(p.to, scope, place),
        ...(p.unless ? { unless: x.expression(p.unless, scope, place) } : {}),
        fairness: fair(p.fairness, scope),
      }));
    case 'eventually':
    case 'alwaysEventually':
    case 'eventuallyAlways':
      return boundParts(p.bind, system, place, (scope) => ({ when: TRUE, e: x.expression(p.expr, scope, place), fairness: fair(p.fairness, scope) }));
    case 'recoverable':
      return boundParts(p.bind, system, place, (scope) => ({ when: p.from ? x.expression(p.from, scope, place) : TRUE, e: x.expression(p.goal, scope, place), by: fairness.moves(p.by, scope, place) }));
    default:
      return unknownKind('property', (p as { kind: unknown }).kind, place);
  }
};
