/** The system that a recording is held against, with the expressions of a mapping expanded over it. */
import { compose } from '../compile/compose.ts';
import { Expander } from '../compile/expand-expression.ts';
import type { Bound, Place, Scope } from '../compile/scope.ts';
import { Tables } from '../compile/tables.ts';
import { holds } from '../ir/interpret.ts';
import type { Expr } from '../model/expression.ts';
import type { Ir, IrExpr } from '../model/ir.ts';
import { ModelError } from '../model/model-error.ts';
import type { System } from '../model/system.ts';
import type { Value } from './field.ts';

/** Values of variables: of a line, of an action's parameters, of a quantified line. */
export type Variables = Readonly<Record<string, Value>>;

export class Subject {
  readonly ir: Ir;
  readonly #expander: Expander;
  readonly #known = new Map<Expr, Map<string, IrExpr>>();

  constructor(system: System) {
    // What the system is held to elsewhere plays no part in what it can do.
    this.ir = compose({ ...system, properties: [] });
    this.#expander = new Expander(system.sorts, new Tables(system));
  }

  /** The expression for these values. The same values occur again and again, so each is expanded once. */
  expand(e: Expr, variables: Variables, place: Place): IrExpr {
    let byValues = this.#known.get(e);
    if (!byValues) this.#known.set(e, (byValues = new Map()));
    const key = JSON.stringify(variables);
    let found = byValues.get(key);
    if (!found) byValues.set(key, (found = this.#expander.expression(e, scopeOf(variables), place)));
    return found;
  }

  holds(e: Expr | undefined, variables: Variables, state: readonly number[], place: Place): boolean {
    return e === undefined || holds(this.expand(e, variables, place), state);
  }

  /** A condition on the line alone. */
  says(e: Expr | undefined, variables: Variables, place: Place): boolean {
    if (e === undefined) return true;
    const found = this.expand(e, variables, place);
    if (found.op === 'const') return found.value;
    throw new ModelError('E_MAPPING', '`when` of a line or a part depends on the state of the model', { fix: 'Say it in `before`, `after`, `check` or `state`', where: place });
  }

  /** Every assignment of variables over sorts, added to `variables`. */
  over(each: Readonly<Record<string, string>> | undefined, variables: Variables): Variables[] {
    return Object.entries(each ?? {}).reduce<Variables[]>(
      (all, [name, sort]) => all.flatMap((v) => Array.from({ length: this.ir.sorts[sort] ?? 0 }, (_, n) => ({ ...v, [name]: n }))),
      [variables],
    );
  }
}

const scopeOf = (variables: Variables): Scope => new Map(Object.entries(variables).map(([name, value]) => [name, { value } satisfies Bound]));
