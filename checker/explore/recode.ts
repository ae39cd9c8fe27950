/**
 * Rewrites IR expressions from local states to codes. In a step property, instance i after the step is variable N + i,
 * and the action is known, so `next` and `taken` vanish and most of such a property folds to nothing for most actions.
 */
import type { IrExpr, IrTerm } from '../model/ir.ts';
import { IrBuilder, constant } from '../ir/build.ts';
import type { Layout } from './layout.ts';

/** The step in which an expression is to be read. */
export interface OnAction {
  readonly action: number;
  /** Instances that the action may change. */
  readonly touched: ReadonlySet<number>;
}

export class Recoder {
  readonly build: IrBuilder;
  readonly instances: number;
  readonly #layout: Layout;

  constructor(layout: Layout) {
    this.#layout = layout;
    this.instances = layout.sizes.length;
    this.build = new IrBuilder([...layout.sizes, ...layout.sizes]);
  }

  expression(e: IrExpr, on?: OnAction, primed = false): IrExpr {
    const b = this.build;
    const sub = (x: IrExpr): IrExpr => this.expression(x, on, primed);
    switch (e.op) {
      case 'const':
        return e;
      case 'in':
        return b.in(
          this.#variable(e.instance, on, primed),
          e.states.flatMap((s) => this.#layout.code(e.instance, s) ?? []).sort((x, y) => x - y),
        );
      case 'not':
        return b.not(sub(e.e));
      case 'and':
        return b.and(e.es.map(sub));
      case 'or':
        return b.or(e.es.map(sub));
      case 'iff':
        return b.iff(sub(e.a), sub(e.b));
      case 'cmp':
        return b.cmp(e.rel, this.#term(e.a, on, primed), this.#term(e.b, on, primed));
      case 'next':
        return this.expression(e.e, on, true);
      case 'taken':
        return constant(on !== undefined && e.actions.includes(on.action));
    }
  }

  /** An instance that the action leaves alone is after the step what it was before. */
  #variable(instance: number, on: OnAction | undefined, primed: boolean): number {
    return primed && on?.touched.has(instance) ? this.instances + instance : instance;
  }

  #term(t: IrTerm, on: OnAction | undefined, primed: boolean): IrTerm {
    switch (t.t) {
      case 'int':
        return t;
      case 'value':
        return this.build.value(
          this.#variable(t.instance, on, primed),
          this.#layout.domains.states[t.instance]!.map((s) => t.values[s] ?? -1),
        );
      case 'bool':
        return this.build.bool(this.expression(t.e, on, primed));
      case 'sum':
        return this.build.sum(t.terms.map((x) => this.#term(x, on, primed)));
    }
  }
}
