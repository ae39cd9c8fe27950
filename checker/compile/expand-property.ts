/** From properties to their parts: what can fail on its own, with its antecedent apart (vacuity, R12, R23). */
import type { IrPart, IrProperty } from '../model/ir.ts';
import { ModelError } from '../model/model-error.ts';
import type { Property } from '../model/property.ts';
import type { System } from '../model/system.ts';
import { FALSE, TRUE } from '../ir/build.ts';
import { unknownKind, type Expander, type StepActions } from './expand-expression.ts';
import { EMPTY, fill, overSorts, type Place, type Scope } from './scope.ts';

/** Expand one property. */
export const expandProperty = (p: Property, system: System, x: Expander, actions: StepActions): IrProperty => {
  const { id, text, source, scope = '', kind } = p;
  return { id, text, source, scope, kind, parts: partsOf(p, system, x, actions) };
};

const labelOf = (scope: Scope): string => [...scope].map(([k, b]) => `${k}=${b.value}`).join(' ');

const partsOf = (p: Property, system: System, x: Expander, actions: StepActions): IrPart[] => {
  const place: Place = { system: system.name, property: p.id };
  switch (p.kind) {
    case 'always':
      return [{ label: '', ...x.split(p.expr, EMPTY, place) }];
    case 'step':
      return [{ label: '', ...x.split(p.expr, EMPTY, place, actions) }];
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
      return overSorts(EMPTY, p.bind ?? {}, system.sorts, place).map((scope) => ({
        label: labelOf(scope),
        when: x.expression(p.inside, scope, place),
        e: FALSE,
        process: fill(p.process, scope, place),
      }));
    case 'survives': {
      const terminal = system.terminal ? x.expression(system.terminal, EMPTY, place) : FALSE;
      return [{ label: '', when: TRUE, e: x.build.not(x.build.and([terminal, x.expression(p.expr, EMPTY, place)])) }];
    }
    default:
      return unknownKind('property', (p as { kind: unknown }).kind, place);
  }
};
