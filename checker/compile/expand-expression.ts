/** From authors' expressions to IR expressions: variables, quantifiers, templates and sugar go, constants fold. */
import type { Expr, Index, Term } from '../model/expression.ts';
import type { IrAction, IrExpr, IrTerm } from '../model/ir.ts';
import { ModelError } from '../model/model-error.ts';
import type { Sorts } from '../model/system.ts';
import { IrBuilder, TRUE, constant, isConst, possibleValues } from '../ir/build.ts';
import { bind, fill, numberOf, overSorts, sizeOf, type Place, type Scope } from './scope.ts';
import { suggest } from './suggest.ts';
import type { Tables } from './tables.ts';

/** The actions that `taken` may name; absent where a step makes no sense. */
export type StepActions = ReadonlyMap<string, readonly { readonly at: number; readonly action: IrAction }[]>;

export class Expander {
  readonly build: IrBuilder;
  readonly #sorts: Sorts;
  readonly #tables: Tables;

  constructor(sorts: Sorts, tables: Tables, anyStart = false) {
    this.#sorts = sorts;
    this.#tables = tables;
    this.build = new IrBuilder(
      tables.instances.map((i) => tables.tables[i.table]!.states.length),
      tables.instances.map((i) => (!anyStart && tables.tables[i.table]!.events.length === 0 ? i.initial : undefined)),
    );
  }

