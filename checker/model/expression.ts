/**
 * The typed expression language of vcpuhp. An expression is plain data: it is evaluated, compiled, exported, printed,
 * mutated and checked for vacuity; a closure could be none of these.
 *
 * Variables are bound index variables (each of a sort such as `slot`). Wherever a state path or an event name is
 * written, `{x}` inside it stands for the value of variable `x`: `at('gic', ['i'], 'cpu.o{a}')`.
 */

/** Reference to one component instance; each index is a bound variable's name or a constant. */
export interface InstanceRef {
  readonly component: string;
  readonly index: readonly Index[];
}
/** A variable's name, or a constant index (0 .. size of the sort - 1). */
export type Index = string | number;

/** An integer term. */
export type Term =
  | { readonly t: 'int'; readonly value: number }
  | { readonly t: 'var'; readonly name: string }
  /** The number that names the active child of region `region` ('' = the machine's root); see {@link value}. */
  | { readonly t: 'value'; readonly of: InstanceRef; readonly region: string; readonly otherwise: number }
  /** How many values of `sort` satisfy `where`. */
  | { readonly t: 'count'; readonly bind: string; readonly sort: string; readonly where: Expr }
  | { readonly t: 'add'; readonly terms: readonly Term[] };

export type Relation = '=' | '!=' | '<' | '<=';

export type Expr =
  | { readonly op: 'const'; readonly value: boolean }
  /** The instance is in at least one of the state paths (dotted, XState `matches` semantics). */
  | { readonly op: 'at'; readonly of: InstanceRef; readonly states: readonly string[] }
  | { readonly op: 'not'; readonly e: Expr }
  | { readonly op: 'and'; readonly es: readonly Expr[] }
  | { readonly op: 'or'; readonly es: readonly Expr[] }
  | { readonly op: 'implies'; readonly a: Expr; readonly b: Expr }
  | { readonly op: 'iff'; readonly a: Expr; readonly b: Expr }
  | { readonly op: 'cmp'; readonly rel: Relation; readonly a: Term; readonly b: Term }
  | { readonly op: 'forall'; readonly bind: string; readonly sort: string; readonly e: Expr }
  | { readonly op: 'exists'; readonly bind: string; readonly sort: string; readonly e: Expr }
  /** `at` is the first value of `sort`, going up from `from` (inclusive) and wrapping round, that satisfies `where`. */
  | {
      readonly op: 'first';
      readonly at: Term;
      readonly from: Term;
      readonly bind: string;
      readonly sort: string;
      readonly where: Expr;
    }
  /** `e`, and who makes it true while it is false: a condition that is waited for (wait-for graphs). Its value is that of `e`. */
  | { readonly op: 'awaited'; readonly e: Expr; readonly by: readonly Holder[] }
  /** `e` in the state after the step. Only in properties of kind `step`. */
  | { readonly op: 'next'; readonly e: Expr }
  /** The step is action `action` with these arguments (parameters not named are free). Only in `step` properties. */
  | { readonly op: 'taken'; readonly action: string; readonly args: Readonly<Record<string, Index>> };

/** A process that others wait for. */
export interface Holder {
  /** As in `Action.process`; `{x}` for a variable in scope or of `bind`. */
  readonly process: string;
  readonly bind?: Readonly<Record<string, string>>;
  /** In which states it is this process; default: in all. */
  readonly where?: Expr;
}

/* ---- constructors -------------------------------------------------------------------------------------------- */

export const ref = (component: string, index: readonly Index[] = []): InstanceRef => ({ component, index });

/** Instance `component[index]` is in (one of) the given state path(s). */
export const at = (component: string, index: readonly Index[], ...states: string[]): Expr => ({
  op: 'at',
  of: ref(component, index),
  states,
});
export const TRUE: Expr = { op: 'const', value: true };
export const FALSE: Expr = { op: 'const', value: false };
export const not = (e: Expr): Expr => ({ op: 'not', e });
export const and = (...es: Expr[]): Expr => ({ op: 'and', es });
export const or = (...es: Expr[]): Expr => ({ op: 'or', es });
export const implies = (a: Expr, b: Expr): Expr => ({ op: 'implies', a, b });
export const iff = (a: Expr, b: Expr): Expr => ({ op: 'iff', a, b });
export const forall = (bind: string, sort: string, e: Expr): Expr => ({ op: 'forall', bind, sort, e });
export const exists = (bind: string, sort: string, e: Expr): Expr => ({ op: 'exists', bind, sort, e });
/** `e`, while false, is waited for: one of these processes makes it true. */
export const awaited = (e: Expr, ...by: readonly (string | Holder)[]): Expr => ({ op: 'awaited', e, by: by.map((h) => (typeof h === 'string' ? { process: h } : h)) });
export const next = (e: Expr): Expr => ({ op: 'next', e });
export const taken = (action: string, args: Readonly<Record<string, Index>> = {}): Expr => ({ op: 'taken', action, args });
export const first = (where: Expr, bind: string, sort: string, from: Term | Index, at: Term | Index): Expr => ({
  op: 'first',
  at: term(at),
  from: term(from),
  bind,
  sort,
  where,
});

/** A variable (string), a constant (number), or a term as it is. */
export const term = (x: Term | Index): Term =>
  typeof x === 'string' ? { t: 'var', name: x } : typeof x === 'number' ? { t: 'int', value: x } : x;
/**
 * The number in the name of the active child of `region`: for region `cpus` in child state `3` it is 3.
 * Where that name is no number the term is `otherwise` (default -1).
 */
export const value = (component: string, index: readonly Index[], region = '', otherwise = -1): Term => ({
  t: 'value',
  of: ref(component, index),
  region,
  otherwise,
});
export const count = (bind: string, sort: string, where: Expr): Term => ({ t: 'count', bind, sort, where });
export const add = (...terms: (Term | Index)[]): Term => ({ t: 'add', terms: terms.map(term) });
const cmp = (rel: Relation) => (a: Term | Index, b: Term | Index): Expr => ({ op: 'cmp', rel, a: term(a), b: term(b) });
export const eq = cmp('=');
export const ne = cmp('!=');
export const lt = cmp('<');
export const le = cmp('<=');
