/** Mutants of what authors write: conditions and effects of actions and joins. */
import { declared } from '../compile/expand-action.ts';
import { not } from '../model/expression.ts';
import { actionName, type Effect, type System } from '../model/system.ts';
import { dropGuard, replaceGuard } from '../model/variation.ts';
import type { Mutant } from './mutant.ts';

/** Conditions dropped and negated, events dropped, and messages that always say the same. */
export const systemMutants = (system: System): Mutant[] =>
  declared(system).flatMap(({ action, joins }) => {
    const name = actionName(action);
    const conjuncts = [action.when, ...joins.map((j) => j.when ?? {})].flatMap((when) => Object.entries(when));
    const effects = [action.effects, ...joins.map((j) => j.effects ?? [])];
    const guards = conjuncts.flatMap(([conjunct, e]): Mutant[] => [
      { id: `drop-conjunct ${name} ${conjunct}`, operator: 'drop-conjunct', change: { of: 'system', action: name, apply: dropGuard(name, conjunct) } },
      { id: `negate-conjunct ${name} ${conjunct}`, operator: 'negate-conjunct', change: { of: 'system', action: name, apply: replaceGuard(name, conjunct, not(e)) } },
    ]);
    const sent = effects.flatMap((list, source) =>
      list.flatMap((effect, k): Mutant[] => {
        const what = `${name} ${instance(effect)}${source === 0 ? '' : ' joined'}${list.filter((f, m) => m < k && instance(f) === instance(effect)).length > 0 ? ` ${k}` : ''}`;
        const at = (change: (f: Effect) => Effect | undefined) => (s: System) => onEffect(s, name, source, k, change);
        return [
          { id: `drop-event ${what}`, operator: 'drop-event', change: { of: 'system', action: name, apply: at(() => undefined) } },
          // A message with a field says the same whatever the field should be.
          ...(hasField(effect) ? [{ id: `drop-field ${what}`, operator: 'drop-field', change: { of: 'system', action: name, apply: at((f) => ({ ...f, cases: [{ event: f.cases[0]!.event }] })) } } as const] : []),
        ];
      }),
    );
    return [...guards, ...sent];
  });

const instance = (f: Effect): string => `${f.to.component}${f.to.index.length ? `[${f.to.index.join()}]` : ''}`;

/** Several cases of one message: `save yes`, `save no`. */
const hasField = ({ cases }: Effect): boolean => {
  const heads = cases.map((c) => c.event.split(' ')[0]!);
  return cases.length > 1 && cases.every((c) => c.event.includes(' ')) && new Set(heads).size === 1;
};

/** Change one effect: of the action itself (source 0), or of the n-th join on it. */
const onEffect = (s: System, name: string, source: number, k: number, change: (f: Effect) => Effect | undefined): System => {
  const edit = (es: readonly Effect[]): Effect[] => es.flatMap((f, m) => (m === k ? (change(f) ?? []) : [f]));
  if (source === 0) {
    const own = <A extends { readonly component: string; readonly event: string; readonly effects: readonly Effect[] }>(a: A): A => (actionName(a) === name ? { ...a, effects: edit(a.effects) } : a);
    return { ...s, actions: s.actions.map(own), components: s.components.map((c) => (c.actions ? { ...c, actions: c.actions.map(own) } : c)) };
  }
  let seen = 0;
  return {
    ...s,
    components: s.components.map((c) => (c.joins ? { ...c, joins: c.joins.map((j) => (j.action === name && ++seen === source && j.effects ? { ...j, effects: edit(j.effects) } : j)) } : c)),
  };
};
