/** A system as it is seen from outside (R21): its IR with the observers, without properties, and the label of each action. */
import { isConst } from '../ir/build.ts';
import type { Ir, IrAction, IrObservation, IrObservedCase } from '../model/ir.ts';
import { ModelError } from '../model/model-error.ts';
import type { Observation, ObservedCase } from '../model/observation.ts';
import { expressing } from '../model/expressible.ts';
import { actionName, type Component, type System } from '../model/system.ts';
import { composed } from './compose.ts';
import type { Expander } from './expand-expression.ts';
import { EMPTY, bind, fill, overSorts, type Place, type Scope } from './scope.ts';
import { suggest } from './suggest.ts';

export interface Observed {
  /** The system that is explored. */
  readonly system: System;
  readonly ir: Ir;
  readonly observation: IrObservation;
}

/** Throws E_NOT_OBSERVABLE for a system that does not say what is seen of it. */
export const observe = (original: System): Observed => {
  const { observation } = original;
  if (!observation) throw new ModelError('E_NOT_OBSERVABLE', `system ${original.name} does not say what is seen of it`, { fix: 'Set `observation` on the system', where: { system: original.name } });
  const has = new Set([...original.actions, ...original.components.flatMap((c) => c.actions ?? [])].map(actionName));
  const observers = (observation.components ?? []).map((c): Component => (c.joins ? { ...c, joins: c.joins.filter((j) => has.has(j.action)) } : c));
  const system: System = { ...original, properties: [], components: [...original.components, ...observers] };
  const expressed = expressing(system);
  const { ir, expander, tables } = composed(system);
  const { end } = observation;
  const at = end === undefined ? undefined : ir.instances.findIndex((i) => i.name === end);
  if (at === -1) throw new ModelError('E_UNKNOWN_COMPONENT', `there is no component ${end} without index to name the end`, { fix: suggest(end!, tables.instances.map((i) => i.name)), where: { system: system.name } });
  return {
    system,
    ir,
    observation: {
      labels: ir.actions.map((a) => casesOf(a, observation, system, expander, expressed)),
      state: observation.state.filter(expressed).flatMap(({ name, bind: bound, expr }) => {
        const place: Place = { system: system.name, in: 'observation' };
        return overSorts(EMPTY, bound ?? {}, system.sorts, place).map((scope) => ({ name: fill(name, scope, place), e: expander.expression(expr, scope, place) }));
      }),
      end: at,
    },
  };
};

const casesOf = (a: IrAction, observation: Observation, system: System, expander: Expander, expressed: (x: unknown) => boolean): IrObservedCase[] => {
  const seen = observation.labels.filter((l) => l.action === a.name);
  if (seen.length > 1) throw new ModelError('E_OBSERVED_TWICE', `action ${a.name} is seen in two ways`, { fix: 'Put the cases into one', where: { system: system.name } });
  const place: Place = { system: system.name, action: a.name, in: 'observation' };
  const sortOf = (param: string): string => {
    const declared = [...system.actions, ...system.components.flatMap((c) => c.actions ?? [])].find((x) => `${x.component}.${x.event}` === a.name)!.params.find((p) => p.name === param)!;
    return 'sort' in declared ? declared.sort : '';
  };
  const scope = Object.entries(a.args).reduce<Scope>((s, [name, value]) => bind(s, name, sortOf(name) === '' ? { value } : { value, sort: sortOf(name) }), EMPTY);
  const found: IrObservedCase[] = [];
  for (const c of seen[0]?.cases ?? []) {
    const one = caseOf(c, scope, expander, expressed, place);
    if (one.when && isConst(one.when, false)) continue;
    found.push(one);
    if (!one.when) break;
  }
  return found;
};

const caseOf = (c: ObservedCase, scope: Scope, expander: Expander, expressed: (x: unknown) => boolean, place: Place): IrObservedCase => {
  const when = c.when && expander.expression(c.when, scope, place);
  return {
    label: fill(c.label, scope, place),
    shows: Object.entries(c.shows ?? {}).filter(([, e]) => expressed(e)).map(([name, e]) => ({ name, e: expander.expression(e, scope, place) })),
    ...(when && !isConst(when, true) ? { when } : {}),
  };
};
