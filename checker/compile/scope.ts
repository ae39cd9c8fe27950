/** Bound variables, and the templates `{x}` that stand for them in state paths, events and process names. */
import type { Index } from '../model/expression.ts';
import { ModelError } from '../model/model-error.ts';
import type { Param, Sorts } from '../model/system.ts';
import { suggest } from './suggest.ts';

/** Where an author must look: action, property, component. */
export type Place = Readonly<Record<string, string>>;

/** A variable's value; `sort` is absent for a parameter over a closed list. */
export interface Bound {
  readonly value: number | string;
  readonly sort?: string;
}
export type Scope = ReadonlyMap<string, Bound>;

export const EMPTY: Scope = new Map();

export const bind = (scope: Scope, name: string, b: Bound): Scope => new Map(scope).set(name, b);

/** The size of a sort; an unknown one is refused. */
export const sizeOf = (sorts: Sorts, sort: string, place: Place): number => {
  const n = Object.hasOwn(sorts, sort) ? sorts[sort] : undefined;
  if (n !== undefined) return n;
  throw new ModelError('E_UNKNOWN_SORT', `there is no sort ${sort}`, { fix: suggest(sort, Object.keys(sorts)), where: place });
};

export const lookUp = (scope: Scope, name: string, place: Place): Bound => {
  const b = scope.get(name);
  if (b) return b;
  throw new ModelError('E_UNKNOWN_VARIABLE', `there is no variable ${name} here`, { fix: suggest(name, scope.keys()), where: place });
};

/** Replace every `{x}` by the value of x. */
export const fill = (template: string, scope: Scope, place: Place): string =>
  template.includes('{') ? template.replace(/\{([^{}]*)\}/g, (_, name: string) => String(lookUp(scope, name, place).value)) : template;

/** An index as a number: a constant, or a variable (a closed-list value counts if it is written as a number). */
export const numberOf = (x: Index, scope: Scope, place: Place): number => {
  if (typeof x === 'number') return x;
  const { value } = lookUp(scope, x, place);
  if (typeof value === 'number') return value;
  if (/^-?\d+$/.test(value)) return Number(value);
  throw new ModelError('E_NOT_A_NUMBER', `variable ${x} is ${value} here, which is no number`, {
    fix: `Use {${x}} inside a state path or an event, or a sort for the parameter`,
    where: place,
  });
};

/** Every extension of `scope` by the given variables over their sorts, last variable fastest. */
export const overSorts = (scope: Scope, variables: Readonly<Record<string, string>>, sorts: Sorts, place: Place): Scope[] =>
  Object.entries(variables).reduce<Scope[]>((scopes, [name, sort]) => {
    const n = sizeOf(sorts, sort, place);
    return scopes.flatMap((s) => Array.from({ length: n }, (_, value) => bind(s, name, { value, sort })));
  }, [scope]);

/** Every assignment of an action's parameters, last parameter fastest. */
export const overParams = (params: readonly Param[], sorts: Sorts, place: Place): Scope[] =>
  params.reduce<Scope[]>((scopes, p) => {
    const values: Bound[] =
      'sort' in p ? Array.from({ length: sizeOf(sorts, p.sort, place) }, (_, value) => ({ value, sort: p.sort })) : p.values.map((value) => ({ value }));
    return scopes.flatMap((s) => values.map((v) => bind(s, p.name, v)));
  }, [EMPTY]);