  /** Expand `e` under `scope`. With `actions`, `next` and `taken` are allowed. */
  expression(e: Expr, scope: Scope, place: Place, actions?: StepActions): IrExpr {
    const b = this.build;
    const sub = (x: Expr, s: Scope = scope): IrExpr => this.expression(x, s, place, actions);
    switch (e.op) {
      case 'const':
        return constant(e.value);
      case 'at': {
        const instance = this.#tables.instance(e.of, scope, place);
        return b.or(e.states.map((p) => b.in(instance, this.#tables.matching(e.of.component, fill(p, scope, place), place))));
      }
      case 'not':
        return b.not(sub(e.e));
      case 'and':
        return this.#lazily(e.es, false, (x) => sub(x), (es) => b.and(es));
      case 'or':
        return this.#lazily(e.es, true, (x) => sub(x), (es) => b.or(es));
      case 'implies': {
        const a = sub(e.a);
        return isConst(a, false) ? TRUE : b.implies(a, sub(e.b));
      }
      case 'iff':
        return b.iff(sub(e.a), sub(e.b));
      case 'cmp':
        return b.cmp(e.rel, this.term(e.a, scope, place, actions), this.term(e.b, scope, place, actions));
      case 'forall':
        return this.#lazily(overSorts(scope, { [e.bind]: e.sort }, this.#sorts, place), false, (s) => sub(e.e, s), (es) => b.and(es));
      case 'exists':
        return this.#lazily(overSorts(scope, { [e.bind]: e.sort }, this.#sorts, place), true, (s) => sub(e.e, s), (es) => b.or(es));
      case 'first':
        return this.#first(e, scope, place, actions);
      case 'awaited':
        return sub(e.e);
      case 'next':
        if (!actions) return stepOnly('next', place);
        return b.next(this.expression(e.e, scope, place));
      case 'taken':
        if (!actions) return stepOnly('taken', place);
        return this.#taken(e.action, e.args, scope, place, actions);
      default:
        return unknownKind('expression', (e as { op: unknown }).op, place);
    }
  }

  /** Expand parts until one decides the whole: what stands behind it need not make sense for these values. */
  #lazily<T>(parts: readonly T[], absorbing: boolean, expand: (part: T) => IrExpr, combine: (es: readonly IrExpr[]) => IrExpr): IrExpr {
    const out: IrExpr[] = [];
    for (const p of parts) {
      const e = expand(p);
      if (isConst(e, absorbing)) return e;
      out.push(e);
    }
    return combine(out);
  }

  term(t: Term, scope: Scope, place: Place, actions?: StepActions): IrTerm {
    switch (t.t) {
      case 'int':
        return t;
      case 'var':
        return { t: 'int', value: numberOf(t.name, scope, place) };
      case 'value': {
        const instance = this.#tables.instance(t.of, scope, place);
        return this.build.value(instance, this.#tables.values(t.of.component, fill(t.region, scope, place), t.otherwise, place));
      }
      case 'count':
        return this.build.sum(
          overSorts(scope, { [t.bind]: t.sort }, this.#sorts, place).map((s) => this.build.bool(this.expression(t.where, s, place, actions))),
        );
      case 'add':
        return this.build.sum(t.terms.map((x) => this.term(x, scope, place, actions)));
      default:
        return unknownKind('term', (t as { t: unknown }).t, place);
    }
  }

  /** For every value that `from` can have: the first hit, going up and round, is `at`. */
  #first(e: Expr & { op: 'first' }, scope: Scope, place: Place, actions: StepActions | undefined): IrExpr {
    const b = this.build;
    const size = sizeOf(this.#sorts, e.sort, place);
    const from = this.term(e.from, scope, place, actions);
    const at = this.term(e.at, scope, place, actions);
    const hit = Array.from({ length: size }, (_, value) => this.expression(e.where, bind(scope, e.bind, { value, sort: e.sort }), place, actions));
    const ways = possibleValues(from).filter((v) => v >= 0).map((v) => {
      const starts = b.cmp('=', from, { t: 'int', value: v });
      const passed: IrExpr[] = [];
      const ends = Array.from({ length: size }, (_, k) => {
        const k0 = (v + k) % size;
        const end = b.and([b.cmp('=', at, { t: 'int', value: k0 }), ...passed, hit[k0]!]);
        passed.push(b.not(hit[k0]!));
        return end;
      });
      return b.and([starts, b.or(ends)]);
    });
    return b.or(ways);
  }

  #taken(name: string, args: Readonly<Record<string, Index>>, scope: Scope, place: Place, actions: StepActions): IrExpr {
    const family = actions.get(name);
    if (!family) throw new ModelError('E_UNKNOWN_ACTION', `there is no action ${name}`, { fix: suggest(name, actions.keys()), where: place });
    const wanted = Object.entries(args).map(([p, x]) => [p, typeof x === 'string' && scope.has(x) ? scope.get(x)!.value : x] as const);
    const known = family[0]?.action.args;
    for (const [p] of wanted)
      if (known && !(p in known))
        throw new ModelError('E_UNKNOWN_PARAMETER', `action ${name} has no parameter ${p}`, { fix: suggest(p, Object.keys(known)), where: place });
    const found = family.filter(({ action }) => wanted.every(([p, v]) => action.args[p] === v)).map(({ at }) => at);
    return found.length === 0 ? constant(false) : { op: 'taken', actions: found };
  }

  /** What must hold for an expression to say anything: the antecedents of its top-level implications. */
  split(e: Expr, scope: Scope, place: Place, actions?: StepActions): { when: IrExpr; e: IrExpr } {
    const b = this.build;
    if (e.op === 'implies') {
      const a = this.expression(e.a, scope, place, actions);
      if (isConst(a, false)) return { when: a, e: TRUE };
      const rest = this.split(e.b, scope, place, actions);
      return { when: b.and([a, rest.when]), e: rest.e };
    }
    if (e.op === 'forall' || e.op === 'and') {
      const parts =
        e.op === 'and'
          ? e.es.map((x) => this.split(x, scope, place, actions))
          : overSorts(scope, { [e.bind]: e.sort }, this.#sorts, place).map((s) => this.split(e.e, s, place, actions));
      return { when: b.or(parts.map((p) => p.when)), e: b.and(parts.map((p) => b.implies(p.when, p.e))) };
    }
    return { when: TRUE, e: this.expression(e, scope, place, actions) };
  }
}

const stepOnly = (op: string, place: Place): never => {
  throw new ModelError('E_STEP_ONLY', `${op} stands outside a step property`, { fix: "Use kind 'step', and do not nest next", where: place });
};

/** Refuse data of a kind that nobody declared (a cast, or a newer model language). */
export const unknownKind = (what: string, kind: unknown, place: Place): never => {
  throw new ModelError('E_UNKNOWN_KIND', `there is no ${what} of kind ${String(kind)}`, { fix: 'Use the constructors of checker/model', where: place });
};
