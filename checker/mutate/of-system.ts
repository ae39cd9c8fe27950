/** Mutants of what authors write: conditions and effects of actions and joins. */
import { declared } from '../compile/expand-action.ts';
import { not } from '../model/expression.ts';
import { actionName, type Action, type Effect, type Join, type System } from '../model/system.ts';
import { dropGuard, replaceGuard, type Variation } from '../model/variation.ts';
import type { Mutant } from './mutant.ts';

/** Conditions dropped and negated, events dropped, and messages that always say the same. */
export const systemMutants = (system: System): Mutant[] =>
  declared(system).flatMap(({ action, joins }) => {
    const name = actionName(action);
    const conjuncts = [action.when, ...joins.map((j) => j.when ?? {})].flatMap((when) => Object.entries(when));
    const guards = conjuncts.flatMap(([conjunct]): Mutant[] => [
      { id: `drop-conjunct ${name} ${conjunct}`, operator: 'drop-conjunct', change: { of: 'system', action: name, apply: dropGuard(name, conjunct) } },
      { id: `negate-conjunct ${name} ${conjunct}`, operator: 'negate-conjunct', change: { of: 'system', action: name, apply: negated(name, conjunct) } },
    ]);
    const sent = effectsOf(action, joins).flatMap(({ what, effect }): Mutant[] => {
      const at = (change: (f: Effect) => Effect | undefined) => (s: System) => onEffect(s, name, what, change);
      return [
        { id: `drop-event ${name} ${what}`, operator: 'drop-event', change: { of: 'system', action: name, apply: at(() => undefined) } },
        // A message with a field says the same whatever the field should be.
        ...(hasField(effect) ? [{ id: `drop-field ${name} ${what}`, operator: 'drop-field', change: { of: 'system', action: name, apply: at((f) => ({ ...f, cases: [{ event: f.cases[0]!.event }] })) } } as const] : []),
      ];
    });
    return [...guards, ...sent];
  });

/** A conjunct as this system has it: another one may test more in it. */
const negated = (name: string, conjunct: string): Variation => (s) => {
  const { action, joins } = find(s, name);
  const e = [action, ...joins].map((x) => x.when?.[conjunct]).find((x) => x !== undefined);
  return replaceGuard(name, conjunct, e && not(e))(s);
};

const find = (s: System, name: string): ReturnType<typeof declared>[number] => declared(s).find(({ action }) => actionName(action) === name)!;

const instance = (f: Effect): string => `${f.to.component}${f.to.index.length ? `[${f.to.index.join()}]` : ''}`;

/** Several cases of one message: `save yes`, `save no`. */
const hasField = ({ cases }: Effect): boolean => {
  const heads = cases.map((c) => c.event.split(' ')[0]!);
  return cases.length > 1 && cases.every((c) => c.event.includes(' ')) && new Set(heads).size === 1;
};

interface Sent {
  /** What a mutant calls it. */
  readonly what: string;
  readonly effect: Effect;
  /** In the action itself (0), or in the n-th join on it; and where in there. */
  readonly source: number;
  readonly k: number;
}

/** The effects of an action, and of the joins on it. */
const effectsOf = (action: Action, joins: readonly Join[]): Sent[] =>
  [action.effects, ...joins.map((j) => j.effects ?? [])].flatMap((list, source) =>
    list.map((effect, k) => ({ what: `${instance(effect)}${source === 0 ? '' : ' joined'}${list.some((f, m) => m < k && instance(f) === instance(effect)) ? ` ${k}` : ''}`, effect, source, k })),
  );

/** Change the effect that is called so: another system may have more joins before it, or other ones. */
const onEffect = (s: System, name: string, what: string, change: (f: Effect) => Effect | undefined): System => {
  const { action, joins } = find(s, name);
  const { source, k } = effectsOf(action, joins).find((f) => f.what === what)!;
  const edit = (es: readonly Effect[]): Effect[] => es.flatMap((f, m) => (m === k ? (change(f) ?? []) : [f]));
  if (source === 0) {
    const own = (a: Action): Action => (actionName(a) === name ? { ...a, effects: edit(a.effects) } : a);
    return { ...s, actions: s.actions.map(own), components: s.components.map((c) => (c.actions ? { ...c, actions: c.actions.map(own) } : c)) };
  }
  let seen = 0;
  return {
    ...s,
    components: s.components.map((c) => (c.joins ? { ...c, joins: c.joins.map((j) => (j.action === name && ++seen === source && j.effects ? { ...j, effects: edit(j.effects) } : j)) } : c)),
  };
};
