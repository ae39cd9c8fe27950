/** Steps that a slice leaves out change nothing that a part of a `step` property reads: can such a step violate it all the same? */
import { constant, FALSE, IrBuilder, isConst } from '../ir/build.ts';
import { holds } from '../ir/interpret.ts';
import type { Ir, IrExpr, IrPart, IrTerm } from '../model/ir.ts';
import { readExpr } from './cone.ts';

/** More combinations of local states than this are not tried. */
const LIMIT = 100_000;

/**
 * Whether a step that changes nothing the part reads, by an action that it does not name, may violate it. Exact up to the
 * reachability of the state, and `true` where there are too many states to try.
 */
export const failsSilently = (ir: Ir, part: IrPart): boolean => {
  const silent = new Silent(ir);
  const e = silent.violated(part);
  if (e.op === 'const') return e.value;
  const reads = new Set<number>();
  readExpr(e, reads);
  const instances = [...reads];
  const sizes = instances.map((i) => silent.build.sizes[i]!);
  if (sizes.reduce((n, s) => n * s, 1) > LIMIT) return true;
  const state = ir.instances.map((i) => i.initial);
  const some = (k: number): boolean => {
    if (k === instances.length) return holds(e, state);
    for (let s = 0; s < sizes[k]!; s++) {
      state[instances[k]!] = s;
      if (some(k + 1)) return true;
    }
    return false;
  };
  return some(0);
};

/** An expression about a step, read for one that changes nothing and is not named. */
class Silent {
  readonly build: IrBuilder;

  constructor(ir: Ir) {
    this.build = new IrBuilder(ir.instances.map((i) => ir.tables[i.table]!.states.length));
  }

  violated(part: IrPart): IrExpr {
    const when = this.#read(part.when);
    return isConst(when, false) ? when : this.build.and([when, this.build.not(this.#read(part.e))]);
  }

  #read(e: IrExpr): IrExpr {
    switch (e.op) {
      case 'const':
      case 'in':
        return e;
      case 'not':
        return this.build.not(this.#read(e.e));
      case 'and':
        return this.build.and(e.es.map((x) => this.#read(x)));
      case 'or':
        return this.build.or(e.es.map((x) => this.#read(x)));
      case 'iff': {
        const a = this.#read(e.a);
        const b = this.#read(e.b);
        return JSON.stringify(a) === JSON.stringify(b) ? constant(true) : this.build.iff(a, b);
      }
      case 'cmp':
        return this.build.cmp(e.rel, this.#term(e.a), this.#term(e.b));
      case 'next':
        return this.#read(e.e);
      case 'taken':
        return FALSE;
    }
  }

  #term(t: IrTerm): IrTerm {
    if (t.t === 'sum') return this.build.sum(t.terms.map((x) => this.#term(x)));
    return t.t === 'bool' ? this.build.bool(this.#read(t.e)) : t;
  }
}
